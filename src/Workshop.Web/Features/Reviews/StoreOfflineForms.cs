using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>One form that the reviewer chose to store.</summary>
/// <param name="Revision">Of the review on the server when they looked at what it does.</param>
public sealed record ChosenForm(OfflineText File, int Revision);

/// <summary>What became of a form.</summary>
/// <param name="Refusals">Empty when it is stored.</param>
public sealed record StoredForm(string FileName, int Number, bool IsSubmitted, IReadOnlyList<Refusal> Refusals);

/// <summary>Stores filled forms after the reviewer has seen what they do: each on its own, so that one that is refused keeps nobody from the others. Read again here: nothing of the preview is trusted.</summary>
public sealed class StoreOfflineForms(WorkshopDb db, ReadOfflineForms read, SaveReview save)
{
    /// <param name="acceptsStatement">The version of the statement that was ticked; null when it was not.</param>
    public async Task<IReadOnlyList<StoredForm>> RunAsync(Viewer viewer, Guid eventId, IReadOnlyList<ChosenForm> chosen, int? acceptsStatement, CancellationToken cancel)
    {
        var stored = new List<StoredForm>();
        var plans = await read.PlanAsync(viewer, eventId, [.. chosen.Select(form => form.File)], cancel);
        foreach (var plan in plans)
        {
            var revision = chosen.First(form => form.File == plan.File).Revision;
            if (plan.AssignmentId is not { } assignment || !plan.MayBeStored)
            {
                stored.Add(new StoredForm(plan.File.Name, plan.Number, false, [.. plan.Problems.Where(problem => problem.Stops).Select(problem => new Refusal("offline.problem", problem.Sentence))]));
                continue;
            }

            // An attempt that was refused leaves nothing behind for the next one.
            db.ChangeTracker.Clear();
            var saved = await save.RunAsync(viewer, eventId, assignment, plan.Content with { AcceptsStatement = acceptsStatement }, revision, plan.Submits, cancel);
            stored.Add(new StoredForm(plan.File.Name, plan.Number, saved?.Value?.IsSubmitted == true, saved switch
            {
                null => [new Refusal("offline.gone", "The submission is not on your desk any more.")],
                { Succeeded: true } => [],
                _ => [.. saved.Refusals.Select(refusal => refusal.Code == Review.ChangedElsewhere.Code ? refusal with { Message = "The review was changed on the server while you looked at this page. Upload the form again to compare." } : refusal)],
            }));
        }

        return stored;
    }
}
