using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>Wakes <see cref="TellSubscribers"/>.</summary>
internal sealed partial class SubscriberNews(TellSubscribers tell, ILogger<SubscriberNews> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var count = await tell.RunAsync(cancel);
        if (count > 0)
        {
            LogTold(count);
        }
    }

    [LoggerMessage(LogLevel.Information, "Wrote {Count} mails to subscribers.")]
    private partial void LogTold(int count);
}

/// <summary>
/// Notes deadlines that moved, writes what subscribers are to be told now, and deletes the addresses that are not needed any more. That somebody was told is saved with the mail, so it can run as often as it
/// likes; what it could not tell in time is never told late. What is read does not grow with the number of events that have nothing to tell.
/// </summary>
public sealed class TellSubscribers(WorkshopDb db, SubscriptionLinks links, SiteAddress site, TimeProvider time)
{
    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await ForgetAsync(now, cancel);

        // A day of slack: the last day ends in the event's own zone.
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var events = await db.Events.AsNoTracking().Where(e => e.EndsOn >= yesterday).OrderBy(e => e.Id).ToListAsync(cancel);
        Guid[] ids = [.. events.Select(e => e.Id)];
        var records = (await db.DeadlineRecords.Where(record => ids.Contains(record.EventId)).OrderBy(record => record.SeenAt).ToListAsync(cancel)).GroupBy(record => record.EventId).ToDictionary(group => group.Key, group => group.ToList());
        if (Note(events, records, now))
        {
            await db.SaveChangesAsync(cancel);
        }

        db.ChangeTracker.Clear();

        // These mails name no event, so a pause of the event's mail does not hold them: they are not even written.
        var wanted = await db.Subscriptions
            .Where(subscription => subscription.ConfirmedAt != null && ids.Contains(subscription.EventId) && !db.MailPauses.Any(pause => pause.Id == subscription.EventId))
            .Select(subscription => subscription.EventId).Distinct().ToListAsync(cancel);
        if (wanted.Count == 0)
        {
            return 0;
        }

        var types = (await db.SubmissionTypes.AsNoTracking().Where(type => wanted.Contains(type.EventId)).OrderBy(type => type.Position).ToListAsync(cancel)).ToLookup(type => type.EventId, TypeDeadlines.Of);
        var published = await db.ProgrammeVersions.Where(version => version.IsCurrent && wanted.Contains(version.EventId)).Select(version => version.EventId).ToListAsync(cancel);
        var written = 0;
        foreach (var e in events.Where(e => wanted.Contains(e.Id)))
        {
            var deadlines = new PersonalDeadlines(e.Timeline, []) { Types = [.. types[e.Id]] }.Common;
            var open = SubscriptionNotice.OpenAt(now, e.Timeline, deadlines, records.GetValueOrDefault(e.Id) ?? [], e.ProgrammeReleased is not null && published.Contains(e.Id));
            if (open.Count == 0)
            {
                continue;
            }

            var subscriptions = await db.Subscriptions.AsNoTracking().Where(subscription => subscription.EventId == e.Id && subscription.ConfirmedAt != null).OrderBy(subscription => subscription.AskedAt).ToListAsync(cancel);
            foreach (var subscription in subscriptions)
            {
                if (SubscriptionNotice.For(subscription, open, now) is not null)
                {
                    written += await WriteAsync(e, subscription.Id, open, [.. deadlines.Where(deadline => deadline.At >= now)], now, cancel) ? 1 : 0;
                }
            }
        }

        return written;
    }

    /// <summary>Whether there is something to save.</summary>
    private bool Note(List<WorkshopEvent> events, Dictionary<Guid, List<DeadlineRecord>> records, DateTimeOffset now)
    {
        var changed = false;
        foreach (var e in events)
        {
            if (!records.TryGetValue(e.Id, out var kept))
            {
                kept = records[e.Id] = [];
            }

            if (DeadlineRecord.Note(kept, e.Id, e.SubmissionsClose, now) is not var (add, remove))
            {
                continue;
            }

            changed = true;
            if (remove is not null)
            {
                kept.Remove(remove);
                db.Remove(remove);
            }

            if (add is not null)
            {
                kept.Add(add);
                db.Add(add);
            }
        }

        return changed;
    }

    private async Task<bool> WriteAsync(WorkshopEvent e, Guid subscriptionId, IReadOnlyList<SubscriptionNotice> open, IReadOnlyList<CommonDeadline> ahead, DateTimeOffset now, CancellationToken cancel)
    {
        // Others were written to since everybody was read: who has ended it or chosen otherwise meanwhile is left alone.
        var subscription = await db.Subscriptions.SingleOrDefaultAsync(subscription => subscription.Id == subscriptionId, cancel);
        if (subscription is null || SubscriptionNotice.For(subscription, open, now) is not { } notice)
        {
            db.ChangeTracker.Clear();
            return false;
        }

        var page = site.Link(notice.Topic == SubscriptionTopic.Programme ? $"/e/{e.Slug}/programme" : $"/e/{e.Slug}");
        db.Add(OutgoingMail.Write(SubscriptionMails.News(e, subscription, notice, ahead, page, links.For(e.Id, subscription.Id)), now));
        subscription.Tell(notice, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.MailOnce))
        {
            // Another node wrote it at this very moment.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>What nobody confirmed, what belongs to an event that is over for a month, and mails of which only the address is left to tell.</summary>
    private async Task ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var asked = now - Subscription.WaitsForConfirmation;
        await db.Subscriptions.Where(subscription => subscription.ConfirmedAt == null && subscription.AskedAt < asked).ExecuteDeleteAsync(cancel);
        var over = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Subscription.KeptDaysAfterEvent);
        await db.Subscriptions.Where(subscription => db.Events.Any(e => e.Id == subscription.EventId && e.EndsOn < over)).ExecuteDeleteAsync(cancel);
        var old = now.AddDays(-Subscription.KeptDaysAfterEvent);
        await db.OutgoingMails.Where(mail => mail.Kind.StartsWith(MailKinds.SubscriptionPrefix) && mail.CreatedAt < old && mail.State != MailState.Sending).ExecuteDeleteAsync(cancel);
    }
}
