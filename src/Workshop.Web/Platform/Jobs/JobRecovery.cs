using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;

namespace Workshop.Web.Platform.Jobs;

/// <summary>Finds runs that say they are running although nobody runs them, because a server stopped in the middle.</summary>
public sealed partial class JobRecovery(IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, TimeProvider time, ILogger<JobRecovery> logger)
{
    /// <summary>Where several nodes share a database, a run without a sign of life for this long belongs to a dead one.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(2);

    /// <summary>A run that takes the server down with it is not started for ever.</summary>
    private const int MaxAttempts = 3;

    /// <summary>Once before the first job of this process, when it is the only one: nothing can be running yet.</summary>
    public Task RecoverAllAsync(CancellationToken cancel) => RecoverAsync(time.GetUtcNow(), cancel);

    /// <summary>Where there are other nodes: only what shows no sign of life.</summary>
    public Task RecoverDeadAsync(CancellationToken cancel) => RecoverAsync(time.GetUtcNow() - DeadAfter, cancel);

    private async Task RecoverAsync(DateTimeOffset lastSignOfLife, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var left = await db.JobRuns.Where(run => run.State == JobState.Running && run.HeartbeatAt <= lastSignOfLife).ToListAsync(cancel);
        if (left.Count == 0)
        {
            return;
        }

        var restartable = kinds.Where(kind => kind.Restartable).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        foreach (var run in left)
        {
            if (run.CancelRequested)
            {
                run.Cancel(now);
            }
            else if (restartable.Contains(run.Kind) && run.Attempts < MaxAttempts)
            {
                run.Requeue();
            }
            else
            {
                run.Interrupt(now);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            LogRecovered(left.Count(run => run.State == JobState.Queued), left.Count(run => run.State != JobState.Queued));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was faster with one of them; the rest is found with the next sweep.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job runs left in the middle by a server that stopped: {Requeued} wait to be taken up again, {Ended} are marked as over.")]
    private partial void LogRecovered(int requeued, int ended);
}
