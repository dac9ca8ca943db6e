using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Mail;

namespace Workshop.IntegrationTests.Jobs;

/// <summary>The real scheduler: in memory on SQLite, its clustered store on PostgreSQL.</summary>
public sealed class SchedulerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JobScript _script = new();
    private readonly WorkshopApp _app = new();

    public SchedulerTests() => _app.WithJob(_script).With("Jobs:Enabled", "true");

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_woken_run_starts_without_waiting_for_the_sweep()
    {
        var ran = Signal();
        _app.With("Jobs:SweepEverySeconds", "3600");
        var run = await _app.QueuedAsync();

        _app.Services.GetRequiredService<JobWaker>().Wake(run.Id);

        Assert.Equal(run.Id, await ran.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_that_nobody_woke_is_found_by_the_sweep()
    {
        var ran = Signal();
        _app.With("Jobs:SweepEverySeconds", "1");

        var run = await _app.QueuedAsync();

        Assert.Equal(run.Id, await ran.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Long_runs_leave_threads_for_the_recurring_jobs()
    {
        var begun = new SemaphoreSlim(0);
        _script.Work = async (_, cancel) =>
        {
            begun.Release();
            await Task.Delay(Timeout.Infinite, cancel);
            return new JobResult("Never.");
        };
        var witness = new MailWitness();
        _app.With(services => services.AddSingleton<IMailTransport>(witness));
        _app.With("Jobs:MaxConcurrency", "2").With("Jobs:SweepEverySeconds", "1").With("Mail:DeliverEverySeconds", "1");
        for (var i = 0; i < 3; i++)
        {
            await _app.QueuedAsync();
        }

        Assert.True(await begun.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.True(await begun.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal([(JobState.Queued, 1), (JobState.Running, 2)], await StatesAsync());

        // With both of its threads taken by runs, the scheduler still delivers mail.
        await _app.SeedAsync(OutgoingMail.Write(new MailDraft("test", "1", Given.Email("ada@theory.example"), "Ada", "Hello", "Hello."), _app.Clock.Now));
        await witness.Handed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal([(JobState.Queued, 1), (JobState.Running, 2)], await StatesAsync());
    }

    private sealed class MailWitness : IMailTransport
    {
        public TaskCompletionSource Handed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<MailAnswer> SendAsync(MailToSend mail)
        {
            Handed.TrySetResult();
            return Task.FromResult(MailAnswer.Accepted);
        }
    }

    private async Task<List<(JobState, int)>> StatesAsync()
    {
        var states = await _app.QueryAsync(db => db.JobRuns.Select(run => run.State).ToListAsync());
        return [.. states.GroupBy(state => state).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))];
    }

    private TaskCompletionSource<Guid> Signal()
    {
        var ran = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.Work = (context, _) =>
        {
            ran.TrySetResult(context.RunId);
            return Task.FromResult(new JobResult("Done."));
        };
        return ran;
    }
}
