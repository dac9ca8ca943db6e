using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Programme;

public sealed class MyProgrammeTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_visitor_without_an_account_marks_what_they_want_and_sees_what_overlaps()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();

        using var first = await MarkAsync(visitor, world, "p1");
        using var second = await MarkAsync(visitor, world, "p2");

        Assert.Equal($"{world.Public}#p1", first.Headers.Location!.ToString());
        var mine = await visitor.GetDocumentAsync($"{world.Public}/mine");
        Assert.Equal(2, mine.QuerySelectorAll("ol.mine > li").Length);
        Assert.Contains("At the same time", mine.QuerySelector(".overlaps")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Remove", (await visitor.GetDocumentAsync(world.Public)).QuerySelector("#p1 button")!.GetAttribute("name"));

        using var other = _app.Browser();
        Assert.Contains("Nothing is marked yet", (await other.GetDocumentAsync($"{world.Public}/mine")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var removed = await visitor.SubmitFormAsync($"{world.Public}/mine", new Dictionary<string, string?> { ["Remove"] = "p1" }, "#mine");
        Assert.Equal($"{world.Public}/mine", removed.Headers.Location!.ToString());
        Assert.Single((await visitor.GetDocumentAsync($"{world.Public}/mine")).QuerySelectorAll("ol.mine > li"));
    }

    [Fact]
    public async Task What_was_marked_before_signing_in_becomes_the_accounts_and_leaves_the_browser()
    {
        var world = await ReleasedAsync();
        using var elsewhere = await _app.SignedInAsync(ProgrammeWorld.Anna);
        using var there = await MarkAsync(elsewhere, world, "p2");
        using var browser = _app.Browser();
        using var before = await MarkAsync(browser, world, "p1");

        using var signedIn = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = ProgrammeWorld.Anna, ["Input.Password"] = Given.Password });
        Assert.Equal(2, (await browser.GetDocumentAsync($"{world.Public}/mine")).QuerySelectorAll("ol.mine > li").Length);
        using var third = await MarkAsync(browser, world, "p3");

        Assert.Equal(3, (await elsewhere.GetDocumentAsync($"{world.Public}/mine")).QuerySelectorAll("ol.mine > li").Length);
        Assert.NotNull(Assert.Single(await _app.QueryAsync(db => db.ProgrammeSelections.Select(selection => selection.PersonId).ToListAsync())));
    }

    [Fact]
    public async Task Its_calendar_needs_no_cookie_follows_the_selection_and_can_be_taken_back()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();
        using var marked = await MarkAsync(visitor, world, "p1");
        using var poster = await MarkAsync(visitor, world, "p3");
        using var opened = await visitor.SubmitFormAsync($"{world.Public}/mine", new Dictionary<string, string?>(), "#feed ~ form", "Make an address for it");
        var address = new Uri((await visitor.GetDocumentAsync($"{world.Public}/mine")).QuerySelector("code.address")!.TextContent).PathAndQuery;
        using var program = _app.Browser();

        using var first = await program.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var entries = StrictCalendar.Read(await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal([$"{world.Event.Id:n}-p1@workshop", $"{world.Event.Id:n}-p3@workshop"], entries.Select(entry => entry.Uid).Order(StringComparer.Ordinal));
        Assert.True(first.Headers.CacheControl!.Private);

        using var removed = await visitor.SubmitFormAsync($"{world.Public}/mine", new Dictionary<string, string?> { ["Remove"] = "p1" }, "#mine");
        Assert.Single(StrictCalendar.Read(await program.GetByteArrayAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)));

        using var renewed = await visitor.SubmitFormAsync($"{world.Public}/mine", new Dictionary<string, string?>(), "#feed ~ form", "Give it a new address");
        using var gone = await program.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var closed = await visitor.SubmitFormAsync($"{world.Public}/mine", new Dictionary<string, string?>(), "#feed ~ form", "Take the address back");
        Assert.Null((await visitor.GetDocumentAsync($"{world.Public}/mine")).QuerySelector("code.address"));
    }

    [Fact]
    public async Task What_is_not_in_the_programme_cannot_be_marked_and_what_left_it_is_said()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();
        using var marked = await MarkAsync(visitor, world, "p1");

        using var unknown = await MarkAsync(visitor, world, "p4");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 1)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        Assert.Contains("One thing that you marked is not in the programme any more", (await visitor.GetDocumentAsync($"{world.Public}/mine")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_somebody_wrote_by_hand_opens_nothing()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();
        using var marked = await MarkAsync(visitor, world, "p1");
        var id = await _app.QueryAsync(db => db.ProgrammeSelections.Select(selection => selection.Id).SingleAsync());
        using var stranger = _app.Browser();
        stranger.DefaultRequestHeaders.Add("Cookie", $"workshop.programme={world.Event.Id:n} {id:n}");

        Assert.Empty((await stranger.GetDocumentAsync($"{world.Public}/mine")).QuerySelectorAll("ol.mine > li"));
    }

    [Fact]
    public async Task Long_after_the_event_what_visitors_marked_is_forgotten_and_what_accounts_marked_is_kept()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();
        using var anna = await _app.SignedInAsync(ProgrammeWorld.Anna);
        using var marked = await MarkAsync(visitor, world, "p1");
        using var kept = await MarkAsync(anna, world, "p2");

        foreach (var (days, left) in new[] { (90, 2), (92, 1) })
        {
            _app.Clock.Now = world.Event.Timeline.Begins.AddDays(days);
            await _app.InScopeAsync<ExpiredRows, bool>(async expired =>
            {
                await expired.RunAsync(CancellationToken.None);
                return true;
            });
            Assert.Equal(left, await _app.QueryAsync(db => db.ProgrammeSelections.CountAsync()));
        }

        Assert.Equal(["p2"], await _app.QueryAsync(db => db.ProgrammeSelections.SelectMany(selection => selection.Marks).Select(mark => mark.Key).ToListAsync()));
    }

    /// <summary>#1 and #2 at the same time in two rooms, #3 a poster.</summary>
    private async Task<ProgrammeWorld> ReleasedAsync()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await world.SessionAsync("Applications", SessionKind.Talks, 9, 2);
        await world.SessionAsync("Posters", SessionKind.Posters, 11, 3);
        await world.ReleaseProgrammeAsync();
        return world;
    }

    private static async Task<HttpResponseMessage> MarkAsync(HttpClient browser, ProgrammeWorld world, string key)
    {
        IHtmlDocument page = await browser.GetDocumentAsync(world.Public);
        return await browser.SubmitFormAsync(page, world.Public, new Dictionary<string, string?> { ["Add"] = key }, "#marks");
    }
}
