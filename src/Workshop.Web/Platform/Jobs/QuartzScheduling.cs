using Npgsql;
using Quartz;

namespace Workshop.Web.Platform.Jobs;

/// <summary>Quartz behind the seam: it wakes runs and recurring jobs, and keeps nothing that the rows do not say.</summary>
internal static partial class QuartzScheduling
{
    public const string SchedulerName = "Workshop";
    public const string RunsGroup = "runs";
    public const string RunIdKey = "run";

    public static readonly JobKey RunKey = new("run", RunsGroup);

    private const string RecurringGroup = "recurring";

    public static void AddScheduler(this WebApplicationBuilder builder, JobSettings settings)
    {
        builder.Services.AddQuartz(SchedulerName, quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            // Its timers follow the machine, whatever clock the application is given. It has a name because only a named scheduler keeps its clock to itself.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UseDefaultThreadPool(settings.MaxConcurrency + RecurringJobs.All.Count);
            // Long runs must not keep mail and sweeps waiting for a thread.
            quartz.UseExecutionLimits(limits => limits.ForGroup(RunsGroup, settings.MaxConcurrency));
            if (settings.Clustered)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, builder.Configuration["Database:PostgreSql"] ?? "");
                    store.UseClustering();
                    store.ProvisionSchema();
                });
            }

            quartz.AddJob<RunJob>(job => job.WithIdentity(RunKey).StoreDurably());
            foreach (var recurring in RecurringJobs.All)
            {
                AddRecurring(quartz, recurring, builder.Configuration);
            }
        });
        builder.Services.AddQuartzHostedService(SchedulerName, options => options.WaitForJobsToComplete = true);
    }

    private static void AddRecurring(IQuartzBuilder quartz, RecurringJob recurring, IConfiguration configuration)
    {
        var seconds = configuration.GetValue(recurring.Setting, recurring.DefaultSeconds);
        if (seconds < 1)
        {
            throw new InvalidOperationException($"{recurring.Setting} must be at least 1.");
        }

        var key = new JobKey(recurring.Name, RecurringGroup);
        quartz.AddJob(typeof(RecurringQuartzJob<>).MakeGenericType(recurring.Job), job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger(trigger => trigger
            .WithIdentity(recurring.Name, RecurringGroup)
            .ForJob(key)
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever()));
    }

    /// <summary>Wakes one run.</summary>
    private sealed class RunJob(JobRunner runner, IHostApplicationLifetime lifetime) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
            await runner.RunAsync(Guid.Parse(context.MergedJobDataMap.GetString(RunIdKey)!), stopping.Token);
        }
    }

    /// <summary>Does one recurring job. A failure is logged and the next turn comes all the same.</summary>
    [DisallowConcurrentExecution]
    private sealed partial class RecurringQuartzJob<TJob>(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<TJob> logger) : IJob
        where TJob : IRecurringJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The server stops.
            }
#pragma warning disable CA1031 // The top of a recurring job.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogBroken(exception, typeof(TJob).Name);
            }
        }

        [LoggerMessage(LogLevel.Error, "The recurring job {Job} broke; its next turn comes as usual.")]
        private partial void LogBroken(Exception exception, string job);
    }
}
