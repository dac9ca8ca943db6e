using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Organize;
using Workshop.IntegrationTests.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Settings;

public sealed class ChecksTests
{
    private const string TooManyPages = "pdf.too-many-pages";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chosen_checks_are_saved_in_points_and_nothing_else_of_the_event_changes()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var response = await SaveAsync(world, new()
        {
            ["Input.Counting"] = "WithoutReferences", ["Input.Paper"] = "A4", ["Input.Columns"] = "2", ["Input.MinBodySize"] = "9.5", ["Input.MarginTop"] = "25.4", ["Input.MarginLeft"] = "12.7",
            [$"Input.Severities[{TooManyPages}]"] = "Warns",
        });

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var saved = await LoadAsync(world);
        var rules = saved.FormatRules;
        Assert.Equal((PageCounting.WithoutReferences, Paper.A4, 2, 9.5), (rules.Counting, rules.Paper, rules.Columns, rules.MinBodySize));
        Assert.Equal((72.0, 36.0, 0.0), (Math.Round(rules.MinMargins!.Top, 6), Math.Round(rules.MinMargins.Left, 6), rules.MinMargins.Right));
        Assert.Equal(Severity.Warns, rules.SeverityOf(TooManyPages));
        // Only what differs from the usual is written down.
        Assert.Equal([TooManyPages], rules.Severities.Keys);
        Assert.Equal((2, 10L << 20, true), (rules.PageLimit, rules.MaxBytes, rules.Blind));
        Assert.Single(await AllAsync<AuditEntry>(world), entry => entry.Action == "event.checks-changed");
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/settings/checks");
        Assert.Equal(("25.4", "12.7", "9.5"), (page.Value("Input.MarginTop"), page.Value("Input.MarginLeft"), page.Value("Input.MinBodySize")));
    }

    [Fact]
    public async Task Nonsense_gets_its_sentence_and_keeps_what_was_chosen()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var response = await SaveAsync(world, new() { ["Input.MinBodySize"] = "900", ["Input.Paper"] = "Letter" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.NotNull(page.ErrorAt("MinBodySize"));
        Assert.Equal("Letter", page.QuerySelector("select[name='Input.Paper'] option[selected]")!.GetAttribute("value"));
        Assert.Equal(Paper.Any, (await LoadAsync(world)).FormatRules.Paper);
    }

    [Fact]
    public async Task Two_organizers_at_once_meet_in_a_comparison()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var address = $"{world.Root}/settings/checks";
        var first = await world.Browser.GetDocumentAsync(address);
        var second = await world.Browser.GetDocumentAsync(address);
        using var saved = await world.Browser.SubmitFormAsync(first, address, new Dictionary<string, string?> { [$"Input.Severities[{TooManyPages}]"] = "Notes" }, button: "Save checks");

        using var response = await world.Browser.SubmitFormAsync(second, address, new Dictionary<string, string?> { ["Input.Paper"] = "A4" }, button: "Save checks");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal(["PaperAnyA4", "More pages than the limitNoteBlock"], page.QuerySelectorAll("#differences + table tbody tr").Select(row => row.TextContent));
        using var again = await world.Browser.SubmitFormAsync(page, address, new Dictionary<string, string?>(), button: "Save checks");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal((Paper.A4, Severity.Blocks), ((await LoadAsync(world)).FormatRules is var rules ? rules.Paper : default, rules.SeverityOf(TooManyPages)!.Value));
    }

    [Fact]
    public async Task Whoever_does_not_organize_finds_nothing()
    {
        await using var world = await OrganizersWorld.StartAsync();
        using var author = await world.App.SignedInAsync("ada@third.example");

        foreach (var path in (string[])["settings/checks", "submissions/recheck"])
        {
            using var answer = await author.GetAsync(new Uri($"{world.Root}/{path}", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// <summary>Stricter rules find fault with what stands: it goes on standing, and authors hear of it by mail as long as they can do something.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Checking_all_again_un_submits_nothing(bool callIsOver, int mails)
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@uni.example"));
        await world.App.PersonAsync("Olga", "olga@uni.example");
        using var organizer = await world.App.SignedInAsync("olga@uni.example");
        var settings = $"/e/{world.Event.Slug}/organize/settings";
        using var stricter = await organizer.SubmitFormAsync(settings, new Dictionary<string, string?> { ["Input.PageLimit"] = "1" }, button: "Save settings");
        Assert.Equal(HttpStatusCode.Redirect, stricter.StatusCode);
        world.App.Clock.Advance(callIsOver ? TimeSpan.FromDays(4) : TimeSpan.FromMinutes(1));

        using var asked = await organizer.SubmitFormAsync($"{settings}/checks", new Dictionary<string, string?>(), "form[action$=recheck]");
        using var twice = await organizer.SubmitFormAsync($"{settings}/checks", new Dictionary<string, string?>(), "form[action$=recheck]");
        Assert.Equal(asked.Headers.Location, twice.Headers.Location);
        var run = Assert.Single(await world.App.RunJobsAsync());

        Assert.Equal((JobState.Succeeded, 100), (run.State, run.Total));
        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((SubmissionState.Submitted, 1, CheckState.Blocked), (submission.State, submission.CurrentVersion!.Number, submission.CurrentVersion.Check));
        Assert.Equal(mails, (await world.AllAsync<OutgoingMail>()).Count(mail => mail.Kind == "submission.file-blocked"));
        Assert.NotNull((await world.Browser.GetDocumentAsync(address)).QuerySelector(".notice-problem"));
    }

    private static Task<HttpResponseMessage> SaveAsync(OrganizersWorld world, Dictionary<string, string?> fields) => world.Browser.SubmitFormAsync($"{world.Root}/settings/checks", fields, button: "Save checks");

    private static Task<WorkshopEvent> LoadAsync(OrganizersWorld world) => world.App.QueryAsync(db => db.Events.AsNoTracking().SingleAsync(Cancel));

    private static Task<List<T>> AllAsync<T>(OrganizersWorld world)
        where T : class => world.App.QueryAsync(db => db.Set<T>().AsNoTracking().ToListAsync(Cancel));
}
