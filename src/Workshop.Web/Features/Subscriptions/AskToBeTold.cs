using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>
/// Somebody typed an address to be told about an event. One mail goes to it whatever was known of it before, so the answer is the same and takes as long; and only a few a day, silently, because anybody can type
/// any address.
/// </summary>
public sealed class AskToBeTold(WorkshopDb db, SubscriptionLinks links, TimeProvider time)
{
    /// <summary>Over all events.</summary>
    public const int MailsPerDay = 3;

    public async Task<Outcome<Done>> RunAsync(Guid eventId, string email, CancellationToken cancel)
    {
        var parsed = EmailAddress.Parse(email, "Email");
        if (!parsed.Succeeded)
        {
            return parsed.Refusal!;
        }

        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        if (now > e.Timeline.Ends)
        {
            return new Refusal("subscription.over", "This event is over: there will be no more news about it.", "Email");
        }

        var address = parsed.Value;
        var known = await db.Subscriptions.SingleOrDefaultAsync(subscription => subscription.EventId == eventId && subscription.NormalizedAddress == address.Normalized, cancel);
        var subscription = known ?? Subscription.Ask(eventId, address, now);
        var since = now.AddDays(-1);
        var asked = await db.OutgoingMails.CountAsync(mail => mail.NormalizedTo == address.Normalized && mail.Kind == MailKinds.SubscriptionQuestion && mail.CreatedAt > since, cancel);
        if (asked < MailsPerDay)
        {
            subscription.AskAgain(now);
            if (known is null)
            {
                db.Add(subscription);
            }

            var link = links.For(eventId, subscription.Id);
            await db.AddMissingMailAsync([subscription.IsConfirmed ? SubscriptionMails.AlreadyTold(e, subscription, link, now) : SubscriptionMails.Question(e, subscription, link, now)], now, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The press of the button came first: nothing is left to ask.
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.SubscriptionOnce) || db.Violates(exception, ConstraintNames.MailOnce))
        {
            // The same address a second time at this very moment: the first one's mail is on its way.
        }

        return Done.Instance;
    }
}
