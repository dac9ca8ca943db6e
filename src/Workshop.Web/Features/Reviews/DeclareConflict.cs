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

/// <summary>A reviewer says that they must keep away from a submission, or takes that back. An assignment to it ends with the declaration.</summary>
public sealed class DeclareConflict(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    public static readonly Refusal Unknown = new("conflict.unknown", "That submission is not on the list any more.");

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, Guid eventId, Guid submissionId, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var me = viewer.RequiredPersonId;
        var submission = await db.Submissions.VisibleTo(viewer, SubmissionPart.ConflictList, now).SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (submission is null)
        {
            return Unknown;
        }

        var reason = Person.Clean(note ?? "");
        if (reason.Length > Conflict.MaxNoteLength)
        {
            return new Refusal("conflict.note-too-long", $"Shorten the note to {Conflict.MaxNoteLength} characters.", "Note");
        }

        db.Add(new Conflict
        {
            EventId = eventId,
            SubmissionId = submissionId,
            PersonId = me,
            Source = ConflictSource.DeclaredByReviewer,
            Note = reason,
            RecordedBy = me,
            RecordedAt = now,
        });
        db.Add(AuditEntry.Of("conflict.declared", $"{viewer.Name} declared a conflict with #{submission.Number}.", me, eventId, now, submissionId));
        var mine = viewer.ReviewerIds.ToArray();
        var assignment = await db.ReviewAssignments.SingleOrDefaultAsync(a => a.SubmissionId == submissionId && mine.Contains(a.ReviewerId) && a.RemovedAt == null, cancel);
        if (assignment is not null)
        {
            assignment.Remove("The reviewer declared a conflict.", now);
            var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
            foreach (var organizer in await db.LoadOrganizersOfAsync(eventId, submissionId, now, cancel))
            {
                db.Add(OutgoingMail.Write(
                    ReviewingMails.HandedBack(e, submission, assignment.Id, now, organizer.Email, organizer.Name, viewer.Name, reason.Length == 0 ? "none" : reason, conflict: true, site.Link($"/e/{e.Slug}/organize/assignment")),
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
