using Quartz;

namespace Workshop.Web.Platform.Jobs;

/// <summary>Tells the scheduler that a run waits, so that it starts at once and not with the next sweep. Nothing is lost when nobody listens.</summary>
public sealed partial class JobWaker(IServiceProvider services, JobSettings settings, ILogger<JobWaker> logger)
{
    /// <summary>After the save that queued the run. Returns at once and never throws.</summary>
    public void Wake(Guid runId)
    {
        if (settings.Enabled)
        {
            _ = Task.Run(() => TryWakeAsync(runId));
        }
    }

    internal async Task WakeAsync(Guid runId, CancellationToken cancel)
    {
        var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(QuartzScheduling.SchedulerName).GetScheduler(cancel);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(runId.ToString("n"), QuartzScheduling.RunsGroup)
            .ForJob(QuartzScheduling.RunKey)
            .UsingJobData(QuartzScheduling.RunIdKey, runId.ToString("n"))
            .WithExecutionGroup(QuartzScheduling.RunsGroup)
            .StartNow()
            .Build();
        try
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // It has been woken and waits for a free thread.
        }
    }

    private async Task TryWakeAsync(Guid runId)
    {
        try
        {
            await WakeAsync(runId, CancellationToken.None);
        }
        catch (Exception exception) when (exception is SchedulerException or ObjectDisposedException)
        {
            LogNotWoken(exception, runId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job run {RunId} could not be woken; the next sweep finds it.")]
    private partial void LogNotWoken(Exception exception, Guid runId);
}
