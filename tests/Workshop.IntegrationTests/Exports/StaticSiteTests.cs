using System.IO.Compression;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Exports;

public sealed class StaticSiteTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("site.zip", false)]
    [InlineData("site.zip?papers=yes", true)]
    public async Task Every_link_leads_to_something_inside(string file, bool withPapers)
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        using var zip = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/{file}");
        var files = zip.Entries.Select(entry => entry.FullName).ToHashSet();
        var pages = files.Where(name => name.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(name => name, name => Read(zip, name));

        Assert.Superset(new HashSet<string> { "index.html", "programme.html", "authors.html", "changes.html", "embed.html", "README.txt", "abstracts/p1.html", "abstracts/p2.html", "abstracts/p3.html", "data/schedule.xml", "assets/site.css" }, files);
        Assert.DoesNotContain("abstracts/p4.html", files);
        Assert.Equal(withPapers ? 1 : 0, files.Count(name => name.StartsWith("papers/", StringComparison.Ordinal)));
        var followed = 0;
        foreach (var (name, page) in pages)
        {
            foreach (var element in page.QuerySelectorAll("[href], [src]"))
            {
                var target = element.GetAttribute("href") ?? element.GetAttribute("src")!;
                if (target.StartsWith("mailto:", StringComparison.Ordinal))
                {
                    continue;
                }

                var resolved = new Uri(new Uri("file:///site/" + name), target);
                Assert.Equal("file", resolved.Scheme);
                Assert.StartsWith("/site/", resolved.AbsolutePath, StringComparison.Ordinal);
                var path = Uri.UnescapeDataString(resolved.AbsolutePath["/site/".Length..]);
                if (!files.Contains(path))
                {
                    Assert.Fail($"{name} leads to {target}, which is not there.");
                }

                if (resolved.Fragment.Length > 1 && pages.TryGetValue(path, out var other))
                {
                    Assert.NotNull(other.GetElementById(resolved.Fragment[1..]));
                }

                followed++;
            }
        }

        Assert.True(followed > 50, $"{followed} links");
    }

    [Fact]
    public async Task Nothing_is_loaded_from_elsewhere_and_nothing_typed_becomes_markup()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        using var zip = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/site.zip");

        var page = Read(zip, "abstracts/p1.html");
        Assert.Equal(ExportsWorld.Hostile.Replace("\\%", "%", StringComparison.Ordinal), page.QuerySelector("h1")!.TextContent);
        Assert.Equal("$n^2$", page.QuerySelector("h1 .formula")!.TextContent);
        Assert.All(page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src")));
        Assert.Empty(Read(zip, "index.html").QuerySelectorAll(".call-text script"));
        Assert.Contains("alert(1)", Read(zip, "index.html").QuerySelector(".call-text table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Zofia Żółkiewicz, Bo Second1", page.QuerySelector(".authors")!.TextContent);
        Assert.Contains("zolkiewicz2027", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Thursday 10 June 2027, 09:00–09:20, Copenhagen time", page.QuerySelector(".facts dd")!.TextContent);

        var style = ExportsWorld.Text(zip, "assets/katex.min.css");
        Assert.DoesNotContain("url(fonts", style, StringComparison.Ordinal);
        Assert.Contains("url(data:font/woff2;base64,", style, StringComparison.Ordinal);
        Assert.DoesNotContain("http", ExportsWorld.Text(zip, "assets/site.css"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_is_public_and_nothing_else()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        using var zip = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/site.zip?papers=yes");

        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.StartsWith("assets/", StringComparison.Ordinal)))
        {
            var text = ExportsWorld.Text(zip, entry.FullName);
            foreach (var secret in (string[])["Paper 4", "Paper 5", "Second3", "We study Paper 3", "review-of", "secret-of", "Note on", "@uni.example", "@chairs.example", "reviewed", "final 3"])
            {
                if (text.Contains(secret, StringComparison.Ordinal))
                {
                    Assert.Fail($"{entry.FullName} says {secret}.");
                }
            }
        }
    }

    [Fact]
    public async Task Before_the_programme_is_public_there_is_the_call_alone()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        using var zip = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/site.zip");

        Assert.Equal(["index.html"], zip.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".html", StringComparison.Ordinal)));
        var page = Read(zip, "index.html");
        Assert.Equal(["Call"], page.QuerySelectorAll("header nav a").Select(link => link.TextContent));
        Assert.Contains("Submission deadline", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_programme_makes_the_same_bytes()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        var address = new Uri($"{world.Exports}/site.zip?papers=yes", UriKind.Relative);

        var first = await otto.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        _app.Clock.Now = _app.Clock.Now.AddDays(1);

        Assert.Equal(first, await otto.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
    }

    private static IHtmlDocument Read(ZipArchive zip, string name) => new HtmlParser().ParseDocument(ExportsWorld.Text(zip, name));
}
