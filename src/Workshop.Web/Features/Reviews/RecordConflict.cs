using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// An organizer records that a reviewer or an organizer must keep away from a submission, or removes what an organizer recorded. An assignment to it ends with the record.
/// Recording one against oneself is how an organizer keeps away.
/// </summary>
public sealed class RecordConflict(WorkshopDb db, TimeProvider time)
{
    /// <param name="tie">Null when nothing was chosen.</param>
    /// <returns>Whether an assignment ended.</returns>
    public async Task<Outcome<bool>> RunAsync(Viewer organizer, Guid eventId, Guid? submissionId, Guid? personId, ConflictTie? tie, int? endedIn, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var paper = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(
            person => person.Id == personId
                && (db.Reviewers.Any(reviewer => reviewer.EventId == eventId && reviewer.PersonId == person.Id)
                    || db.PersonEmails.Any(email => email.PersonId == person.Id && email.ConfirmedAt != null && db.Organizers.Any(other => other.EventId == eventId && other.NormalizedEmail == email.NormalizedAddress))),
            cancel);
        List<Refusal> missing = [];
        if (paper is null)
        {
            missing.Add(new Refusal("conflict.paper-missing", "Choose a submission.", "Submission"));
        }

        if (person is null)
        {
            missing.Add(new Refusal("conflict.person-missing", "Choose a reviewer or an organizer.", "Person"));
        }

        if (tie is null or ConflictTie.Unspecified)
        {
            missing.Add(new Refusal("conflict.tie-missing", "Choose what ties them.", "Tie"));
        }

        if (missing.Count > 0)
        {
            return Outcome.No<bool>(missing);
        }

        var year = await db.Events.Where(e => e.Id == eventId).Select(e => e.StartsOn.Year).SingleAsync(cancel);
        var recorded = Conflict.Record(eventId, paper!.Id, person!.Id, ConflictSource.RecordedByOrganizer, tie!.Value, endedIn, note, organizer.RequiredPersonId, year, now);
        if (!recorded.Succeeded)
        {
            return Outcome.No<bool>(recorded.Refusals);
        }

        db.Add(recorded.Value);
        db.Add(AuditEntry.Of("conflict.recorded", $"{organizer.Name} recorded a conflict of {person.Name} with #{paper.Number}: {TieChoices.Words(tie.Value, endedIn).ToLowerInvariant()}.", organizer.PersonId, eventId, now, paper.Id));
        var assignment = await db.ReviewAssignments.SingleOrDefaultAsync(
            a => a.SubmissionId == paper.Id && a.RemovedAt == null && db.Reviewers.Any(reviewer => reviewer.Id == a.ReviewerId && reviewer.PersonId == person.Id), cancel);
        assignment?.Remove("An organizer recorded a conflict.", now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ConflictOnce))
        {
            return new Refusal("conflict.on-record", $"A conflict of {person.Name} with #{paper.Number} is on record already.");
        }

        return assignment is not null;
    }

    /// <summary>Only what an organizer recorded; what the reviewer declared is theirs to take back. Doing it again changes nothing.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid personId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var paper = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (paper is null)
        {
            return OverruleConflict.Gone;
        }

        var conflict = await db.Conflicts.SingleOrDefaultAsync(c => c.SubmissionId == submissionId && c.PersonId == personId && c.Source == ConflictSource.RecordedByOrganizer, cancel);
        if (conflict is not null)
        {
            var name = await db.People.Where(person => person.Id == personId).Select(person => person.Name).SingleAsync(cancel);
            db.Remove(conflict);
            db.Add(AuditEntry.Of("conflict.removed", $"{organizer.Name} removed a recorded conflict of {name} with #{paper.Number}.", organizer.PersonId, eventId, now, submissionId));
            await db.SaveRemovalAsync(cancel);
        }

        return Done.Instance;
    }
}
