using Microsoft.Playwright;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>The programme as visitors see it, on a desk and on a phone, with and without script: versions, now and next, their own selection.</summary>
public sealed class PublicProgrammeTests(ChromiumFixture chromium)
{
    private const string Chair = "chair@theory.example";

    [Theory]
    [InlineData(1280, ColorScheme.Light, true)]
    [InlineData(360, ColorScheme.Light, false)]
    [InlineData(360, ColorScheme.Dark, true)]
    public async Task Visitors_read_mark_and_compare(int width, ColorScheme scheme, bool withScript)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await PublishedAsync(app);
        await using var visit = await Visit.StartAsync(chromium, app, withScript, width, scheme);

        await visit.GoAsync($"/e/{e.Slug}/programme");
        await visit.ClickAsync(visit.Page.Locator("#p1 button"));
        await visit.ClickAsync(visit.Page.Locator("#p2 button"));
        await PictureAsync(visit, $"programme-{width}-{scheme}");
        await visit.GoAsync($"/e/{e.Slug}/programme/mine");
        await Assertions.Expect(visit.Page.Locator(".overlaps")).ToContainTextAsync("At the same time");
        await visit.PressAsync("Make an address for it");
        await PictureAsync(visit, $"mine-{width}-{scheme}");
        foreach (var page in (string[])["versions", "versions/1", "versions/2/changes", "calendar"])
        {
            await visit.GoAsync($"/e/{e.Slug}/programme/{page}");
            await PictureAsync(visit, $"{page.Replace('/', '-')}-{width}-{scheme}");
        }

        foreach (var hours in (int[])[-20, 0, 2, 60])
        {
            app.Clock.Now = e.Timeline.Begins.AddHours(9).AddMinutes(10).AddHours(hours);
            await visit.GoAsync($"/e/{e.Slug}/programme/now");
            await PictureAsync(visit, $"now-{hours}-{width}-{scheme}");
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Organizers_look_at_what_publishing_would_do(int width)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await PublishedAsync(app);
        var session = SessionOf(e, "Late addition", SessionKind.Keynote, 15, 16);
        await app.SeedAsync(session);
        await using var visit = await Visit.StartAsync(chromium, app, withScript: true, width);
        await visit.SignInAsync(Chair);

        await visit.GoAsync($"/e/{e.Slug}/organize/programme/preview");
        await visit.GoAsync($"/e/{e.Slug}/organize/programme/release");
        await PictureAsync(visit, $"release-{width}");
        await visit.Page.GetByLabel("Name").FillAsync("Final");
        await visit.PressAsync("Publish");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("The programme is public.");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("Late addition");
    }

    /// <summary>Two parallel sessions with a shared slot and a poster; in the second version the first talk moved.</summary>
    private static async Task<WorkshopEvent> PublishedAsync(WorkshopApp app)
    {
        var e = Given.Event();
        await app.PersonAsync("Ingrid Chair", Chair);
        var author = await app.PersonAsync("Ada Ångström", "ada@uni.example");
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, Chair), file);
        string[] titles = ["Shapley values cannot be approximated within $n^{1-\\varepsilon}$ unless $\\mathsf{P} = \\mathsf{NP}$", "Faithful saliency needs $\\|\\nabla f\\|_2 \\le L$", "A short one", "A poster on bounds"];
        var ids = new List<Guid>();
        foreach (var (title, i) in titles.Select((title, i) => (title, i)))
        {
            var submission = Given.Submitted(e, i + 1, author, file, title, ("Ada Ångström", "ada@uni.example"), ("José María Ñúñez-Gutiérrez", "jose@sierra.example"));
            var decision = Decision.Stage(e.Id, submission.Id, i == 3 ? DecisionOutcome.Poster : DecisionOutcome.Talk, "", author.Id, app.Clock.Now);
            decision.Release(app.Clock.Now);
            await app.SeedAsync(submission, decision);
            ids.Add(submission.Id);
        }

        var first = SessionOf(e, "Foundations of explanation and its limits", SessionKind.Talks, 9, 10, ids[0]);
        await app.SeedAsync(first, SessionOf(e, "Applications", SessionKind.Talks, 9, 10, ids[1], ids[2]), SessionOf(e, "Coffee", SessionKind.Break, 10, 11), SessionOf(e, "Posters", SessionKind.Posters, 11, 12, ids[3]));
        await app.ReleaseProgrammeAsync(e.Id);
        await app.QueryAsync(async db =>
        {
            var applications = db.Sessions.Single(session => session.Title == "Applications");
            db.Entry(applications).Property(session => session.Room).CurrentValue = "Room 2";
            return await db.SaveChangesAsync();
        });
        app.Clock.Now = app.Clock.Now.AddDays(1);
        await app.ReleaseProgrammeAsync(e.Id);
        return e;
    }

    private static Session SessionOf(WorkshopEvent e, string title, SessionKind kind, int from, int to, params Guid[] submissions)
    {
        DateTimeOffset At(int hour) => e.Zone.ToInstant(e.StartsOn.ToDateTime(new TimeOnly(hour, 0))).Value;
        var session = Session.Create(e.Id, new SessionContent(title, kind, At(from), At(to), kind == SessionKind.Break ? "" : "Great Hall", kind == SessionKind.Talks ? "Carla Chair" : "")).Value!;
        foreach (var submission in submissions)
        {
            Assert.True(session.AddSlot(new SlotContent(submission, null, "", "", "", 20)).Succeeded);
        }

        return session;
    }

    /// <summary>For whoever wants to look: set WORKSHOP_TEST_PICTURES to a folder.</summary>
    private static async Task PictureAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
