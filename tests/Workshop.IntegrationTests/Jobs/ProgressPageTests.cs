using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Jobs;

public sealed class ProgressPageTests : IAsyncLifetime
{
    private readonly JobScript _script = new();
    private readonly WorkshopApp _app = new();
    private readonly WorkshopEvent _event = Given.Event();
    private JobRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        _app.WithJob(_script);
        var ada = await _app.PersonAsync("Ada", "ada@theory.example");
        await _app.PersonAsync("Olga", "olga@theory.example");
        await _app.PersonAsync("Eve", "eve@theory.example");
        await _app.SeedAsync(_event, Given.Organizer(_event, "olga@theory.example"));
        _run = await _app.QueuedAsync(eventId: _event.Id, requestedBy: ada.Id);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Progress_is_for_the_one_who_asked_and_for_organizers()
    {
        foreach (var (email, status) in new[] { ("ada@theory.example", HttpStatusCode.OK), ("olga@theory.example", HttpStatusCode.OK), ("eve@theory.example", HttpStatusCode.NotFound) })
        {
            var browser = await _app.SignedInAsync(email);
            foreach (var path in new[] { $"/jobs/{_run.Id}", $"/jobs/{_run.Id}?handler=fragment" })
            {
                using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.Equal(status, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_run_under_way_says_how_far_it_is_and_leads_to_its_result_when_it_is_over()
    {
        var browser = await _app.SignedInAsync("olga@theory.example");
        var path = $"/jobs/{_run.Id}?return=%2Fe%2Fresult";
        _script.Work = async (context, _) =>
        {
            await context.ReportAsync(3, 12, "Solving.");
            var page = await browser.GetDocumentAsync(path);
            var progress = page.QuerySelector("progress")!;
            Assert.Equal(("3", "12"), (progress.GetAttribute("value"), progress.GetAttribute("max")));
            Assert.Contains("Solving.", page.QuerySelector(".job")!.TextContent, StringComparison.Ordinal);
            var fragment = await browser.GetDocumentAsync(page.QuerySelector(".job")!.GetAttribute("hx-get")!);
            Assert.Null(fragment.QuerySelector("main"));
            Assert.Equal(page.QuerySelector(".job")!.Id, fragment.QuerySelector(".job")!.Id);
            return new JobResult("Solved.");
        };

        var ended = Assert.Single(await _app.RunJobsAsync());
        var over = await browser.GetDocumentAsync(path);

        Assert.Equal((JobState.Succeeded, "Solved."), (ended.State, ended.Message));
        Assert.Equal("/e/result", over.QuerySelector(".job a")!.GetAttribute("href"));
        Assert.Null(over.QuerySelector(".job")!.GetAttribute("hx-get"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_way_back_to_another_server_is_not_offered(string elsewhere)
    {
        await _app.RunJobsAsync();
        var browser = await _app.SignedInAsync("olga@theory.example");

        var page = await browser.GetDocumentAsync($"/jobs/{_run.Id}?return={Uri.EscapeDataString(elsewhere)}");

        Assert.Equal($"/e/{_event.Slug}/organize", page.QuerySelector(".job a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Cancel_stops_a_run_that_waits()
    {
        var browser = await _app.SignedInAsync("olga@theory.example");

        using var response = await browser.SubmitFormAsync($"/jobs/{_run.Id}", new Dictionary<string, string?>(), "main .job form[method=post]");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(JobState.Cancelled, await _app.QueryAsync(db => db.JobRuns.Select(run => run.State).SingleAsync()));
        Assert.Empty(await _app.RunJobsAsync());
    }
}
