using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Lets all authors of one submission change it until a chosen instant. They are told by mail; the page of deadline extensions takes it back.</summary>
public sealed class ReopenSubmission(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <param name="thaws">Whether title and authors may be changed although they are frozen.</param>
    /// <returns>Until when it is open. Null when this organizer handles no such submission.</returns>
    public async Task<Outcome<DateTimeOffset>?> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, TimeEntry until, bool thaws, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now)
            .Include(s => s.Authors)
            .SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (submission is null)
        {
            return null;
        }

        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var read = until.Read(of.DeadlineZone, "Until", "Choose until when its authors may change it.");
        if (read.Value is not { } instant)
        {
            return read.Refusal!;
        }

        if (submission.State == SubmissionState.Withdrawn)
        {
            return new Refusal("reopen.withdrawn", "This submission is withdrawn. Take the withdrawal back before you reopen it.");
        }

        if (instant <= now)
        {
            return new Refusal("reopen.past", "That time has passed. Choose a later one.", "Until");
        }

        if (!thaws && instant <= (await db.LoadCommonDeadlinesAsync(of, cancel)).For(submission).Deadline)
        {
            return new Refusal("reopen.too-early", "Until the submission deadline its authors can change it anyway. Choose a later time.", "Until");
        }

        if (note is { Length: > DeadlineExtension.MaxNoteLength })
        {
            return new Refusal("extension.note-too-long", $"Shorten the note to {DeadlineExtension.MaxNoteLength} characters.", "Note");
        }

        var reopening = DeadlineExtension.Reopen(submission, instant, thaws, note?.Trim() ?? "", organizer.RequiredPersonId, now);
        db.Add(reopening);
        var link = site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
        foreach (var recipient in await db.LoadRecipientsAsync(submission, cancel))
        {
            db.Add(OutgoingMail.Write(SubmissionMails.Reopened(of, submission, reopening, recipient.Email, recipient.Name, link), now));
        }

        db.Add(AuditEntry.Of(
            "submission.reopened",
            $"Submission #{submission.Number} was reopened for its authors until {instant.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(thaws ? ", title and authors included" : "")}.",
            organizer.PersonId, eventId, now, submission.Id));
        await db.SaveChangesAsync(cancel);
        return instant;
    }
}
