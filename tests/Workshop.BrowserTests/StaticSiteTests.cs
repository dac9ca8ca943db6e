using System.IO.Compression;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>The static site from a folder and the programme in a frame, as a browser has them; and the page on which organizers find them.</summary>
public sealed class StaticSiteTests(ChromiumFixture chromium)
{
    private const string Organizer = "chair@theory.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task From_a_folder_every_page_works_and_loads_nothing_from_elsewhere(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await SeedAsync(app);
        var folder = Directory.CreateTempSubdirectory("workshop-site");
        try
        {
            await UnzipAsync(app, e, folder.FullName);
            await using var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
            foreach (var name in (string[])["index.html", "programme.html", "abstracts/p1.html", "abstracts/p2.html", "authors.html", "changes.html", "embed.html"])
            {
                // A page each: axe tries to read style sheets in its own way, which a folder does not allow, and the browser complains when it gets round to it.
                var page = await context.NewPageAsync();
                var complaints = new List<string>();
                page.PageError += (_, error) => complaints.Add(error);
                page.Console += (_, message) =>
                {
                    if (message.Type == "error")
                    {
                        complaints.Add(message.Text);
                    }
                };
                page.Request += (_, request) =>
                {
                    if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                    {
                        complaints.Add($"asks for {request.Url}");
                    }
                };
                await page.GotoAsync(new Uri(Path.Combine(folder.FullName, name)).AbsoluteUri);
                await page.EvaluateAsync("document.fonts.ready");
                Assert.Equal(1, await page.Locator("h1").CountAsync());
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window.");
                if (name is "abstracts/p1.html" or "programme.html" or "embed.html")
                {
                    Assert.True(await page.Locator(".formula .katex").CountAsync() > 0, $"{name} has no formula set.");
                    Assert.True(await page.EvaluateAsync<bool>("[...document.fonts].some(font => font.family.includes('KaTeX') && font.status === 'loaded')"), $"{name} has no font for its formulas.");
                }

                Assert.Empty(complaints);
#pragma warning disable CS0618 // As in Visit.
                var axe = await page.RunAxeLegacy(options: new AxeRunOptions { ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
                Assert.True(axe.Violations.Length == 0, $"{name}: {string.Join("; ", axe.Violations.Select(violation => $"{violation.Id} at {violation.Nodes[0].Html}"))}");
                await PictureAsync(page, $"site-{name.Replace('/', '-').Replace(".html", "", StringComparison.Ordinal)}-{width}-{scheme}");
                await page.CloseAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_widget_is_as_tall_as_the_programme_on_somebody_elses_page()
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await SeedAsync(app);
        var home = app.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();

        // A server of another origin: a page from a file may not be framed into, and one that only the browser knows may not speak to this machine.
        await using var elsewhere = WebApplication.CreateSlimBuilder().Build();
        elsewhere.Urls.Add("http://127.0.0.1:0");
        elsewhere.MapGet("/", () => Results.Content(
            $"<!DOCTYPE html><html lang=en><title>Elsewhere</title><script src=\"{home}/export/widget.js\" defer></script><workshop-programme src=\"{home}/e/{e.Slug}/programme/embed\" title=\"Programme\"></workshop-programme>",
            "text/html; charset=utf-8"));
        await elsewhere.StartAsync(Cancel);
        await page.GotoAsync(elsewhere.Urls.First());
        var frame = page.FrameLocator("workshop-programme iframe[title=Programme]");
        await frame.Locator("#p1 .katex").First.WaitForAsync();
        await page.WaitForFunctionAsync("document.querySelector('iframe').style.height !== '900px'");

        var height = await page.EvaluateAsync<double>("document.querySelector('iframe').getBoundingClientRect().height");
        var content = await frame.Locator("html").EvaluateAsync<double>("element => element.getBoundingClientRect().height");
        Assert.InRange(height - content, -2, 2);
        Assert.Empty(await context.CookiesAsync());
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task The_page_of_exports_is_accessible_and_fits(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await SeedAsync(app);
        await using var visit = await Visit.StartAsync(chromium, app, withScript: true, width, scheme);
        await visit.SignInAsync(Organizer);

        await visit.GoAsync($"/e/{e.Slug}/organize/exports");

        await PictureAsync(visit.Page, $"exports-{width}-{scheme}");
    }

    private static async Task UnzipAsync(WorkshopApp app, WorkshopEvent e, string folder)
    {
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = app.ClientOptions.BaseAddress });
        using var signedIn = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = Organizer, ["Input.Password"] = Given.Password });
        await using var zip = await browser.GetStreamAsync(new Uri($"/e/{e.Slug}/organize/exports/site.zip?papers=yes", UriKind.Relative), Cancel);
        await ZipFile.ExtractToDirectoryAsync(zip, folder, Cancel);
    }

    private static async Task<WorkshopEvent> SeedAsync(WorkshopApp app)
    {
        var e = Given.Event(Given.Settings() with { CallText = "We invite *extended abstracts*.\n\n## Scope\n\n- bounds\n- proofs\n\n| Topic | Chair |\n|---|---|\n| Learning | Ada |" });
        var chair = await app.PersonAsync("Ágnes Þórsdóttir", Organizer);
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, Organizer), file);
        string[] titles =
        [
            "Shapley values cannot be approximated within $n^{1-\\varepsilon}$ unless $\\mathsf{P} = \\mathsf{NP}$: a very long title that has to be broken over several lines",
            "Faithful saliency needs Lipschitz models",
            "שלום עולם: הסברים מספיקים",
        ];
        var sessions = new[] { Session(e, "Foundations", SessionKind.Talks, 9), Session(e, "Posters", SessionKind.Posters, 11) };
        await app.SeedAsync(Session(e, "Lunch", SessionKind.Break, 13));
        for (var i = 0; i < titles.Length; i++)
        {
            var submission = Given.Submitted(e, i + 1, chair, file, titles[i], ("Ágnes Þórsdóttir", Organizer), ("José María Ñúñez-Gutiérrez", $"jose{i}@sierra.example"), ("שרה כהן", $"sara{i}@tel.example"));
            var isTalk = i < 2;
            var decision = Decision.Stage(e.Id, submission.Id, isTalk ? DecisionOutcome.Talk : DecisionOutcome.Poster, "", chair.Id, app.Clock.Now);
            decision.Release(app.Clock.Now);
            await app.SeedAsync(submission, decision);
            Assert.True(sessions[isTalk ? 0 : 1].AddSlot(new SlotContent(submission.Id, null, "", "", "", 30)).Succeeded);
        }

        await app.SeedAsync([.. sessions]);
        await app.ReleaseProgrammeAsync(e.Id);
        return e;
    }

    private static Session Session(WorkshopEvent e, string title, SessionKind kind, int hour)
    {
        var starts = e.Zone.ToInstant(e.StartsOn.ToDateTime(new TimeOnly(hour, 0))).Value;
        return Domain.Programme.Session.Create(e.Id, new SessionContent(title, kind, starts, starts.AddHours(1), "Hall", "Carla Chair")).Value!;
    }

    /// <summary>For whoever wants to look: set WORKSHOP_TEST_PICTURES to a folder.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
