using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Domain;
using Workshop.Testing;
using Workshop.Web.Features.Cards;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.IntegrationTests.Cards;

/// <summary>The picture beside links, drawn by the real Chromium and without one.</summary>
public sealed class CardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Theory of Testing 2027")]
    [InlineData("A very long name of a workshop on the Theory of Everything That Can Be Tested, 説明可能な人工知能, and <script>alert(1)</script> 🦄, with a second line, and then a third one, and more")]
    public async Task A_card_is_drawn_once_for_the_same_facts(string name)
    {
        using var app = new WorkshopApp();
        var e = Given.Event(Given.Settings(name));
        await app.SeedAsync(e);
        using var visitor = app.Browser();
        byte[]? picture = null;

        // A busy machine may take longer than a visitor is made to wait; then the next one gets it.
        for (var attempt = 0; attempt < 10 && picture is null; attempt++)
        {
            using var answer = await visitor.GetAsync(new Uri($"/e/{e.Slug}/card.png", UriKind.Relative), Cancel);
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            picture = answer.Headers.ETag is null ? null : await answer.Content.ReadAsByteArrayAsync(Cancel);
        }

        Assert.Equal((1200, 630), PageImages.SizeOf(picture));
        using var first = await visitor.GetAsync(new Uri($"/e/{e.Slug}/card.png", UriKind.Relative), Cancel);
        Assert.Equal(picture, await first.Content.ReadAsByteArrayAsync(Cancel));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/e/{e.Slug}/card.png");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await visitor.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Without_chromium_there_is_a_picture_too_and_no_browser_is_started_for_every_visitor()
    {
        var printer = new NoPrinter();
        using var app = new WorkshopApp().With(services => services.Replace(ServiceDescriptor.Singleton<IPdfPrinter>(printer)));
        var e = Given.Event();
        await app.SeedAsync(e);
        using var visitor = app.Browser();

        for (var i = 0; i < 3; i++)
        {
            using var answer = await visitor.GetAsync(new Uri($"/e/{e.Slug}/card.png", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal((1200, 630), PageImages.SizeOf(await answer.Content.ReadAsByteArrayAsync(Cancel)));
        }

        Assert.Equal(1, printer.Times);
    }

    [Fact]
    public void Other_facts_are_another_picture()
    {
        var facts = new CardFacts("Name", "10 June 2027", "Copenhagen", "The programme is out");

        Assert.Equal(facts.Key, (facts with { }).Key);
        Assert.Distinct([facts.Key, (facts with { Name = "Other" }).Key, (facts with { Days = "" }).Key, (facts with { Venue = "" }).Key, (facts with { Due = "" }).Key]);
    }

    private sealed class NoPrinter : IPdfPrinter
    {
        public int Times { get; private set; }

        public Task<Outcome<PrintedPdf>> PrintAsync(Func<PageNumbers, string> layout, Func<int, Task> onPass, CancellationToken cancel) => Task.FromResult<Outcome<PrintedPdf>>(Asked());

        public Task<Outcome<byte[]>> PrintFirstPageAsync(string html, CancellationToken cancel) => Task.FromResult<Outcome<byte[]>>(Asked());

        private Refusal Asked()
        {
            Times++;
            return new Refusal("print.no-browser", "There is none.");
        }
    }
}
