using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Features.Submissions;

/// <summary>Checks the uploads that nobody checks, because the server stopped after it had stored them, or because the check broke.</summary>
public sealed class SweepChecks(WorkshopDb db, VersionChecks checks, TimeProvider time)
{
    private const int AtOnce = 200;

    /// <param name="leftFor">Younger ones are somebody's business still: on another node an author waits for them.</param>
    /// <returns>How many were found.</returns>
    public async Task<int> RunAsync(TimeSpan leftFor, CancellationToken cancel)
    {
        var before = time.GetUtcNow() - leftFor;
        var left = await db.SubmissionVersions
            .Where(version => version.IsBeingChecked && version.ReceivedAt <= before)
            .OrderBy(version => version.ReceivedAt).ThenBy(version => version.Id)
            .Select(version => version.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        await checks.CheckLeftAsync(left);
        return left.Count;
    }
}

/// <summary>The sweep at the start of the server and again and again. Two nodes that find the same upload do no harm: one of them comes second.</summary>
internal sealed partial class SweepingService(IServiceScopeFactory scopes, CheckSettings settings, ILogger<SweepingService> logger) : BackgroundService
{
    /// <summary>Longer than anybody waits for a verdict, so that a page and the sweep do not both tell the author.</summary>
    private static readonly TimeSpan LeftFor = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.SweepEvery);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var found = await scope.ServiceProvider.GetRequiredService<SweepChecks>().RunAsync(LeftFor, stoppingToken);
                if (found > 0)
                {
                    LogSwept(found);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The top of a recurring job.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogBroken(exception);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Checked {Count} uploads that had been left without a verdict.")]
    private partial void LogSwept(int count);

    [LoggerMessage(LogLevel.Error, "Looking for uploads without a verdict broke; the next turn comes as usual.")]
    private partial void LogBroken(Exception exception);
}
