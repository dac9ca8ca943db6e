using System.Net;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>Anybody can write anybody's address into their account. Until its owner confirms it, that must not tell who wrote what.</summary>
public sealed class ClaimedAddressTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_reviewer_who_claims_an_authors_address_does_not_learn_what_the_author_wrote()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var before = await TitlesAsync(anna, world);

        using var claimed = await anna.SubmitFormAsync("/account/emails", new Dictionary<string, string?> { ["Input.Address"] = ReviewingWorld.Cleo }, "#add");

        Assert.Equal(HttpStatusCode.Redirect, claimed.StatusCode);
        Assert.Equal(3, before.Count);
        Assert.Equal(before, await TitlesAsync(anna, world));
        Assert.Contains(world.Papers[0].Title, await anna.ReadAsync($"{world.Root}/reviews"), StringComparison.Ordinal);
        using var paper = await anna.FetchAsync($"{world.Root}/reviews/{assignment.Id}/paper.pdf");
        Assert.Equal(HttpStatusCode.OK, paper.StatusCode);
    }

    [Fact]
    public async Task An_address_at_which_the_organizers_invited_somebody_keeps_its_papers_away_without_being_confirmed()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var dora = await _app.PersonAsync("Dora", "dora@private.example");
        await _app.SeedAsync(Given.Reviewer(world.Event, dora, ReviewingWorld.Cleo));
        var browser = await _app.SignedInAsync("dora@private.example");

        Assert.Equal([world.Papers[1].Title], await TitlesAsync(browser, world));
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(HttpClient browser, ReviewingWorld world)
    {
        var page = await browser.GetDocumentAsync($"{world.Root}/reviews/conflicts");
        return [.. page.QuerySelectorAll(".cards .paper-title .maths").Select(title => title.TextContent.Trim())];
    }
}
