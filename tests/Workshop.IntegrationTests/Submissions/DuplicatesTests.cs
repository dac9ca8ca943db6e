using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class DuplicatesTests
{
    private const string Olga = "olga@else.example";

    [Fact]
    public async Task The_same_title_and_pdf_are_shown_to_organizers_and_dismissed_for_good()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.SubmittedAsync("Bounds on trees");
        using var second = await world.NewAsync("Submit", AuthorsWorld.Pdf(2, "Bounds on trees"), world.Paper("BOUNDS on Trees."));
        await world.SubmittedAsync("Something else");
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        using var olga = await world.App.SignedInAsync(Olga);
        var root = $"/e/{world.Event.Slug}/organize/submissions";

        var list = await olga.GetDocumentAsync($"{root}?show=duplicates");
        Assert.Equal(["Bounds on trees", "BOUNDS on Trees."], list.QuerySelectorAll("a.paper-title").Select(link => link.TextContent));
        Assert.Contains("May be #2: the same title and the same PDF", list.Words(), StringComparison.Ordinal);
        foreach (var page in (string[])[world.Root, second.Headers.Location!.ToString()])
        {
            Assert.DoesNotContain("uplicate", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        }

        var first = (await world.SubmissionsAsync())[0].Id;
        using var dismissed = await olga.SubmitFormAsync($"{root}/{first}", new Dictionary<string, string?>(), "form[action$='Duplicate']", "Not a duplicate");
        Assert.Equal(HttpStatusCode.Redirect, dismissed.StatusCode);
        Assert.Empty((await olga.GetDocumentAsync($"{root}?show=duplicates")).QuerySelectorAll("a.paper-title"));
        using var again = await olga.SubmitFormAsync($"{root}?show=duplicates", new Dictionary<string, string?>(), "form[action$='Duplicates']");
        Assert.Empty((await olga.GetDocumentAsync($"{root}?show=duplicates")).QuerySelectorAll("a.paper-title"));
    }

    [Fact]
    public async Task An_organizer_who_may_not_see_one_of_the_two_learns_of_neither_hint_nor_paper()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.SubmittedAsync("Bounds on trees");
        await world.SubmittedAsync("Bounds on trees");
        var omar = await world.App.PersonAsync("Omar", "omar@else.example");
        var hidden = (await world.SubmissionsAsync())[1];
        await world.App.SeedAsync(
            Given.Organizer(world.Event, "omar@else.example"),
            new Conflict { EventId = world.Event.Id, SubmissionId = hidden.Id, PersonId = omar.Id, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = omar.Id, RecordedAt = WorkshopApp.Start });
        Assert.Single(await world.AllAsync<DuplicateHint>());
        using var browser = await world.App.SignedInAsync("omar@else.example");
        var root = $"/e/{world.Event.Slug}/organize/submissions";
        var first = (await world.SubmissionsAsync())[0];

        Assert.DoesNotContain("uplicate", (await browser.GetDocumentAsync(root)).Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("uplicate", (await browser.GetDocumentAsync($"{root}/{first.Id}")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hint_goes_when_the_two_differ_and_says_nothing_of_withdrawn_ones_and_drafts()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        using var olga = await world.App.SignedInAsync(Olga);
        using var draft = await world.NewAsync("Save draft", null, world.Paper("Bounds on trees"));
        using var first = await world.NewAsync("Submit", AuthorsWorld.Pdf(2, "One"), world.Paper("Bounds on trees"));
        Assert.Empty(await world.AllAsync<DuplicateHint>());
        using var second = await world.NewAsync("Submit", AuthorsWorld.Pdf(2, "Two"), world.Paper("Bounds on trees"));
        Assert.Single(await world.AllAsync<DuplicateHint>());

        var address = second.Headers.Location!.ToString();
        using var withdrawn = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Empty((await olga.GetDocumentAsync($"/e/{world.Event.Slug}/organize/submissions?show=duplicates")).QuerySelectorAll("a.paper-title"));
        using var restored = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Restore']");
        using var changed = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Quite different" }, button: "Save changes");
        Assert.Empty(await world.AllAsync<DuplicateHint>());
    }
}
