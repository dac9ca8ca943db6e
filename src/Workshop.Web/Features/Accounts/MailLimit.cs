using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;

namespace Workshop.Web.Features.Accounts;

/// <summary>Anybody can make us write to any address; so one address gets only a few such mails an hour, silently, whoever asks.</summary>
public sealed class MailLimit(WorkshopDb db, TimeProvider time)
{
    public const int PerHour = 5;

    /// <summary>Adds the mail to what is saved next, unless the address has had enough.</summary>
    public async Task AddAsync(MailDraft draft, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var since = now - TimeSpan.FromHours(1);
        var recent = await db.OutgoingMails.CountAsync(mail => mail.NormalizedTo == draft.To.Normalized && mail.Kind.StartsWith(AccountMails.KindPrefix) && mail.CreatedAt > since, cancel);
        if (recent < PerHour)
        {
            db.Add(OutgoingMail.Write(draft, now));
        }
    }
}
