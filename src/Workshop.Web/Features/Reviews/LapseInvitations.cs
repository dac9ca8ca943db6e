using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Audit;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Reviews;

/// <summary>Wakes <see cref="LapseInvitations"/>.</summary>
internal sealed partial class InvitationLapses(LapseInvitations lapse, ILogger<InvitationLapses> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var count = await lapse.RunAsync(cancel);
        if (count > 0)
        {
            LogLapsed(count);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} invitations lapsed.")]
    private partial void LogLapsed(int count);
}

/// <summary>
/// Lets invitations lapse that nobody has answered in the days that an event gives, and invites an alternate for each, until reviews are due. One save per invitation, which both an answer and another node's lapse make fail:
/// it can run as often as it likes, on two nodes at once.
/// </summary>
public sealed class LapseInvitations(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <returns>How many lapsed.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var plans = await db.ReminderPlans.AsNoTracking().Where(plan => plan.LapseAfterDays != null && db.Events.Any(e => e.Id == plan.EventId && e.DecisionsReleased == null && (e.ReviewsDue == null || e.ReviewsDue >= now))).ToListAsync(cancel);
        var lapsed = 0;
        foreach (var plan in plans)
        {
            var before = now.AddDays(-plan.LapseAfterDays!.Value);
            var silent = await db.Reviewers
                .Where(reviewer => reviewer.EventId == plan.EventId && reviewer.State == ReviewerState.Invited && reviewer.InvitedAt <= before)
                .OrderBy(reviewer => reviewer.InvitedAt).ThenBy(reviewer => reviewer.Id)
                .Select(reviewer => reviewer.Id)
                .ToListAsync(cancel);
            foreach (var id in silent)
            {
                lapsed += await LapseAsync(id, before, now, cancel) ? 1 : 0;
                db.ChangeTracker.Clear();
            }
        }

        return lapsed;
    }

    private async Task<bool> LapseAsync(Guid reviewerId, DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var reviewer = await db.Reviewers.SingleAsync(reviewer => reviewer.Id == reviewerId, cancel);
        if (reviewer.InvitedAt > before || !reviewer.Lapse().Succeeded)
        {
            return false;
        }

        var e = await db.Events.SingleAsync(e => e.Id == reviewer.EventId, cancel);
        db.Add(AuditEntry.Of("reviewer.lapsed", $"The invitation of {reviewer.Name} lapsed without an answer.", null, e.Id, now));
        await new AlternateInvitations(db, site).InviteNextAsync(e, reviewer, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Answered, or lapsed by another node, at this very moment.
            return false;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewerOnce))
        {
            // Another node took the same alternate for somebody else: the next run takes the next one.
            return false;
        }
    }
}
