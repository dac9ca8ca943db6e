using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>A reviewer says that they must keep away from a submission, and why. An assignment to it ends with the declaration.</summary>
public sealed class DeclareConflict(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    public static readonly Refusal Unknown = new("conflict.unknown", "That submission is not on the list any more.");

    /// <param name="tie">Null when nothing was chosen.</param>
    /// <param name="endedIn">Null while it lasts.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, Guid eventId, Guid submissionId, ConflictTie? tie, int? endedIn, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var me = viewer.RequiredPersonId;
        var submission = await db.Submissions.VisibleTo(viewer, SubmissionPart.ConflictList, now).SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (submission is null)
        {
            return Unknown;
        }

        if (tie is null or ConflictTie.Unspecified)
        {
            return new Refusal("conflict.tie-missing", "Choose what ties you to it.", "Tie");
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var declared = Conflict.Record(eventId, submissionId, me, ConflictSource.DeclaredByReviewer, tie.Value, endedIn, note, me, e.StartsOn.Year, now);
        if (declared.Value is not { } conflict)
        {
            return Outcome.No<Done>(declared.Refusals);
        }

        db.Add(conflict);
        db.Add(AuditEntry.Of("conflict.declared", $"{viewer.Name} declared a conflict with #{submission.Number}: {TieChoices.Words(conflict.Tie, conflict.EndedIn).ToLowerInvariant()}.", me, eventId, now, submissionId));
        var mine = viewer.ReviewerIds.ToArray();
        var assignment = await db.ReviewAssignments.SingleOrDefaultAsync(a => a.SubmissionId == submissionId && mine.Contains(a.ReviewerId) && a.RemovedAt == null, cancel);
        if (assignment is not null)
        {
            assignment.Remove("The reviewer declared a conflict.", now);
            var back = HandedBack.Of(assignment, CannotReview.Conflict, conflict.Note, null, null, [], now).Value!;
            db.Add(back);
            var why = $"{TieChoices.Words(conflict.Tie, conflict.EndedIn)}{(conflict.Note.Length == 0 ? "" : $". {conflict.Note}")}";
            foreach (var organizer in await db.LoadOrganizersOfAsync(eventId, submissionId, now, cancel))
            {
                db.Add(OutgoingMail.Write(
                    ReviewingMails.HandedBack(e, submission, back, organizer.Email, organizer.Name, viewer.Name, why, site.Link($"/e/{e.Slug}/organize/assignment"), invite: null),
                    now));
            }
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ConflictOnce))
        {
            // Declared in another window: that is what was asked for.
        }

        return Done.Instance;
    }
}
