using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;

namespace Workshop.Web.Platform.Jobs;

/// <summary>Runs one queued <see cref="JobRun"/> to its end. Of any number of runners, on any number of nodes, that try the same run one gets it.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, TimeProvider time, ILogger<JobRunner> logger)
{
    private readonly Dictionary<string, JobKind> _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>False when the run is not in the queue (any more).</summary>
    /// <param name="stopping">The server stops: the run is left as running, to be taken up again or marked as interrupted at the next start.</param>
    public async Task<bool> RunAsync(Guid runId, CancellationToken stopping)
    {
        if (await TakeAsync(runId, stopping) is not { } run)
        {
            return false;
        }

        var since = Stopwatch.GetTimestamp();
        var end = await WorkAsync(run, stopping);
        if (end is null)
        {
            LogLeft(run.Kind, runId);
            return true;
        }

        // Not cancelled by the stopping of the server: what was done is remembered.
        if (await FinishAsync(run, end) is { } finished)
        {
            LogFinished(run.Kind, runId, finished.State, finished.Done, finished.Total, (long)Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        else
        {
            LogTakenAway(run.Kind, runId);
        }

        return true;
    }

    private async Task<JobRun?> TakeAsync(Guid runId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var run = await db.JobRuns.SingleOrDefaultAsync(run => run.Id == runId && run.State == JobState.Queued, cancel);
        if (run is null)
        {
            return null;
        }

        run.Start(time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancel);
            return run;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    /// <summary>How the run ended, to be said to its row; null when the server stops.</summary>
    private async Task<Action<JobRun, DateTimeOffset>?> WorkAsync(JobRun run, CancellationToken stopping)
    {
        if (!_kinds.TryGetValue(run.Kind, out var kind))
        {
            return (row, now) => row.Fail($"This server does not know jobs of the kind “{run.Kind}”. It was asked for by another version.", now);
        }

        using var cancelled = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled.Token, stopping);
        using var over = new CancellationTokenSource();
        using var progress = new JobProgressWriter(run.Id, run.Attempts, scopes, time, logger, cancelled);
        var watch = progress.WatchAsync(over.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = (IBackgroundJob)scope.ServiceProvider.GetRequiredService(kind.Job);
            var result = await job.RunAsync(new JobContext(run.Id, run.EventId, run.RequestedBy, run.Arguments, progress.ReportAsync), either.Token);
            return (row, now) => row.Succeed(result.Message, result.ResultJson, result.Sha256, now);
        }
        catch (JobRefusedException refused)
        {
            return (row, now) => row.Fail(refused.Message, now);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return (row, now) => row.Cancel(now);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // The top of a job: whatever went wrong is logged once and shown as a failed run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(exception, run.Kind, run.Id);
            return (row, now) => row.Fail($"Something broke on the server. Try again; if it happens again, tell the people who run it: the log has the details under {run.Id}.", now);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }
    }

    /// <summary>Null when the run belongs to somebody else by now: another node believed that this one was dead.</summary>
    private async Task<JobRun?> FinishAsync(JobRun taken, Action<JobRun, DateTimeOffset> end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var run = await db.JobRuns.SingleOrDefaultAsync(run => run.Id == taken.Id && run.State == JobState.Running && run.Attempts == taken.Attempts);
        if (run is null)
        {
            return null;
        }

        end(run, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync();
            return run;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Job {Kind} {RunId} ended as {State} with {Done} of {Total} after {Milliseconds} ms.")]
    private partial void LogFinished(string kind, Guid runId, JobState state, int done, int total, long milliseconds);

    [LoggerMessage(LogLevel.Information, "Job {Kind} {RunId} was left in the middle because the server stops.")]
    private partial void LogLeft(string kind, Guid runId);

    [LoggerMessage(LogLevel.Warning, "Job {Kind} {RunId} ended here after another node had taken it over.")]
    private partial void LogTakenAway(string kind, Guid runId);

    [LoggerMessage(LogLevel.Error, "Job {Kind} {RunId} broke.")]
    private partial void LogBroken(Exception exception, string kind, Guid runId);
}
