using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Platform.Jobs;

/// <summary>
/// Before the scheduler starts. The only process on its database knows that whatever says it is under way was left by its predecessor; among several nodes only silence
/// tells, and the recurring jobs listen for that.
/// </summary>
internal sealed class RecoveryAtStart(JobRecovery jobs, IServiceScopeFactory scopes, JobSettings settings, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Clustered)
        {
            return;
        }

        await jobs.RecoverAllAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailDelivery>().MarkLeftAsync(time.GetUtcNow(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
