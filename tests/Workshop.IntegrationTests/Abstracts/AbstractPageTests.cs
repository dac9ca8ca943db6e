using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.IntegrationTests.Programme;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Abstracts;

public sealed class AbstractPageTests : IDisposable
{
    /// <summary>The page itself and the files beside it.</summary>
    private static readonly string[] Ends = ["", ".ics", ".bib", ".ris"];

    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_page_has_everything_that_belongs_to_an_abstract()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();

        var page = await visitor.GetDocumentAsync(world.Public + "/abstracts/1");
        var main = page.QuerySelector("main")!;

        Assert.Equal("Paper 1 on $n^2$ <b>", main.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal("$n^2$", main.QuerySelector("h1 .formula")!.TextContent);
        Assert.Equal(["Anna van den Berg,", "Bo Second"], main.QuerySelectorAll(".item-authors .together").Select(author => author.TextContent));
        Assert.Equal(["University of Testing"], main.QuerySelectorAll(".item-places li").Select(place => place.TextContent));
        Assert.Equal("2027-06-10T07:00:00Z", main.QuerySelector(".facts time")!.GetAttribute("datetime"));
        Assert.Contains("Hall, Room 1, Old Observatory, Copenhagen", main.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("We study Paper 1", main.QuerySelector(".abstract")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Anna van den Berg and Bo Second. Paper 1 on $n^2$ <b>. Talk at Theory of Testing 2027,", main.QuerySelector("#citation-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("author       = {van den Berg, Anna and Second, Bo}", main.QuerySelector("#citation-bibtex")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(world.Public + "/abstracts/2", main.QuerySelector(".neighbours a[rel=next]")!.GetAttribute("href"));
        Assert.Null(main.QuerySelector(".neighbours a[rel=prev]"));
        Assert.Null(main.QuerySelector($"a[href*='/papers/']"));
        var poster = await visitor.GetDocumentAsync(world.Public + "/abstracts/3");
        Assert.Contains("Poster at", poster.QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("P1", poster.QuerySelectorAll(".facts dt").Single(term => term.TextContent == "Board").NextElementSibling!.TextContent);
    }

    [Fact]
    public async Task Related_abstracts_say_what_they_share_and_forget_what_was_withdrawn()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();

        var related = (await visitor.GetDocumentAsync(world.Public + "/abstracts/1")).QuerySelectorAll(".related li");
        Assert.Equal([world.Public + "/abstracts/2", world.Public + "/abstracts/3"], related.Select(item => item.QuerySelector("a")!.GetAttribute("href")).Order());
        Assert.All(related, item => Assert.Matches("shares: .*paper", item.TextContent));

        await WithdrawAsync(2);

        Assert.Equal([world.Public + "/abstracts/3"], (await visitor.GetDocumentAsync(world.Public + "/abstracts/1")).QuerySelectorAll(".related a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Machines_read_the_same()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();

        var page = await visitor.GetDocumentAsync(world.Public + "/abstracts/1");

        string? Property(string name) => page.QuerySelector($"meta[property='{name}']")?.GetAttribute("content");
        Assert.Equal("Paper 1 on n² <b>", Property("og:title"));
        Assert.Equal("article", Property("og:type"));
        Assert.Equal("Theory of Testing 2027", Property("og:site_name"));
        Assert.EndsWith(world.Public + "/abstracts/1", Property("og:url"), StringComparison.Ordinal);
        Assert.StartsWith("Anna van den Berg, Bo Second. Talk, Thu 10 Jun 2027, 9:00. We study Paper 1", Property("og:description"), StringComparison.Ordinal);
        Assert.Contains($"/e/{world.Event.Slug}/card.png", Property("og:image"), StringComparison.Ordinal);
        Assert.Equal(["van den Berg, Anna", "Second, Bo"], page.QuerySelectorAll("meta[name=citation_author]").Select(tag => tag.GetAttribute("content")));
        Assert.Equal("2027/06/10", page.QuerySelector("meta[name=citation_publication_date]")!.GetAttribute("content"));
        var data = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.DoesNotContain('<', data);
        using var json = JsonDocument.Parse(data);
        var graph = json.RootElement.GetProperty("@graph");
        Assert.Equal("Paper 1 on n² <b>", graph[0].GetProperty("headline").GetString());
        Assert.Equal("Anna van den Berg", graph[0].GetProperty("author")[0].GetProperty("name").GetString());
        Assert.Equal("2027-06-10T09:00:00+02:00", graph[1].GetProperty("startDate").GetString());
    }

    [Fact]
    public async Task Calendar_entry_and_citations_are_files()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();

        var calendar = await visitor.GetStringAsync(new Uri(world.Public + "/abstracts/1.ics", UriKind.Relative), Cancel);
        Assert.Contains($"UID:{world.Event.Id:n}-p1@workshop\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\nDTSTART:20270610T070000Z\r\nDTEND:20270610T072000Z\r\nSUMMARY:Paper 1 on n² <b>\r\n", calendar, StringComparison.Ordinal);
        Assert.StartsWith("@misc{berg2027paper,", await visitor.GetStringAsync(new Uri(world.Public + "/abstracts/1.bib", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.StartsWith("TY  - CPAPER\r\nAU  - van den Berg, Anna\r\n", await visitor.GetStringAsync(new Uri(world.Public + "/abstracts/1.ris", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, world.Public + "/abstracts/1.doc"));
    }

    [Fact]
    public async Task An_invited_talk_has_a_page_a_break_has_none()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var starts = world.Event.Timeline.Begins.AddHours(9);
        var session = Session.Create(world.Event.Id, new SessionContent("Keynote", SessionKind.Keynote, starts, starts.AddHours(2), "Hall", "")).Value!;
        var talk = session.AddSlot(new SlotContent(null, "The long view", "Ada Lovelace", "Analytical Society", "We look back.", 45)).Value!;
        var unnamed = session.AddSlot(new SlotContent(null, null, "Grace Hopper", "", "", 45)).Value!;
        await _app.SeedAsync(session);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();

        var page = await visitor.GetDocumentAsync($"{world.Public}/talks/{talk.Id:n}");
        Assert.Equal("The long view", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("Invited talk at", page.QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{world.Event.Id:n}-{talk.Id:n}@workshop", (await visitor.GetStringAsync(new Uri($"{world.Public}/talks/{talk.Id:n}.ics", UriKind.Relative), Cancel)).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var later = await visitor.GetDocumentAsync($"{world.Public}/talks/{unnamed.Id:n}");
        Assert.Equal("Title to be announced", later.QuerySelector("h1")!.TextContent.Trim());
        Assert.Null(later.QuerySelector(".cite"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"{world.Public}/talks/{unnamed.Id:n}.bib"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"{world.Public}/talks/p1"));
    }

    [Fact]
    public async Task What_may_not_be_known_answers_404_everywhere_and_to_everybody()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Everything", SessionKind.Talks, 9, 1, 2, 3);
        using var visitor = _app.Browser();
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        await AssertGoneAsync("unreleased", 1, 2, 3);

        await world.ReleaseProgrammeAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, world.Public + "/abstracts/1"));
        await AssertGoneAsync("rejected, staged, unknown", 4, 5, 99);

        await WithdrawAsync(1);
        await _app.QueryAsync(async db =>
        {
            (await db.Decisions.SingleAsync(decision => decision.SubmissionId == world.Id(2), Cancel)).Decline(_app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        await AssertGoneAsync("withdrawn, declined", 1, 2);
        var list = (await visitor.GetDocumentAsync(world.Public + "/abstracts")).QuerySelector("main")!.TextContent;
        Assert.Contains("Paper 3", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 1", list, StringComparison.Ordinal);

        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync(Cancel)).WithdrawProgramme();
            return await db.SaveChangesAsync(Cancel);
        });
        await AssertGoneAsync("hidden", 3);

        async Task AssertGoneAsync(string why, params int[] numbers)
        {
            foreach (var browser in new[] { visitor, otto })
            {
                foreach (var path in numbers.SelectMany(number => Ends.Select(end => $"{world.Public}/abstracts/{number}{end}")))
                {
                    Assert.True(await StatusAsync(browser, path) == HttpStatusCode.NotFound, $"{why}: {path}");
                }
            }
        }
    }

    [Fact]
    public async Task What_authors_do_not_publish_stands_nowhere_in_the_page()
    {
        var world = await ReleasedAsync();
        using var visitor = _app.Browser();
        Assert.Contains("Bo Second", await visitor.GetStringAsync(new Uri(world.Public + "/abstracts/1", UriKind.Relative), Cancel), StringComparison.Ordinal);
        await _app.QueryAsync(async db =>
        {
            var answer = PresentationAnswer.Open(world.Event.Id, world.Id(1));
            Assert.True(answer.Confirm(new PresentationChoice(ProgrammeWorld.Anna, Abstract: false, Pdf: false, Names: false), [ProgrammeWorld.Anna], Guid.NewGuid(), _app.Clock.Now).Succeeded);
            db.Add(answer);
            return await db.SaveChangesAsync(Cancel);
        });

        foreach (var end in Ends)
        {
            var text = await visitor.GetStringAsync(new Uri($"{world.Public}/abstracts/1{end}", UriKind.Relative), Cancel);
            Assert.Contains("Berg", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Second", text, StringComparison.Ordinal);
            Assert.DoesNotContain("We study", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_asks_as_often_for_three_items_as_for_one()
    {
        Assert.Equal(await CountAsync(1), await CountAsync(1, 2, 3));

        static async Task<int> CountAsync(params int[] numbers)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            await world.SessionAsync("Talks", SessionKind.Talks, 9, numbers);
            await world.ReleaseProgrammeAsync();
            using var visitor = app.Browser();
            return await counter.OfPageAsync(visitor, world.Public + "/abstracts/1") + await counter.OfPageAsync(visitor, world.Public + "/abstracts");
        }
    }

    private async Task<ProgrammeWorld> ReleasedAsync()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2);
        await world.SessionAsync("Posters", SessionKind.Posters, 11, 3);
        await world.ReleaseProgrammeAsync();
        return world;
    }

    private Task<int> WithdrawAsync(int number) => _app.QueryAsync(async db =>
    {
        (await db.Submissions.SingleAsync(s => s.Number == number, Cancel)).Withdraw(_app.Clock.Now);
        return await db.SaveChangesAsync(Cancel);
    });

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }
}
