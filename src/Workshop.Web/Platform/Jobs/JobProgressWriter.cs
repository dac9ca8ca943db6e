using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;

namespace Workshop.Web.Platform.Jobs;

/// <summary>
/// Writes the progress of one run through contexts of its own, a few times a second at most, and a sign of life when there is nothing to say. Each write
/// reads whether somebody asked to stop.
/// </summary>
internal sealed partial class JobProgressWriter(Guid runId, int attempt, IServiceScopeFactory scopes, TimeProvider time, ILogger logger, CancellationTokenSource cancelled) : IDisposable
{
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Well below <see cref="JobRecovery.DeadAfter"/>.</summary>
    private static readonly TimeSpan BetweenHeartbeats = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile Report? _unwritten;
    private long _writtenAt;

    public Task ReportAsync(int done, int total, string message)
    {
        _unwritten = new Report(done, total, message);
        return _writtenAt == 0 || time.GetElapsedTime(_writtenAt) >= BetweenWrites ? WriteAsync(CancellationToken.None) : Task.CompletedTask;
    }

    /// <summary>Beside the job until <paramref name="over"/>: writes what a burst of reports left behind, and notices a request to stop while the job is silent.</summary>
    public async Task WatchAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                await WriteAsync(over);
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>A write that fails is not the job's failure: the next one brings everything up to date.</summary>
    private async Task WriteAsync(CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
            var run = await db.JobRuns.SingleOrDefaultAsync(run => run.Id == runId && run.State == JobState.Running && run.Attempts == attempt, cancel);
            if (run is null || run.CancelRequested)
            {
                await cancelled.CancelAsync();
                return;
            }

            var now = time.GetUtcNow();
            var report = Interlocked.Exchange(ref _unwritten, null);
            if (report is not null)
            {
                run.Report(report.Done, report.Total, report.Message, now);
            }
            else if (now - run.HeartbeatAt >= BetweenHeartbeats)
            {
                run.Report(run.Done, run.Total, run.Message, now);
            }

            await db.SaveChangesAsync(cancel);
            _writtenAt = time.GetTimestamp();
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            LogUnwritten(exception, runId);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The progress of job run {RunId} could not be written.")]
    private partial void LogUnwritten(Exception exception, Guid runId);

    private sealed record Report(int Done, int Total, string Message);
}
