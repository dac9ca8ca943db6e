using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>"I cannot review this": ends the assignment and tells the organizers who may know.</summary>
public sealed class HandBackAssignment(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, string? reason, bool conflict, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        var because = Person.Clean(reason ?? "");
        if (because.Length == 0)
        {
            return new Refusal("review.reason-missing", "Say in a sentence why you cannot review this. Only the organizers read it.", "Reason");
        }

        if (because.Length > Conflict.MaxNoteLength)
        {
            return new Refusal("review.reason-too-long", $"Shorten the reason to {Conflict.MaxNoteLength} characters.", "Reason");
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var released = await db.Decisions.Where(decision => decision.SubmissionId == assignment.SubmissionId).Select(decision => decision.ReleasedAt).SingleOrDefaultAsync(cancel);
        if (ReviewAccess.WhyNotChange(e.Timeline, released, now) is { } decided)
        {
            return decided;
        }

        assignment.HandBack(because, now);
        if (conflict)
        {
            db.Add(new Conflict
            {
                EventId = eventId,
                SubmissionId = assignment.SubmissionId,
                PersonId = viewer.RequiredPersonId,
                Source = ConflictSource.DeclaredByReviewer,
                Note = because,
                RecordedBy = viewer.RequiredPersonId,
                RecordedAt = now,
            });
        }

        var submission = await db.Submissions.SingleAsync(submission => submission.Id == assignment.SubmissionId, cancel);
        db.Add(AuditEntry.Of("review.handed-back", $"{viewer.Name} handed back #{submission.Number}{(conflict ? " and declared a conflict" : "")}.", viewer.PersonId, eventId, now, submission.Id));
        foreach (var organizer in await db.LoadOrganizersOfAsync(eventId, submission.Id, now, cancel))
        {
            var draft = ReviewingMails.HandedBack(e, submission, assignment.Id, now, organizer.Email, organizer.Name, viewer.Name, because, conflict, site.Link($"/e/{e.Slug}/organize/assignment"));
            db.Add(OutgoingMail.Write(draft, now));
        }

        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}
