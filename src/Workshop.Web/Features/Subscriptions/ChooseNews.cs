using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>The owner of the address confirms that they want mails, or changes which.</summary>
public sealed class ChooseNews(WorkshopDb db, TimeProvider time)
{
    public static Refusal Ended { get; } = new("subscription.ended", "These mails have ended, and the address is deleted here. Ask again on the event's page if you want them back.");

    public async Task<Outcome<Done>> RunAsync(Guid subscriptionId, bool call, bool deadlines, bool programme, CancellationToken cancel)
    {
        var subscription = await db.Subscriptions.SingleOrDefaultAsync(subscription => subscription.Id == subscriptionId, cancel);
        if (subscription is null)
        {
            return Ended;
        }

        if (subscription.Choose(call, deadlines, programme, time.GetUtcNow()) is { Succeeded: false } no)
        {
            return no;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("subscription.changed-elsewhere", "This was changed at the same moment. Press the button again.");
        }
    }
}
