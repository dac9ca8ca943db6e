using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Exports;

public sealed class PublicFileTests : IDisposable
{
    private static readonly string[] Files = ["schedule.xml", "schedule.json", "programme.json", "programme.csv", "citations.bib", "citations.ris", "embed"];

    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task They_are_there_while_the_programme_is_public_and_for_nobody_else_before()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        using var visitor = _app.Browser();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        await AllAnswerAsync(HttpStatusCode.NotFound);
        await world.ReleaseProgrammeAsync();
        await AllAnswerAsync(HttpStatusCode.OK);
        await _app.QueryAsync(async db =>
        {
            (await db.Events.SingleAsync(Cancel)).WithdrawProgramme();
            return await db.SaveChangesAsync(Cancel);
        });
        await AllAnswerAsync(HttpStatusCode.NotFound);

        async Task AllAnswerAsync(HttpStatusCode expected)
        {
            foreach (var browser in new[] { visitor, otto })
            {
                foreach (var file in Files)
                {
                    using var response = await browser.GetAsync(new Uri($"{world.Public}/{file}", UriKind.Relative), Cancel);
                    Assert.True(expected == response.StatusCode, $"{file}: {response.StatusCode}");
                }
            }
        }
    }

    [Fact]
    public async Task They_say_what_is_published_and_nothing_else()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        foreach (var file in Files)
        {
            var text = await TextAsync(visitor, $"{world.Public}/{file}");
            Assert.Equal(text, await TextAsync(otto, $"{world.Public}/{file}"));
            Assert.Contains("Paper 3", text, StringComparison.Ordinal);
            Assert.Contains("Otto", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Second3", text, StringComparison.Ordinal);
            Assert.DoesNotContain("We study Paper 3", text, StringComparison.Ordinal);
            Assert.DoesNotContain("papers/3", text, StringComparison.Ordinal);
            foreach (var secret in (string[])["Paper 4", "Paper 5", "review-of", "secret-of", "Note on", "@uni.example", "@chairs.example"])
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
        }

        Assert.Contains("/programme/papers/1", await TextAsync(visitor, $"{world.Public}/schedule.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_vanishes_from_the_current_and_from_older_versions()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        await world.SessionAsync("Dinner", Domain.Programme.SessionKind.Social, 18);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();
        Assert.DoesNotContain("Dinner", await TextAsync(visitor, $"{world.Public}/schedule.xml?version=1"), StringComparison.Ordinal);
        Assert.Contains("Dinner", await TextAsync(visitor, $"{world.Public}/schedule.xml"), StringComparison.Ordinal);

        await _app.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Number == 3, Cancel)).Withdraw(_app.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });

        foreach (var file in Files)
        {
            foreach (var version in (string[])["", "?version=1"])
            {
                Assert.DoesNotContain("Paper 3", await TextAsync(visitor, $"{world.Public}/{file}{version}"), StringComparison.Ordinal);
            }
        }

        using var none = await visitor.GetAsync(new Uri($"{world.Public}/schedule.xml?version=3", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Hostile_text_arrives_as_it_was_typed()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();
        var said = ExportsWorld.Hostile.Replace("\\%", "%", StringComparison.Ordinal);

        var xml = XDocument.Parse(await TextAsync(visitor, $"{world.Public}/schedule.xml"));
        Assert.Equal(said, xml.Descendants("event").Single(e => e.Attribute("id")!.Value == "1").Element("title")!.Value);
        using var json = JsonDocument.Parse(await TextAsync(visitor, $"{world.Public}/programme.json"));
        var item = json.RootElement.GetProperty("sessions")[0].GetProperty("items")[0];
        Assert.Equal(ExportsWorld.Hostile, item.GetProperty("title").GetString());
        Assert.Equal($"http://localhost/e/{world.Event.Slug}/programme/abstracts/1", item.GetProperty("url").GetString());
        Assert.EndsWith("/programme/papers/1", item.GetProperty("paper").GetString(), StringComparison.Ordinal);

        var csv = await BytesAsync(visitor, $"{world.Public}/programme.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var cell = "\"'" + ExportsWorld.Hostile.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        Assert.Contains(cell, Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Equal(csv[3..], await BytesAsync(visitor, $"{world.Public}/programme.csv?bom=no"));

        Assert.Contains("$n^2$", await TextAsync(visitor, $"{world.Public}/citations.bib"), StringComparison.Ordinal);
        Assert.Contains($"TI  - {said}\r\n", await TextAsync(visitor, $"{world.Public}/citations.ris"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apps_of_other_sites_may_read_them_and_need_not_read_twice()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();

        using var first = await visitor.GetAsync(new Uri($"{world.Public}/schedule.json", UriKind.Relative), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{world.Public}/schedule.json", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await visitor.SendAsync(request, Cancel);

        Assert.Equal(["*"], first.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Empty(CookiesOf(first));
        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Other_sites_may_frame_the_programme_and_nothing_else()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var visitor = _app.Browser();

        using var embed = await visitor.GetAsync(new Uri($"{world.Public}/embed", UriKind.Relative), Cancel);
        using var page = await visitor.GetAsync(new Uri(world.Public, UriKind.Relative), Cancel);

        var policy = Assert.Single(embed.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors *", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.False(embed.Headers.Contains("X-Frame-Options"));
        Assert.Empty(CookiesOf(embed));
        Assert.Contains("frame-ancestors 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("X-Frame-Options"));

        var document = await embed.DocumentAsync();
        Assert.Empty(document.QuerySelectorAll("form, b, iframe"));
        Assert.Equal(ExportsWorld.Hostile.Replace("\\%", "%", StringComparison.Ordinal), document.QuerySelector("#p1 a")!.TextContent);
        Assert.All(document.QuerySelectorAll(".items a"), link => Assert.Equal("_blank", link.GetAttribute("target")));
        foreach (var asset in document.QuerySelectorAll("script[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!))
        {
            using var served = await visitor.GetAsync(new Uri(asset, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }
    }

    /// <summary>An empty one takes a cookie back.</summary>
    private static IEnumerable<string> CookiesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Where(cookie => !cookie.Contains("=;", StringComparison.Ordinal)) : [];

    private static async Task<string> TextAsync(HttpClient browser, string path) => Encoding.UTF8.GetString(await BytesAsync(browser, path));

    private static async Task<byte[]> BytesAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }
}
