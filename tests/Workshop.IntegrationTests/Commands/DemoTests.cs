using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Jobs;
using Workshop.Web.Commands;
using Workshop.Web.Commands.Demo;

namespace Workshop.IntegrationTests.Commands;

/// <summary>The demo is a whole event made by the use cases: when one of them changes its mind, this says so.</summary>
[Trait("Database", "none")]
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("workshop-demo-test-");

    [Theory]
    [InlineData(DemoStage.Call, 13, 0, 0)]
    [InlineData(DemoStage.Programme, 26, 78, 11)]
    public async Task The_event_is_believable_at_its_stage(DemoStage stage, int submitted, int reviews, int sessions)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = await DemoCommand.BuildAsync(stage, "http://localhost:5080", _directory.FullName, cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();

        Assert.True(File.Exists(Path.Combine(_directory.FullName, "workshop.db")), "It must not write anywhere else.");
        Assert.Equal(submitted, await db.Submissions.CountAsync(s => s.SubmittedAt != null, cancel));
        Assert.Equal(reviews, await db.Reviews.CountAsync(review => review.SubmittedAt != null, cancel));
        Assert.Equal(sessions, await db.Sessions.CountAsync(cancel));
        Assert.Empty(await db.JobRuns.Where(run => run.State != JobState.Succeeded).Select(run => run.Message).ToListAsync(cancel));
        Assert.All(await db.SubmissionVersions.ToListAsync(cancel), version => Assert.InRange(version.Pages ?? 0, 1, 3));
        if (stage == DemoStage.Programme)
        {
            Assert.Equal(21, await db.Slots.CountAsync(slot => slot.SubmissionId != null, cancel));
            Assert.Equal(10, await db.Decisions.CountAsync(decision => decision.Outcome == DecisionOutcome.Talk && decision.ReleasedAt != null, cancel));
            Assert.True(await db.OutgoingMails.AnyAsync(cancel));
        }
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
