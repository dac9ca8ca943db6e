using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>What visitors see of a published programme, news by mail, and what organizers copy to spread the word.</summary>
public sealed partial class PublicFaceTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light, true)]
    [InlineData(360, ColorScheme.Dark, true)]
    [InlineData(360, ColorScheme.Light, false)]
    public async Task Abstracts_subscription_and_announcements_are_accessible_and_fit(int width, ColorScheme scheme, bool withScript)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await PublishedAsync(app);
        await using var visit = await Visit.StartAsync(chromium, app, withScript, width, scheme);

        foreach (var page in (string[])["", "/programme", "/programme/abstracts", "/programme/abstracts/1", "/programme/abstracts/3", "/tell-me", "/tell-me/sent"])
        {
            await visit.GoAsync($"/e/{e.Slug}{page}");
            await PictureAsync(visit, $"public{page.Replace('/', '-')}-{width}-{scheme}");
        }

        await visit.GoAsync($"/e/{e.Slug}/programme/abstracts/1");
        if (withScript)
        {
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy the citation" }).ClickAsync();
            await Assertions.Expect(visit.Page.Locator("#announcer")).ToContainTextAsync(new Regex("Copied|Copy it"));
        }
        else
        {
            await Assertions.Expect(visit.Page.Locator("[data-copy]").First).ToBeHiddenAsync();
        }

        await visit.Page.GetByText("Show the BibTeX entry").ClickAsync();
        await visit.CheckAsync();
        await PictureAsync(visit, $"public-abstract-open-{width}-{scheme}");
        await visit.Page.GetByLabel("In the programme").GetByRole(AriaRole.Link).Last.ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/programme/abstracts/2$"));

        await visit.GoAsync($"/e/{e.Slug}");
        await visit.Page.GetByLabel("News by mail").FillAsync("vera@visitors.example");
        await visit.PressAsync("Tell me");
        await visit.CheckAsync();
        var body = await app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == "subscription.question").Select(mail => mail.Body).SingleAsync(TestContext.Current.CancellationToken));
        await visit.GoAsync(new Uri(Link().Match(body).Value).AbsolutePath);
        await PictureAsync(visit, $"public-subscription-{width}-{scheme}");
        await visit.PressAsync("Yes, tell me");
        await visit.CheckAsync();
        await visit.PressAsync("End the mails");
        await visit.CheckAsync();
        Assert.Equal(0, await app.QueryAsync(db => db.Subscriptions.CountAsync(TestContext.Current.CancellationToken)));

        await visit.GoAsync("/account/sign-in");
        await visit.Page.GetByLabel("E-mail address").FillAsync("otto@chairs.example");
        await visit.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await visit.PressAsync("Sign in");
        await visit.GoAsync($"/e/{e.Slug}/organize/announce");
        await PictureAsync(visit, $"organize-announce-{width}-{scheme}");
    }

    private static async Task<WorkshopEvent> PublishedAsync(WorkshopApp app)
    {
        var e = Given.Event();
        var otto = await app.PersonAsync("Otto Organizer", "otto@chairs.example");
        var ada = await app.PersonAsync("Ada Ångström", "ada@uni.example");
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, "otto@chairs.example"), file);
        string[] titles =
        [
            "Shapley values cannot be approximated within $n^{1-\\varepsilon}$ unless $\\mathsf{P} = \\mathsf{NP}$: a very long title that has to be broken over several lines",
            "Approximating Shapley values of decision trees", "Sufficient reasons for decision trees",
        ];
        var starts = e.Timeline.Begins.AddHours(9);
        var talks = Session.Create(e.Id, new SessionContent("Foundations", SessionKind.Talks, starts, starts.AddHours(1), "Hall", "Carla Chair")).Value!;
        var posters = Session.Create(e.Id, new SessionContent("Posters", SessionKind.Posters, starts.AddHours(2), starts.AddHours(3), "Foyer", "")).Value!;
        for (var i = 0; i < titles.Length; i++)
        {
            var submission = Given.Submitted(e, i + 1, ada, file, titles[i], ("Ada Ångström", "ada@uni.example"), ("José María Ñúñez-Gutiérrez", "jose@sierra.example"));
            var decision = Decision.Stage(e.Id, submission.Id, i < 2 ? DecisionOutcome.Talk : DecisionOutcome.Poster, "", otto.Id, app.Clock.Now);
            decision.Release(app.Clock.Now);
            await app.SeedAsync(submission, decision);
            Assert.True((i < 2 ? talks : posters).AddSlot(new SlotContent(submission.Id, null, "", "", "", 20)).Succeeded);
        }

        await app.SeedAsync(talks, posters);
        await app.ReleaseProgrammeAsync(e.Id);
        return e;
    }

    /// <summary>For whoever wants to look: set WORKSHOP_TEST_PICTURES to a folder.</summary>
    private static async Task PictureAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex(@"https?://\S+/subscriptions/\S+")]
    private static partial Regex Link();
}
