using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Programme;

public sealed class VersionPagesTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_change_log_says_what_was_different_in_each_version()
    {
        var world = await TwoVersionsAsync();
        using var visitor = _app.Browser();

        var log = await visitor.GetDocumentAsync($"{world.Public}/versions");
        var old = await visitor.GetDocumentAsync($"{world.Public}/versions/1");
        var changes = await visitor.GetDocumentAsync($"{world.Public}/versions/2/changes");
        var backwards = await visitor.GetDocumentAsync($"{world.Public}/versions/1/changes?since=2");

        Assert.Equal(["Version 2", "Version 1"], log.QuerySelectorAll("main h2").Select(heading => heading.TextContent));
        Assert.Contains("Moved from 09:00 to 10:00.", log.QuerySelector(".version")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("This version is old", old.QuerySelector(".notice-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("09:00", old.QuerySelector(".programme-items .programme-time")!.TextContent.Trim());
        Assert.Contains("Moved from 09:00 to 10:00.", changes.QuerySelector(".differences")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Moved from 10:00 to 09:00.", backwards.QuerySelector(".differences")!.TextContent, StringComparison.Ordinal);
        foreach (var missing in (string[])["/versions/3", "/versions/3/changes", "/versions/2/changes?since=7"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public + missing));
        }
    }

    [Fact]
    public async Task An_old_version_reveals_nothing_that_was_withdrawn_or_hidden_since()
    {
        var world = await TwoVersionsAsync();
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 2)).Withdraw(_app.Clock.Now);
            var answer = PresentationAnswer.Open(world.Event.Id, world.Id(1));
            Assert.True(answer.Confirm(new PresentationChoice(Given.Email(ProgrammeWorld.Anna).Normalized, Abstract: false, Pdf: false, Names: false), [Given.Email(ProgrammeWorld.Anna).Normalized], (await db.People.FirstAsync()).Id, _app.Clock.Now).Succeeded);
            db.Add(answer);
            return await db.SaveChangesAsync();
        });
        using var visitor = _app.Browser();

        foreach (var path in (string[])["", "/versions", "/versions/1", "/versions/2", "/versions/2/changes", "/versions/1/changes?since=2", "/now", "/calendar.ics"])
        {
            var text = await visitor.GetStringAsync(new Uri(world.Public + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.DoesNotContain("Paper 2", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Otto Organizer", text, StringComparison.Ordinal);
            Assert.DoesNotContain("We study Paper 1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Bo Second", text, StringComparison.Ordinal);
        }

        Assert.Contains("Anna van den Berg", (await visitor.GetDocumentAsync($"{world.Public}/versions/1")).QuerySelector(".programme-items")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_programme_is_not_there_for_anybody_but_organizers()
    {
        var world = await TwoVersionsAsync();
        string[] paths = ["", "/versions", "/versions/1", "/versions/2/changes", "/now", "/mine", "/calendar", "/calendar.ics"];
        using var visitor = _app.Browser();
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, world.Public + path));
        }

        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync()).WithdrawProgramme();
            return await db.SaveChangesAsync();
        });

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public + path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, world.Public + path));
        }

        foreach (var path in (string[])["/versions", "/versions/1", "/versions/2/changes"])
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(otto, world.Public + path));
        }

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(otto, world.Public));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anna, $"{world.Build}/preview"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(otto, $"{world.Build}/preview"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(otto, $"{world.Build}/release"));
    }

    [Theory]
    [InlineData("2027-06-09T10:00:00Z", "Nothing has begun yet")]
    [InlineData("2027-06-10T08:05:00Z", "Now until 10:20 · 15 minutes left")]
    [InlineData("2027-06-10T12:00:00Z", "Nothing runs at the moment")]
    [InlineData("2027-06-11T12:00:00Z", "The programme is over")]
    public async Task Now_and_next_is_sensible_at_any_time(string at, string says)
    {
        var world = await TwoVersionsAsync();
        await world.SessionAsync("Late", SessionKind.Keynote, 16);
        await world.ReleaseProgrammeAsync();
        _app.Clock.Now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        using var visitor = _app.Browser();

        var page = await visitor.GetDocumentAsync($"{world.Public}/now");
        var list = await visitor.GetDocumentAsync($"{world.Public}/now?handler=List");

        Assert.Contains(says, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(says, list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(!says.EndsWith("over", StringComparison.Ordinal), page.QuerySelector("#now")!.HasAttribute("hx-trigger"));
        Assert.False((await visitor.GetDocumentAsync($"{world.Public}/now?still=true")).QuerySelector("#now")!.HasAttribute("hx-trigger"));
    }

    [Fact]
    public async Task The_readers_own_time_stands_beside_the_events()
    {
        var world = await TwoVersionsAsync();
        _app.Clock.Now = new DateTimeOffset(2027, 6, 10, 8, 5, 0, TimeSpan.Zero);
        using var visitor = _app.Browser();
        visitor.DefaultRequestHeaders.Add("Cookie", "tz=Asia/Tokyo");

        var text = (await visitor.GetDocumentAsync($"{world.Public}/now")).QuerySelector("main")!.TextContent;

        Assert.Contains("10:05 Copenhagen time, Thu 10 June (17:05 your time)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_change_log_asks_as_often_for_three_versions_as_for_one()
    {
        Assert.Equal(await CountAsync(1), await CountAsync(3));

        async Task<int> CountAsync(int versions)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            for (var i = 0; i < versions; i++)
            {
                await world.SessionAsync($"Talks {i}", SessionKind.Talks, 9 + i, i + 1);
                await world.ReleaseProgrammeAsync();
            }

            using var visitor = app.Browser();
            return await counter.OfPageAsync(visitor, $"{world.Public}/versions");
        }
    }

    /// <summary>#1 at nine in the first version, at ten in the second; #2 in a session of its own.</summary>
    private async Task<ProgrammeWorld> TwoVersionsAsync()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await world.SessionAsync("Applications", SessionKind.Talks, 11, 2);
        await world.ReleaseProgrammeAsync();
        await _app.QueryAsync(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, session.StartsAt.AddHours(1)).SetProperty(s => s.EndsAt, session.EndsAt.AddHours(1))));
        _app.Clock.Now = _app.Clock.Now.AddDays(1);
        await world.ReleaseProgrammeAsync();
        return world;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
