using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Jobs;

public sealed class JobRecoveryTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_restartable_run_left_in_the_middle_is_taken_up_again()
    {
        _app.WithJob(new JobScript());
        await LeftAsync();

        await RecoverAllAsync();

        var run = Assert.Single(await _app.RunJobsAsync());
        Assert.Equal((JobState.Succeeded, 2), (run.State, run.Attempts));
    }

    [Fact]
    public async Task A_run_that_must_not_repeat_is_marked_as_interrupted()
    {
        _app.WithJob(new JobScript(), restartable: false);
        await LeftAsync();

        await RecoverAllAsync();

        var run = await TheRunAsync();
        Assert.Equal((JobState.Interrupted, "The server stopped while this was under way. Start it again."), (run.State, run.Message));
    }

    [Fact]
    public async Task A_run_that_was_left_three_times_is_not_started_again()
    {
        _app.WithJob(new JobScript());
        await LeftAsync(times: 3);

        await RecoverAllAsync();

        Assert.Equal(JobState.Interrupted, (await TheRunAsync()).State);
    }

    [Fact]
    public async Task A_run_left_while_it_was_to_be_cancelled_is_cancelled()
    {
        _app.WithJob(new JobScript());
        await LeftAsync(run => run.RequestCancel(_app.Clock.Now));

        await RecoverAllAsync();

        Assert.Equal(JobState.Cancelled, (await TheRunAsync()).State);
    }

    [Fact]
    public async Task Among_several_nodes_only_silence_counts_as_death()
    {
        _app.WithJob(new JobScript());
        await LeftAsync();

        _app.Clock.Advance(JobRecovery.DeadAfter - TimeSpan.FromMilliseconds(1));
        await _app.Services.GetRequiredService<JobRecovery>().RecoverDeadAsync(CancellationToken.None);
        Assert.Equal(JobState.Running, (await TheRunAsync()).State);

        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _app.Services.GetRequiredService<JobRecovery>().RecoverDeadAsync(CancellationToken.None);
        Assert.Equal(JobState.Queued, (await TheRunAsync()).State);
    }

    [Fact]
    public async Task A_runner_believed_dead_does_not_overwrite_what_its_successor_says()
    {
        var script = new JobScript();
        _app.WithJob(script);
        script.Work = async (_, _) =>
        {
            script.Work = (_, _) => Task.FromResult(new JobResult("The second one."));
            await RecoverAllAsync();
            await _app.RunJobsAsync();
            return new JobResult("The first one.");
        };
        var run = await _app.QueuedAsync();

        await _app.Services.GetRequiredService<JobRunner>().RunAsync(run.Id, CancellationToken.None);

        Assert.Equal("The second one.", (await TheRunAsync()).Message);
    }

    private async Task LeftAsync(Action<JobRun>? and = null, int times = 1)
    {
        var run = JobRun.Request(ScriptedJob.Kind, "{}", null, null, _app.Clock.Now);
        for (var i = 0; i < times; i++)
        {
            run.Start(_app.Clock.Now);
        }

        and?.Invoke(run);
        await _app.SeedAsync(run);
    }

    private Task RecoverAllAsync() => _app.Services.GetRequiredService<JobRecovery>().RecoverAllAsync(CancellationToken.None);

    private Task<JobRun> TheRunAsync() => _app.QueryAsync(db => db.JobRuns.AsNoTracking().SingleAsync());
}
