using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class HistoryTests
{
    private const string Olga = "olga@else.example";

    [Fact]
    public async Task The_history_shows_word_by_word_what_changed_with_every_pdf()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync("Bounds on trees");
        using var changed = await world.Browser.SubmitFormAsync(
            $"{address}/edit",
            new Dictionary<string, string?> { ["Input.Title"] = "Bounds on forests", ["Input.Authors.Rows[1].Name"] = "Émile", ["Input.Authors.Rows[1].Email"] = "emile@ens.example" },
            button: "Save changes",
            files: [AuthorsWorld.File(AuthorsWorld.Pdf(1), "better.pdf")]);
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var same = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes");

        var page = await world.Browser.GetDocumentAsync($"{address}/history");

        Assert.Equal(["Changed, with a new PDF", "Submitted"], page.QuerySelectorAll("ol.changes h2").Select(heading => heading.TextContent));
        Assert.Equal(("trees", "forests"), (page.QuerySelector("dd del")!.TextContent, page.QuerySelector("dd ins")!.TextContent));
        Assert.Equal("Émile is author 2", string.Join(' ', page.QuerySelector(".author-changes li")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["better.pdf", "paper.pdf"], page.QuerySelectorAll("a[href*='/versions/']").Select(link => link.TextContent));
        foreach (var link in page.QuerySelectorAll("a[href*='/versions/'], a[href*='/receipts/']").OfType<IHtmlAnchorElement>())
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(world.Browser, link.GetAttribute("href")!));
        }
    }

    /// <summary>Roles × conflict: who is neither an author nor an organizer in charge finds neither the history nor a file of it.</summary>
    [Fact]
    public async Task History_receipts_and_files_are_for_authors_and_organizers_in_charge_only()
    {
        await using var world = await AuthorsWorld.StartAsync(Given.Settings() with { DoubleBlind = false });
        var address = await world.SubmittedAsync();
        var submission = Assert.Single(await world.SubmissionsAsync());
        var reviewer = await world.App.PersonAsync("Rita", "rita@else.example");
        var conflicted = await world.App.PersonAsync("Omar", "omar@else.example");
        await world.App.PersonAsync("Olga", Olga);
        await world.App.PersonAsync("Stranger", "stranger@else.example");
        var asReviewer = Given.Reviewer(world.Event, reviewer, "rita@else.example");
        await world.App.SeedAsync(
            Given.Organizer(world.Event, Olga),
            Given.Organizer(world.Event, "omar@else.example"),
            asReviewer,
            new ReviewAssignment { EventId = world.Event.Id, SubmissionId = submission.Id, ReviewerId = asReviewer.Id, AssignedAt = WorkshopApp.Start },
            new Conflict { EventId = world.Event.Id, SubmissionId = submission.Id, PersonId = conflicted.Id, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = conflicted.Id, RecordedAt = WorkshopApp.Start });
        string[] paths = [$"{address}/history", $"{address}/receipts/1", $"{address}/versions/{submission.Versions[0].Id}"];

        foreach (var (who, expected) in new[] { (AuthorsWorld.Ada, HttpStatusCode.OK), (Olga, HttpStatusCode.OK), ("omar@else.example", HttpStatusCode.NotFound), ("rita@else.example", HttpStatusCode.NotFound), ("stranger@else.example", HttpStatusCode.NotFound) })
        {
            using var browser = await world.App.SignedInAsync(who);
            foreach (var path in paths)
            {
                Assert.True(expected == await StatusAsync(browser, path), $"{who} at {path}");
            }
        }
    }

    [Fact]
    public async Task An_organizer_changes_it_for_the_authors_after_the_deadline_and_they_are_shown_what()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync("Bounds on trees");
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        world.App.Clock.Now = world.Event.SubmissionsClose.AddHours(1);
        using var olga = await world.App.SignedInAsync(Olga);
        var id = Assert.Single(await world.SubmissionsAsync()).Id;
        var page = $"/e/{world.Event.Slug}/organize/submissions/{id}/edit";

        using var without = await olga.SubmitFormAsync(page, new Dictionary<string, string?> { ["Input.Title"] = "Bounds on forests" }, button: "Save changes");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal("Bounds on forests", (await without.DocumentAsync()).Value("Input.Title"));
        using var changed = await olga.SubmitFormAsync(page, new Dictionary<string, string?> { ["Input.Title"] = "Bounds on forests", ["Note"] = "You asked for it." }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal("Bounds on forests", Assert.Single(await world.SubmissionsAsync()).Title);
        var mail = Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.changed-on-behalf");
        Assert.Equal(AuthorsWorld.Ada, mail.NormalizedTo);
        Assert.Contains("You asked for it.\n\nTitle\n  before: Bounds on trees\n  now:    Bounds on forests\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("by an organizer on behalf of its authors", (await world.AllAsync<AuditEntry>()).Where(entry => entry.SubmissionId == id).MaxBy(entry => entry.At)!.Detail, StringComparison.Ordinal);
        using var ada = await world.App.SignedInAsync(AuthorsWorld.Ada);
        var history = (await ada.GetDocumentAsync($"{address}/history")).Words();
        Assert.Contains("by the organizers “You asked for it.”", history, StringComparison.Ordinal);
        Assert.DoesNotContain("Olga", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_organizer_changes_or_withdraws_their_own_submission_that_way()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.SubmittedAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, AuthorsWorld.Ada));
        var id = Assert.Single(await world.SubmissionsAsync()).Id;

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(world.Browser, $"/e/{world.Event.Slug}/organize/submissions/{id}/edit"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(world.Browser, $"/e/{world.Event.Slug}/organize/submissions/{id}"));
    }

    [Fact]
    public async Task What_organizers_withdrew_with_a_reason_only_organizers_take_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        using var olga = await world.App.SignedInAsync(Olga);
        var page = $"/e/{world.Event.Slug}/organize/submissions/{Assert.Single(await world.SubmissionsAsync()).Id}";

        using var without = await olga.SubmitFormAsync(page, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var withdrawn = await olga.SubmitFormAsync(page, new Dictionary<string, string?> { ["Reason"] = "Out of scope." }, "form[action$='Withdraw']");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Contains("by the organizers. The reason:\n\nOut of scope.", Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.withdrawn").Body, StringComparison.Ordinal);
        Assert.Null((await world.Browser.GetDocumentAsync(address)).QuerySelector("form[action$='Restore']"));

        using var restored = await olga.SubmitFormAsync(page, new Dictionary<string, string?> { ["Reason"] = "It is in scope." }, "form[action$='Restore']");
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
        var history = await world.Browser.GetDocumentAsync($"{address}/history");
        Assert.Equal(["Submitted again", "Withdrawn", "Submitted"], history.QuerySelectorAll("ol.changes h2").Select(heading => heading.TextContent));
    }

    [Fact]
    public async Task What_was_submitted_before_histories_were_kept_begins_with_how_it_stood()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var file = StoredFile.Of(AuthorsWorld.Pdf(2), WorkshopApp.Start);
        var old = Given.Submitted(world.Event, 1, world.Author, file, "Old title", ("Ada Ångström", AuthorsWorld.Ada));
        await world.App.SeedAsync(file, old);

        using var changed = await world.Browser.SubmitFormAsync($"{world.Root}/{old.Id}/edit", new Dictionary<string, string?> { ["Input.Title"] = "New title" }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/{old.Id}/history");
        Assert.Equal(["Changed", "Submitted before its history was kept"], page.QuerySelectorAll("ol.changes h2").Select(heading => heading.TextContent));
        Assert.Equal("Old", page.QuerySelector("dd del")!.TextContent.Trim());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
