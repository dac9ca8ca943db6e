using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Mail;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>No more mails, and the address goes: the subscription and every mail to it, also those that wait. Doing it again does no harm.</summary>
public sealed class EndSubscription(WorkshopDb db)
{
    public async Task<Outcome<Done>> RunAsync(Guid subscriptionId, CancellationToken cancel)
    {
        // The subscription first: nothing writes a mail for one that is gone.
        await db.Subscriptions.Where(subscription => subscription.Id == subscriptionId).ExecuteDeleteAsync(cancel);
        var about = $"{subscriptionId:n}:";
        await db.OutgoingMails.Where(mail => mail.Kind.StartsWith(MailKinds.SubscriptionPrefix) && mail.About.StartsWith(about) && mail.State != MailState.Sending).ExecuteDeleteAsync(cancel);
        return Done.Instance;
    }
}
