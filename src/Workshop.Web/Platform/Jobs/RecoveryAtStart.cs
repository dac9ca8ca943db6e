namespace Workshop.Web.Platform.Jobs;

/// <summary>Before the scheduler starts.</summary>
internal sealed class RecoveryAtStart(JobRecovery recovery, JobSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        settings.Clustered ? recovery.RecoverDeadAsync(cancellationToken) : recovery.RecoverAllAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
