using System.Collections.Concurrent;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// The workers that check uploads: as many at once as the settings say, in the order in which they were stored. Only ids wait in line. The row is the truth: what is lost here with
/// the process is found by <see cref="SweepChecks"/>.
/// </summary>
public sealed partial class VersionChecks(IServiceScopeFactory scopes, CheckSettings settings, IHostApplicationLifetime lifetime, ILogger<VersionChecks> logger) : IDisposable
{
    private readonly SemaphoreSlim _places = new(Math.Max(1, settings.Workers));
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> _underWay = new();

    /// <summary>After the save that stored it. Returns when there is a verdict, or when the author has waited long enough; the check goes on.</summary>
    public async Task StartAndWaitAsync(Guid versionId)
    {
        if (settings.Workers == 0)
        {
            return;
        }

        var check = Start(versionId, nobodyWaits: false);
        if (settings.Wait > TimeSpan.Zero)
        {
            await Task.WhenAny(check, Task.Delay(settings.Wait, lifetime.ApplicationStopping));
        }
    }

    /// <summary>Checks what was left; one that is under way is not begun again. Never fails: what could not be checked now is left for the next time.</summary>
    public Task CheckLeftAsync(IEnumerable<Guid> versionIds) => Task.WhenAll(versionIds.Select(versionId => Start(versionId, nobodyWaits: true)));

    public void Dispose() => _places.Dispose();

    private Task Start(Guid versionId, bool nobodyWaits) =>
        _underWay.GetOrAdd(versionId, id => new Lazy<Task>(() => Task.Run(() => CheckAsync(id, nobodyWaits)))).Value;

    private async Task CheckAsync(Guid versionId, bool nobodyWaits)
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            await _places.WaitAsync(stopping);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<CheckVersion>().RunAsync(versionId, nobodyWaits, stopping);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception exception) when (stopping.IsCancellationRequested && exception is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops: the next start finds the row.
        }
#pragma warning disable CA1031 // The top of a worker: a database that is busy or gone is no reason to stop checking other files.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(exception, versionId);
        }
        finally
        {
            _underWay.TryRemove(versionId, out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "The upload {VersionId} could not be checked; the next sweep tries again.")]
    private partial void LogBroken(Exception exception, Guid versionId);
}
