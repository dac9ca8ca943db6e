using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Sends a reviewer who asks for it a new link to the invited address. What is answered is the same whether that address reviews or not, and a few an hour are enough.</summary>
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
        if (reviewer is null)
        {
            return;
        }

        var since = now - TimeSpan.FromHours(1);
        if (await db.OutgoingMails.CountAsync(mail => mail.EventId == eventId && mail.Kind == ReviewingMails.DeskLinkKind && mail.NormalizedTo == reviewer.NormalizedEmail && mail.CreatedAt > since, cancel) >= PerHour)
        {
            return;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        db.Add(OutgoingMail.Write(ReviewingMails.DeskLink(e, reviewer, links.Issue(eventId, reviewer.Id, reviewer.DueAt ?? e.ReviewsDue, now)), now));
        await db.SaveChangesAsync(cancel);
    }
}
