using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// Sends a reviewer who asks for it a new link to the invited address, and anybody else a mail that says that there is none: what is answered is the same whether that address reviews or not, and takes
/// as long. A few an hour are enough.
/// </summary>
public sealed class SendDeskLink(WorkshopDb db, DeskLinks links, TimeProvider time)
{
    public const int PerHour = 3;

    public const string Said = "If somebody reviews for this event under that address, a new link is on its way there. It can take a few minutes.";

    public async Task RunAsync(Guid eventId, string? address, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (EmailAddress.Parse(address).Value is not { } email)
        {
            return;
        }

        // By the invited address, or by one that the reviewer has confirmed; the mail goes to the invited one, which organizers vouch for.
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(
            reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted
                && (reviewer.NormalizedEmail == email.Normalized
                    || (!db.Reviewers.Any(other => other.EventId == eventId && other.State == ReviewerState.Accepted && other.NormalizedEmail == email.Normalized)
                        && db.PersonEmails.Any(mine => mine.PersonId == reviewer.PersonId && mine.ConfirmedAt != null && mine.NormalizedAddress == email.Normalized))),
            cancel);
        var (to, since) = (reviewer?.NormalizedEmail ?? email.Normalized, now - TimeSpan.FromHours(1));
        if (await db.OutgoingMails.CountAsync(mail => (mail.Kind == ReviewingMails.DeskLinkKind || mail.Kind == ReviewingMails.NoDeskKind) && mail.EventId == eventId && mail.NormalizedTo == to && mail.CreatedAt > since, cancel) >= PerHour)
        {
            return;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        db.Add(OutgoingMail.Write(
            reviewer is null ? ReviewingMails.NoDesk(e, email) : ReviewingMails.DeskLink(e, reviewer, links.Issue(eventId, reviewer.Id, reviewer.DueAt ?? e.ReviewsDue, now)),
            now));
        await db.SaveChangesAsync(cancel);
    }
}
