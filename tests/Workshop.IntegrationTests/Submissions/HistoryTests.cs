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
        using var withFile = await olga.SubmitFormAsync(page, new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(1), "mended.pdf")]);
        Assert.Equal("mended.pdf is not saved. Choose it again before you save.", (await withFile.DocumentAsync()).ErrorAt("File"));
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
        Assert.Contains("by the organizers.\n\nThe reason:\n\nOut of scope.", Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.withdrawn").Body, StringComparison.Ordinal);
        var details = await world.Browser.GetDocumentAsync(address);
        Assert.Null(details.QuerySelector("form[action$='Restore']"));
        Assert.DoesNotContain("You can change it until", details.Words(), StringComparison.Ordinal);
        var next = (await world.Browser.GetDocumentAsync(world.Root)).QuerySelector(".card .next")!.TextContent.Trim();
        Assert.Equal("The organizers withdrew it: write to them if you think this is a mistake.", next);

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

    [Fact]
    public async Task The_log_speaks_of_what_was_saved_and_not_of_what_was_tried()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        var twice = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))])));
        Assert.All(twice, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var address = twice[0].Headers.Location!.ToString();

        using var refused = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "" }, button: "Save changes");
        using var unchanged = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes");
        Assert.Equal("Nothing was different, so nothing is changed.", (await world.Browser.GetDocumentAsync(address)).QuerySelector(".notice")!.TextContent.Trim());
        using var turnedDown = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(3))]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (refused.StatusCode, unchanged.StatusCode, turnedDown.StatusCode));
        Assert.Equal(
            ["Submission #1 got version 2 of its PDF.", "Submission #1 was submitted."],
            (await world.AllAsync<AuditEntry>()).Where(entry => entry.Action.StartsWith("submission.", StringComparison.Ordinal)).Select(entry => entry.Detail).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Authors_are_told_of_nothing_when_an_organizer_changed_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.SubmittedAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        using var olga = await world.App.SignedInAsync(Olga);
        var page = $"/e/{world.Event.Slug}/organize/submissions/{Assert.Single(await world.SubmissionsAsync()).Id}";

        using var saved = await olga.SubmitFormAsync($"{page}/edit", new Dictionary<string, string?> { ["Note"] = "A try." }, button: "Save changes");

        Assert.Equal(page, saved.Headers.Location?.ToString());
        Assert.Equal("Nothing was different, so nothing is changed and nobody is told.", (await olga.GetDocumentAsync(page)).QuerySelector(".notice")!.TextContent.Trim());
        Assert.DoesNotContain(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.changed-on-behalf");
    }

    /// <summary>Should the server die while the check is under way, the history knows already who brought the file, and the authors are told.</summary>
    [Fact]
    public async Task What_an_organizer_uploads_for_the_authors_is_in_the_history_with_the_file_and_never_announced_as_in_place_before_its_verdict()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.SubmittedAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, Olga));
        await world.App.PersonAsync("Olga", Olga);
        using var olga = await world.App.SignedInAsync(Olga);
        var page = $"/e/{world.Event.Slug}/organize/submissions/{Assert.Single(await world.SubmissionsAsync()).Id}";

        var saving = olga.SubmitFormAsync($"{page}/edit", new Dictionary<string, string?> { ["Note"] = "Your new PDF." }, button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(3))]);
        while (!await world.App.QueryAsync(db => db.SubmissionVersions.AnyAsync(version => version.Number == 2, TestContext.Current.CancellationToken)))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var snapshots = await world.AllAsync<SubmissionSnapshot>();
        using var saved = await saving;
        Assert.Equal([false, true], snapshots.OrderBy(snapshot => snapshot.Revision).Select(snapshot => snapshot.IsByOrganizer));
        Assert.Equal(HttpStatusCode.BadRequest, saved.StatusCode);
        var mail = Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.changed-on-behalf");
        Assert.DoesNotContain("There is a new PDF", mail.Body, StringComparison.Ordinal);
        Assert.Contains("A new PDF, version 2, is being checked. It takes its place when nothing speaks against it.", mail.Body, StringComparison.Ordinal);
    }

    /// <summary>The server died after it had stored the file, and the author sends the form again.</summary>
    [Fact]
    public async Task A_form_that_is_sent_again_after_a_crash_gets_its_receipt_and_its_place_in_the_history()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var form = await world.Browser.GetDocumentAsync($"{address}/edit");
        var file = StoredFile.Of(AuthorsWorld.Pdf(1), WorkshopApp.Start);
        await world.App.QueryAsync(async db =>
        {
            db.Add(file);
            var submission = await db.Submissions.Include(s => s.Versions).SingleAsync();
            _ = submission.AddVersion(file, "paper.pdf", world.Author.Id, WorkshopApp.Start);
            return await db.SaveChangesAsync();
        });

        using var again = await world.Browser.SubmitFormAsync(form, $"{address}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(file.Content)]);

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal([1, 2], (await world.AllAsync<SubmissionReceipt>()).Select(receipt => receipt.Version).Order());
        Assert.Equal([1, 2], (await world.AllAsync<SubmissionSnapshot>()).Select(snapshot => snapshot.Version).Order());
        Assert.Contains(await world.AllAsync<AuditEntry>(), entry => entry.Detail == "Submission #1 got version 2 of its PDF.");
    }

    [Fact]
    public async Task Pressing_withdraw_several_times_at_once_never_breaks()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var page = await world.Browser.GetDocumentAsync(address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Browser.SubmitFormAsync(page, address, new Dictionary<string, string?>(), "form[action$='Withdraw']")));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.withdrawn");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
