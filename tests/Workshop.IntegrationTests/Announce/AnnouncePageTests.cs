using System.Globalization;
using System.Net;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Announce;

public sealed class AnnouncePageTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Texts_fit_whatever_the_event_is_called()
    {
        var e = Given.Event(Given.Settings(string.Join(' ', Enumerable.Repeat("Theorie der 説明可能な <b> 👩‍🔬", 6))) with { Venue = "Room " + new string('r', 150) + ", Århus" });
        await _app.SeedAsync(e, Given.Organizer(e, "otto@chairs.example"));
        await _app.PersonAsync("Otto", "otto@chairs.example");
        using var otto = await _app.SignedInAsync("otto@chairs.example");
        using var visitor = _app.Browser();

        var page = await otto.GetDocumentAsync($"/e/{e.Slug}/organize/announce");

        var texts = page.QuerySelectorAll(".announcement textarea:not(.source)").Select(area => area.TextContent).ToList();
        Assert.Equal(5, texts.Count);
        Assert.All(texts, text => Assert.InRange(new StringInfo(text).LengthInTextElements, 60, 300));
        Assert.All(texts, text => Assert.Contains($"/e/{e.Slug}", text, StringComparison.Ordinal));
        Assert.Equal(texts.Select(text => $"{new StringInfo(text).LengthInTextElements} of 300 characters"), page.QuerySelectorAll(".announcement .numbers").Select(count => count.TextContent));
        Assert.Equal("The call is open now", page.QuerySelector(".announcement h2")!.TextContent.Trim());
        Assert.Contains("Call for abstracts: Theorie der", page.QuerySelector("#mailing-list-text")!.TextContent, StringComparison.Ordinal);
        using var refused = await visitor.GetAsync(new Uri($"/e/{e.Slug}/organize/announce", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task The_call_tells_social_networks_name_date_place_and_deadline()
    {
        var e = Given.Event();
        await _app.SeedAsync(e);
        using var visitor = _app.Browser();

        var page = await visitor.GetDocumentAsync($"/e/{e.Slug}");

        string? Property(string name) => page.QuerySelector($"meta[property='{name}']")?.GetAttribute("content");
        Assert.Equal("Theory of Testing 2027: call for abstracts", Property("og:title"));
        Assert.Equal("10 June 2027, Room 1, Old Observatory, Copenhagen. Submit by Tue 2 Mar 2027, 21:00 AoE.", Property("og:description"));
        Assert.EndsWith($"/e/{e.Slug}", Property("og:url"), StringComparison.Ordinal);
        Assert.StartsWith("http", Property("og:image"), StringComparison.Ordinal);
        Assert.Equal("summary_large_image", page.QuerySelector("meta[name='twitter:card']")!.GetAttribute("content"));
    }
}
