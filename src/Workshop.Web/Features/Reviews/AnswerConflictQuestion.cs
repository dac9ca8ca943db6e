using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// An organizer answers whether a reviewer is the author of the same name. Yes is recorded as a conflict, which an organizer can remove again; no is a ruling, which an organizer can undo,
/// and leaves a shared institution as it is.
/// </summary>
public sealed class AnswerConflictQuestion(OverruleConflict overrule, RecordConflict record)
{
    /// <param name="note">Optional: the answer says enough.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid personId, bool isSamePerson, string? note, CancellationToken cancel)
    {
        var why = string.IsNullOrWhiteSpace(note) ? isSamePerson ? "The same person as the author." : "Another person of that name." : note;
        if (!isSamePerson)
        {
            return await overrule.RunAsync(organizer, eventId, submissionId, personId, [ConflictKind.PossibleOwnPaper], why, cancel);
        }

        var recorded = await record.RunAsync(organizer, eventId, submissionId, personId, ConflictTie.OwnPaper, null, why, cancel);
        return recorded.Succeeded ? Done.Instance : Outcome.No<Done>(recorded.Refusals);
    }
}
