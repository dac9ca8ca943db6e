using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Reviews;

/// <summary>Wakes <see cref="RemindOpenReviews"/>.</summary>
internal sealed partial class ReviewReminders(RemindOpenReviews remind, ILogger<ReviewReminders> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var count = await remind.RunAsync(cancel);
        if (count > 0)
        {
            LogReminded(count);
        }
    }

    [LoggerMessage(LogLevel.Information, "Wrote {Count} reminders and half-way questions to reviewers.")]
    private partial void LogReminded(int count);
}

/// <summary>
/// Writes the reminders and half-way questions that are due now, over all events. Mail, link and the note that this step was taken are one save, and the note exists once for reviewer, due date and step:
/// it can run as often as it likes, on two nodes at once. What is read does not grow with the number of reviewers; each mail is a save of its own.
/// </summary>
public sealed class RemindOpenReviews(WorkshopDb db, DeskLinks links, ReminderLinks reminders, TimeProvider time)
{
    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var events = await db.Events.AsNoTracking()
            .Where(e => e.DecisionsReleased == null && (e.ReviewsDue != null || db.Reviewers.Any(reviewer => reviewer.EventId == e.Id && reviewer.DueAt != null)))
            .ToDictionaryAsync(e => e.Id, cancel);
        if (events.Count == 0)
        {
            return 0;
        }

        var eventIds = events.Keys.ToArray();
        var plans = await db.ReminderPlans.AsNoTracking().Where(plan => eventIds.Contains(plan.EventId)).ToDictionaryAsync(plan => plan.EventId, cancel);
        var seenBy = new Dictionary<Guid, Dictionary<Guid, int>>();
        var written = 0;
        foreach (var reviewer in await OpenWork.LoadAsync(db, events, cancel))
        {
            var plan = plans.GetValueOrDefault(reviewer.EventId) ?? ReminderPlan.Usual(reviewer.EventId);
            var pulse = ReminderLadder.IsPulseDue(now, plan, reviewer.Reminded);
            var step = ReminderLadder.DueStep(now, plan, reviewer.Reminded);
            if (!pulse && step is null)
            {
                continue;
            }

            if (!seenBy.TryGetValue(reviewer.EventId, out var seen))
            {
                seenBy[reviewer.EventId] = seen = await db.CountOrganizersWhoSeeAsync(reviewer.EventId, now, cancel);
            }

            written += await WriteAsync(events[reviewer.EventId], reviewer, pulse, step, OpenWork.HangsOn(reviewer, seen), now, cancel) ? 1 : 0;
        }

        return written;
    }

    private async Task<bool> WriteAsync(WorkshopEvent e, BusyReviewer busy, bool pulse, LadderStep? step, Guid hangsOn, DateTimeOffset now, CancellationToken cancel)
    {
        // Others were written to since everybody was read: who has handed in or ended the reminders meanwhile is left alone.
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.Id == busy.Id && reviewer.RemindersEndedAt == null && db.OpenReviews().Any(open => open.ReviewerId == reviewer.Id), cancel);
        if (reviewer is null)
        {
            return false;
        }

        var due = busy.Reminded.Due;
        var papers = busy.Papers.Select(open => open.Paper).ToList();
        var link = links.Issue(e.Id, busy.Id, due, now, pulse ? DeskPassPurpose.Pulse : DeskPassPurpose.Desk);
        var unsubscribe = reminders.For(busy.Id);

        // The question names what is open and when it is due: it stands in for a step that falls on the same moment.
        db.AddRange(new[] { pulse ? ReviewerReminder.PulseStep : null, step?.Key }.OfType<string>().Select(key => new ReviewerReminder { ReviewerId = busy.Id, Step = key, DueAt = due, At = now }));
        db.Add(OutgoingMail.Write(
            pulse ? ReviewingMails.Pulse(e, reviewer, busy.Name, due, papers, hangsOn, link, unsubscribe) : ReviewingMails.Reminder(e, reviewer, busy.Name, step!.Value.Key, due, papers, hangsOn, link, unsubscribe, now),
            now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReminderOnce) || db.Violates(exception, ConstraintNames.MailOnce))
        {
            // Another node wrote it at this very moment.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
