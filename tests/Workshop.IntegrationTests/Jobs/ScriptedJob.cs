using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Jobs;

/// <summary>A job that does what the test says.</summary>
internal sealed class ScriptedJob(JobScript script) : IBackgroundJob
{
    public const string Kind = "test.scripted";

    public Task<JobResult> RunAsync(JobContext context, CancellationToken cancel) => script.Work(context, cancel);
}

internal sealed class JobScript
{
    public Func<JobContext, CancellationToken, Task<JobResult>> Work { get; set; } = (_, _) => Task.FromResult(new JobResult("Done."));
}

internal static class ScriptedJobs
{
    public static WorkshopApp WithJob(this WorkshopApp app, JobScript script, bool restartable = true) =>
        app.With(services => services.AddSingleton(script).AddBackgroundJob<ScriptedJob>(ScriptedJob.Kind, restartable));

    public static async Task<JobRun> QueuedAsync(this WorkshopApp app, string arguments = "{}", Guid? eventId = null, Guid? requestedBy = null)
    {
        var run = JobRun.Request(ScriptedJob.Kind, arguments, eventId, requestedBy, app.Clock.Now);
        await app.SeedAsync(run);
        return run;
    }
}
