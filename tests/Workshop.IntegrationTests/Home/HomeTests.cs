using Microsoft.EntityFrameworkCore;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Home;

public sealed class HomeTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_only_event_is_shown_at_once()
    {
        await AdministratorAsync();
        await _app.SeedAsync(Given.Event());
        using var browser = _app.Browser();

        using var response = await browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("/e/theory-of-testing-2027", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Of_several_events_ones_own_come_first()
    {
        await AdministratorAsync();
        var other = Given.Event(Given.Settings("Later Event") with { StartsOn = new DateOnly(2028, 1, 1), EndsOn = new DateOnly(2028, 1, 2) });
        var own = Given.Event();
        await _app.SeedAsync(own, other, Given.Organizer(own, "ada@theory.example"));
        using var browser = await _app.SignedInAsync("ada@theory.example");

        var page = await browser.GetDocumentAsync("/");

        Assert.Equal(["Theory of Testing 2027", "Later Event"], page.QuerySelectorAll(".card h3").Select(heading => heading.TextContent.Trim()));
        Assert.Contains("You: organizer", page.QuerySelector(".card")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 January – 2 January 2028", page.QuerySelectorAll(".card")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_events_an_administrator_is_shown_the_way_to_the_first()
    {
        await AdministratorAsync();
        using var browser = await _app.SignedInAsync("ada@theory.example");

        var page = await browser.GetDocumentAsync("/");

        Assert.Contains("No events yet", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin/events/new", page.QuerySelector(".primary-action a")!.GetAttribute("href"));
    }

    private async Task AdministratorAsync()
    {
        var person = await _app.PersonAsync("Ada Lovelace", "ada@theory.example");
        Assert.Equal(1, await _app.QueryAsync(db => db.People.Where(found => found.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.IsAdministrator, true))));
    }
}
