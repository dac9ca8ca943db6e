using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>"I cannot do them": hands several reviews back with one reason. Each is a step of its own, so that what was handed back stays so when a later one is refused.</summary>
public sealed class HandBackReviews(HandBackAssignment handBack)
{
    /// <returns>How many were handed back.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer viewer, Guid eventId, IReadOnlyCollection<Guid> assignmentIds, string? reason, CancellationToken cancel)
    {
        if (assignmentIds.Count == 0)
        {
            return new Refusal("review.nothing-chosen", "Choose at least one submission.");
        }

        var done = 0;
        foreach (var id in assignmentIds.Distinct())
        {
            // Null: it left the desk meanwhile.
            if (await handBack.RunAsync(viewer, eventId, id, new HandBackRequest(CannotReview.NoTime, reason), cancel) is { } outcome)
            {
                if (!outcome.Succeeded)
                {
                    return Outcome.No<int>([.. outcome.Refusals.Select(refusal => done == 0 ? refusal : refusal with { Message = $"{(done == 1 ? "One review is" : $"{done} reviews are")} handed back. {refusal.Message}" })]);
                }

                done++;
            }
        }

        return done > 0 ? done : new Refusal("review.gone", "What you chose is not on your desk any more, so nothing was handed back.");
    }
}
