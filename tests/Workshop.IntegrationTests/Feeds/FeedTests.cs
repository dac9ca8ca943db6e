using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.IntegrationTests.Programme;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Feeds;

public sealed partial class FeedTests : IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task News_come_as_they_become_public()
    {
        var e = Given.Event(Given.Settings() with { SubmissionsOpen = WorkshopApp.Start.AddDays(1) });
        await _app.SeedAsync(e);
        using var reader = _app.Browser();
        Assert.Empty(await TitlesAsync(reader, e));

        _app.Clock.Now = e.SubmissionsOpen;
        Assert.Equal(["Theory of Testing 2027: call for abstracts"], await TitlesAsync(reader, e));

        await _app.SeedAsync(DeadlineRecord.Of(e.Id, e.SubmissionsClose.AddDays(-7), WorkshopApp.Start), DeadlineRecord.Of(e.Id, e.SubmissionsClose, e.SubmissionsOpen.AddDays(3)));
        _app.Clock.Now = e.SubmissionsOpen.AddDays(3).AddMinutes(29);
        Assert.Single(await TitlesAsync(reader, e));
        _app.Clock.Now = e.SubmissionsOpen.AddDays(3).AddMinutes(30);
        Assert.Equal($"Theory of Testing 2027: deadline extended, {EventDays.SayDeadline(e.SubmissionsClose, e.DeadlineZone)}", (await TitlesAsync(reader, e))[0]);
    }

    [Fact]
    public async Task A_release_that_waits_and_a_hidden_programme_are_no_news()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2);
        await _app.QueryAsync(async db =>
        {
            var e = await db.Events.SingleAsync(Cancel);
            e.UndoReleaseOfDecisions(null);
            e.ReleaseDecisions(_app.Clock.Now.AddMinutes(10));
            return await db.SaveChangesAsync(Cancel);
        });
        using var reader = _app.Browser();
        Assert.DoesNotContain(await TitlesAsync(reader, world.Event), title => title.Contains("decisions", StringComparison.Ordinal));
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("Theory of Testing 2027: the decisions are out", await TitlesAsync(reader, world.Event));

        await world.ReleaseProgrammeAsync();
        var feed = await FeedAsync(reader, $"/e/{world.Event.Slug}/feed.atom");
        var programme = Assert.Single(feed.Root!.Elements(Atom + "entry"), entry => entry.Element(Atom + "title")!.Value == "Theory of Testing 2027: the programme is out");
        Assert.Contains($"{world.Public}/abstracts/1\">Paper 1 on n&#xB2; &lt;b&gt;</a> Anna van den Berg, Bo Second", programme.Element(Atom + "content")!.Value, StringComparison.Ordinal);

        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync(Cancel)).WithdrawProgramme();
            return await db.SaveChangesAsync(Cancel);
        });
        var hidden = await reader.GetStringAsync(new Uri($"/e/{world.Event.Slug}/feed.atom", UriKind.Relative), Cancel);
        Assert.DoesNotContain("programme", hidden, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Paper 1", hidden, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unchanged_answers_304_and_a_change_the_whole_again()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1);
        using var reader = _app.Browser();
        foreach (var path in new[] { $"/e/{world.Event.Slug}/feed.atom", "/feed.atom" })
        {
            using var first = await reader.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var unchanged = await reader.SendAsync(again, Cancel);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Equal("application/atom+xml", first.Content.Headers.ContentType!.MediaType);
        }

        using var before = await reader.GetAsync(new Uri("/feed.atom", UriKind.Relative), Cancel);
        await world.ReleaseProgrammeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feed.atom");
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        using var changed = await reader.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Every_feed_is_valid_and_keeps_its_ids()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2, 3);
        await world.ReleaseProgrammeAsync();
        await world.ReleaseProgrammeAsync();
        await _app.SeedAsync(Given.Event(Given.Settings("Hostile <b> & \u0001 ]]> \"name\" 🦄 2027")));
        using var reader = _app.Browser();

        var ids = new List<string>();
        foreach (var path in new[] { $"/e/{world.Event.Slug}/feed.atom", "/feed.atom", $"/e/{WorkshopEvent.SlugFor("Hostile <b> & \u0001 ]]> \"name\" 🦄 2027")}/feed.atom" })
        {
            var feed = await FeedAsync(reader, path);
            AssertValid(feed, path);
            ids.AddRange(feed.Descendants(Atom + "id").Select(id => id.Value));
            Assert.Equal(feed.Descendants(Atom + "id").Select(id => id.Value), (await FeedAsync(reader, path)).Descendants(Atom + "id").Select(id => id.Value));
        }

        Assert.Contains(ids, id => id.EndsWith("/programme/2", StringComparison.Ordinal));
        var page = await reader.GetDocumentAsync($"/e/{world.Event.Slug}");
        Assert.EndsWith($"/e/{world.Event.Slug}/feed.atom", page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sitemap_lists_what_is_public_and_nothing_else()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2);
        using var crawler = _app.Browser();
        Assert.Equal(["/", $"/e/{world.Event.Slug}"], await PathsAsync());

        await world.ReleaseProgrammeAsync();
        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 2, Cancel)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal(["/", $"/e/{world.Event.Slug}", world.Public, world.Public + "/abstracts", world.Public + "/abstracts/1"], await PathsAsync());
        Assert.Contains("/sitemap.xml", await crawler.GetStringAsync(new Uri("/robots.txt", UriKind.Relative), Cancel), StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> PathsAsync()
        {
            var map = XDocument.Parse(await crawler.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative), Cancel));
            return [.. map.Descendants().Where(element => element.Name.LocalName == "loc").Select(element => new Uri(element.Value).AbsolutePath)];
        }
    }

    [Fact]
    public async Task A_feed_asks_as_often_for_three_versions_as_for_one()
    {
        Assert.Equal(await CountAsync(1), await CountAsync(3));

        static async Task<int> CountAsync(int versions)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2, 3);
            for (var i = 0; i < versions; i++)
            {
                await world.ReleaseProgrammeAsync();
            }

            using var reader = app.Browser();
            return await counter.OfPageAsync(reader, $"/e/{world.Event.Slug}/feed.atom") + await counter.OfPageAsync(reader, "/feed.atom");
        }
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(HttpClient reader, WorkshopEvent e) =>
        [.. (await FeedAsync(reader, $"/e/{e.Slug}/feed.atom")).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)];

    private static async Task<XDocument> FeedAsync(HttpClient reader, string path)
    {
        await using var stream = await reader.GetStreamAsync(new Uri(path, UriKind.Relative), Cancel);
        return await XDocument.LoadAsync(stream, LoadOptions.None, Cancel);
    }

    /// <summary>The rules of RFC 4287 that a writer can break: sections 4.1.1, 4.1.2, 3.3, 4.2.6, 4.2.7.</summary>
    private static void AssertValid(XDocument feed, string path)
    {
        var root = feed.Root!;
        Assert.Equal(Atom + "feed", root.Name);
        Assert.All(root.DescendantsAndSelf(), element => Assert.Equal(Atom, element.Name.Namespace));
        AssertOnce(root, "id", "title", "updated", "author");
        Assert.EndsWith(path, root.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value, StringComparison.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal) { Tag(root) };
        foreach (var entry in root.Elements(Atom + "entry"))
        {
            AssertOnce(entry, "id", "title", "updated", "published");
            Assert.True(ids.Add(Tag(entry)), "Two entries have one id.");
            Assert.Single(entry.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "alternate" && Uri.IsWellFormedUriString(link.Attribute("href")!.Value, UriKind.Absolute));
            Assert.True(Instant(entry, "updated") >= Instant(entry, "published"));
            Assert.True(Instant(root, "updated") >= Instant(entry, "updated"));
        }

        static void AssertOnce(XElement parent, params string[] names) => Assert.All(names, name => Assert.Single(parent.Elements(Atom + name)));

        static string Tag(XElement parent)
        {
            var id = parent.Element(Atom + "id")!.Value;
            Assert.Matches(TagUri(), id);
            return id;
        }

        static DateTimeOffset Instant(XElement parent, string name) => DateTimeOffset.ParseExact(parent.Element(Atom + name)!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    /// <summary>RFC 4151, section 2.1.</summary>
    [GeneratedRegex(@"^tag:[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[A-Za-z0-9/_.-]+$")]
    private static partial Regex TagUri();
}
