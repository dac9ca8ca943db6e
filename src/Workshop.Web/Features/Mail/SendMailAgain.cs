using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Mail;

/// <summary>An organizer sends a mail again that failed or of which nobody knows whether it arrived.</summary>
public sealed class SendMailAgain(WorkshopDb db, TimeProvider time)
{
    /// <summary>Null when there is no such mail, or none that this organizer may see.</summary>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid mailId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var mail = await db.MailsShownTo(organizer, eventId, now).SingleOrDefaultAsync(mail => mail.Id == mailId, cancel);
        if (mail is null)
        {
            return null;
        }

        var outcome = mail.SendAgain(now);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.Add(AuditEntry.Of("mail.sent-again", $"Asked to send a mail of the kind {mail.Kind} again.", organizer.RequiredPersonId, eventId, now, mail.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("mail.changed-elsewhere", "Somebody else has sent this mail again in the meantime.");
        }
    }
}
