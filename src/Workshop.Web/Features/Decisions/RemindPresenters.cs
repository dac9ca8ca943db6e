using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Asks every author of an acceptance that nobody has answered; at most once on a day, however often it is pressed.</summary>
public sealed class RemindPresenters(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(Viewer organizer, Guid eventId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var settings = await db.LoadDecisionSettingsAsync(eventId, cancel);
        var waiting = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Include(s => s.Authors)
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null
                && db.Decisions.Any(d => d.SubmissionId == s.Id && d.ReleasedAt <= now && d.DeclinedAt == null && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster))
                && !db.PresentationAnswers.Any(answer => answer.SubmissionId == s.Id))
            .OrderBy(s => s.Number).ToListAsync(cancel);
        var day = DateOnly.FromDateTime(e.Zone.At(now).DateTime);
        var mails = new List<MailDraft>();
        foreach (var submission in waiting)
        {
            var link = site.Link(DecisionLetters.PresentationLink(e.Slug, submission.Id));
            mails.AddRange(RecipientQueries.Listed(submission).Select(recipient =>
                DecisionMails.ConfirmationDue(e, submission.Id, submission.Number, submission.Title, DecisionLetters.Day(e, settings.ConfirmBy), link, day, recipient.Email, recipient.Name)));
        }

        var written = await db.AddMissingMailAsync(mails, now, cancel);
        if (written == 0)
        {
            return 0;
        }

        db.Add(AuditEntry.Of("presentation.reminded", "Reminded accepted authors who had not said who presents.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return written;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.MailOnce))
        {
            // Somebody else pressed at the same moment: the mails are on their way.
            return 0;
        }
    }
}
