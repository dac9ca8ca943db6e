using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly JobScript _script = new();
    private readonly WorkshopApp _app = new();

    public JobRunnerTests() => _app.WithJob(_script);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_queued_run_is_run_to_its_end_with_its_arguments()
    {
        _script.Work = async (context, _) =>
        {
            await context.ReportAsync(1, 3, "Half-way.");
            return new JobResult($"Greeted {context.Arguments<Greeting>().Name}.", """{"n":3}""", new string('a', 64));
        };
        var queued = await _app.QueuedAsync("""{"Name":"Ada"}""");

        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal(queued.Id, run.Id);
        Assert.Equal(JobState.Succeeded, run.State);
        Assert.Equal("Greeted Ada.", run.Message);
        Assert.Equal((3, 3), (run.Done, run.Total));
        Assert.Equal("""{"n":3}""", run.Result);
        Assert.Equal(new string('a', 64), run.ResultSha256);
        Assert.Equal(1, run.Attempts);
        Assert.Equal(WorkshopApp.Start, run.FinishedAt);
    }

    [Fact]
    public async Task Of_many_runners_one_gets_the_run()
    {
        var times = 0;
        _script.Work = (_, _) =>
        {
            Interlocked.Increment(ref times);
            return Task.FromResult(new JobResult("Done."));
        };
        var run = await _app.QueuedAsync();
        var runner = _app.Services.GetRequiredService<JobRunner>();

        var took = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runner.RunAsync(run.Id, CancellationToken.None))));

        Assert.Equal(1, took.Count(won => won));
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Progress_is_on_the_row_while_the_job_works()
    {
        var seen = new List<(int, int, string)>();
        _script.Work = async (context, _) =>
        {
            await context.ReportAsync(2, 5, "Reading.");
            var row = await _app.QueryAsync(db => db.JobRuns.AsNoTracking().SingleAsync());
            seen.Add((row.Done, row.Total, row.Message));
            return new JobResult("Read.");
        };
        await _app.QueuedAsync();

        await _app.RunJobsAsync();

        Assert.Equal([(2, 5, "Reading.")], seen);
    }

    [Fact]
    public async Task A_burst_of_reports_becomes_few_writes_and_the_end_is_right()
    {
        _script.Work = async (context, _) =>
        {
            for (var i = 1; i <= 10_000; i++)
            {
                await context.ReportAsync(i, 10_000, "Counting.");
            }

            return new JobResult("Counted.");
        };
        await _app.QueuedAsync();

        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal((10_000, 10_000, "Counted."), (run.Done, run.Total, run.Message));
    }

    [Fact]
    public async Task Refusal_ends_the_run_with_its_sentence()
    {
        _script.Work = (_, _) => throw new JobRefusedException("There is no submission yet.");
        await _app.QueuedAsync();

        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal((JobState.Failed, "There is no submission yet."), (run.State, run.Message));
    }

    [Fact]
    public async Task A_bug_ends_the_run_without_showing_its_insides()
    {
        _script.Work = (_, _) => throw new InvalidOperationException("secret detail");
        await _app.QueuedAsync();

        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal(JobState.Failed, run.State);
        Assert.Equal($"Something broke on the server. Try again; if it happens again, tell the people who run it: the log has the details under {run.Id}.", run.Message);
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_fails_and_says_so()
    {
        await _app.SeedAsync(JobRun.Request("from.the-future", "{}", null, null, _app.Clock.Now));

        var run = Assert.Single(await _app.RunJobsAsync());

        Assert.Equal((JobState.Failed, "This server does not know jobs of the kind “from.the-future”. It was asked for by another version."), (run.State, run.Message));
    }

    [Fact]
    public async Task A_request_to_stop_reaches_a_silent_job()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Work = async (_, cancel) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return new JobResult("Never.");
        };
        var run = await _app.QueuedAsync();
        var running = _app.RunJobsAsync();
        await begun.Task;

        await _app.QueryAsync(async db =>
        {
            (await db.JobRuns.SingleAsync(row => row.Id == run.Id)).RequestCancel(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(JobState.Cancelled, Assert.Single(await running).State);
    }

    [Fact]
    public async Task A_run_cancelled_in_the_queue_never_starts()
    {
        var run = await _app.QueuedAsync();
        await _app.QueryAsync(async db =>
        {
            (await db.JobRuns.SingleAsync(row => row.Id == run.Id)).RequestCancel(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });

        Assert.False(await _app.Services.GetRequiredService<JobRunner>().RunAsync(run.Id, CancellationToken.None));
    }

    [Fact]
    public async Task When_the_server_stops_the_run_stays_running()
    {
        using var stopping = new CancellationTokenSource();
        _script.Work = async (_, cancel) =>
        {
            await stopping.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return new JobResult("Never.");
        };
        var run = await _app.QueuedAsync();

        Assert.True(await _app.Services.GetRequiredService<JobRunner>().RunAsync(run.Id, stopping.Token));

        Assert.Equal(JobState.Running, await _app.QueryAsync(db => db.JobRuns.Select(row => row.State).SingleAsync()));
    }

    private sealed record Greeting(string Name);
}
