using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Domain.Submissions.Import;
using Workshop.IntegrationTests.Organize;
using Workshop.Testing;
using Workshop.Web.Platform.Jobs;

namespace Workshop.IntegrationTests.Submissions.Import;

public sealed class ImportTests
{
    private const string TwoPapers = "id,title,abstract,authors,emails,topics\n"
        + "1,Bounds on $\\ell_1$,\"We prove $a < b$.\n\nIt is tight.\",Zoë Ångström; Bo,zoe@third.example; bo@third.example,Foundations; Novel\n"
        + "2,Second,Text,Bo,bo@third.example,\n";

    [Fact]
    public async Task A_file_is_uploaded_mapped_checked_and_imported_and_again_nothing_happens()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await world.SubmittedAsync("Here before");
        var page = await UploadAsync(world, TwoPapers);

        using (var mapped = await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.UnknownTopics"] = "Create", ["Input.SendReceipts"] = "true" }))
        {
            Assert.Equal(page, mapped.Headers.Location?.ToString());
        }

        var check = (await world.Browser.GetDocumentAsync(page)).Words();
        Assert.Contains("papers.csv: 2 rows. Nothing is written yet. New 2", check, StringComparison.Ordinal);
        Assert.Contains("New topics of the call: Novel.", check, StringComparison.Ordinal);
        Assert.Single(await SubmissionsAsync(world));

        await ImportAsync(world, page, "Import 2 submissions");
        var made = (await SubmissionsAsync(world)).Where(s => s.ExternalId is not null).ToList();
        Assert.Equal([(2, "other/1", "Bounds on $\\ell_1$"), (3, "other/2", "Second")], made.Select(s => (s.Number, s.ExternalId!, s.Title)));
        Assert.Equal("We prove $a < b$.\n\nIt is tight.", made[0].Abstract);
        Assert.Equal(["Zoë Ångström", "Bo"], made[0].Authors.OrderBy(author => author.Position).Select(author => author.Name));
        Assert.All(made, s => Assert.Equal((null, SubmissionState.Submitted), (s.OwnerId, s.State)));
        Assert.Equal(["Foundations", "Explanations", "Learning theory", "Novel"], await world.App.QueryAsync(db => db.Topics.OrderBy(topic => topic.Position).Select(topic => topic.Name).ToListAsync()));
        Assert.Equal(2, made[0].Topics.Count);
        Assert.Equal(
            ["bo@third.example 2", "bo@third.example 3", "zoe@third.example 2"],
            (await AllAsync<OutgoingMail>(world)).Where(mail => mail.Kind == "submission.imported").Select(mail => $"{mail.NormalizedTo} {made.Single(s => s.Id == mail.SubmissionId).Number}").Order(StringComparer.Ordinal));
        Assert.Equal(
            "Imported a file from another system with 2 rows: 2 created, 0 updated, 0 already there, 0 left out.",
            Assert.Single(await AllAsync<AuditEntry>(world), entry => entry.Action == "submissions.imported").Detail);
        Assert.Contains("Created 2", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        using (var report = await world.Browser.GetAsync(new Uri($"{page}?handler=Report", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Contains("2,1,2,Bounds on $\\ell_1$,created", await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        // The file itself is gone, and the same button once more does nothing.
        Assert.Empty(Assert.Single(await AllAsync<HeldImport>(world)).Content);

        var again = await UploadAsync(world, TwoPapers);
        using (var mapped = await world.Browser.SubmitFormAsync($"{again}/columns", new Dictionary<string, string?> { ["Input.UnknownTopics"] = "Create", ["Input.SendReceipts"] = "true" }))
        {
            Assert.Equal(HttpStatusCode.Redirect, mapped.StatusCode);
        }

        var second = await world.Browser.GetDocumentAsync(again);
        Assert.Contains("Already there 2", second.Words(), StringComparison.Ordinal);
        using var refused = await world.Browser.SubmitFormAsync(second, again, new Dictionary<string, string?> { ["act"] = "import" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(3, (await SubmissionsAsync(world)).Count);
        Assert.Equal(3, (await AllAsync<OutgoingMail>(world)).Count(mail => mail.Kind == "submission.imported"));
    }

    [Fact]
    public async Task One_refused_row_refuses_all_until_it_is_left_out()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var page = await UploadAsync(world, "id,title,abstract,authors,emails\n1,Good,Text,Ada,ada@third.example\n2,,Text,Bo,nonsense\n");

        var check = await world.Browser.GetDocumentAsync(page);
        Assert.Contains("Column “title”: Give a title.", check.Words(), StringComparison.Ordinal);
        Assert.Contains("Column “emails”: “nonsense” is not an e-mail address.", check.Words(), StringComparison.Ordinal);
        using (var refused = await world.Browser.SubmitFormAsync(check, page, new Dictionary<string, string?> { ["act"] = "import" }))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("Nothing was imported, because one row is refused.", (await refused.DocumentAsync()).Words(), StringComparison.Ordinal);
        }

        Assert.Empty(await SubmissionsAsync(world));

        using (var without = await world.Browser.SubmitFormAsync(page, new Dictionary<string, string?> { ["leftOut"] = "3" }, button: "Leave out what is ticked"))
        {
            Assert.Equal(page, without.Headers.Location?.ToString());
        }

        await ImportAsync(world, page, "Import 1 submission");
        Assert.Equal("Good", Assert.Single(await SubmissionsAsync(world)).Title);
    }

    [Fact]
    public async Task Changed_rows_are_reported_and_overwritten_only_when_asked()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await ImportAsync(world, await UploadAsync(world, TwoPapers), "Import 2 submissions");
        var page = await UploadAsync(world, TwoPapers.Replace("Second", "Changed", StringComparison.Ordinal));

        Assert.Contains("Differs, left as it is 1", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        using (await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.UpdateChanged"] = "true" }))
        {
        }

        await ImportAsync(world, page, "Import 1 submission");
        Assert.Equal(["Bounds on $\\ell_1$", "Changed"], (await SubmissionsAsync(world)).Select(s => s.Title));
    }

    [Fact]
    public async Task What_authors_changed_here_is_overwritten_only_with_a_mail_and_never_their_withdrawal()
    {
        await using var world = await OrganizersWorld.StartAsync();
        const string File = "id,title,abstract,authors,emails\n1,First,Text,Ada,ada@third.example\n2,Second,Text,Ada,ada@third.example\n";
        await ImportAsync(world, await UploadAsync(world, File), "Import 2 submissions");
        var papers = await SubmissionsAsync(world);
        var ada = await world.App.SignedInAsync("ada@third.example");
        var root = $"/e/{world.Event.Slug}/submissions";
        using (var edited = await ada.SubmitFormAsync($"{root}/{papers[0].Id}/edit", new Dictionary<string, string?> { ["Input.Title"] = "First, corrected", ["Input.Authors.Rows[1].Name"] = "Bo", ["Input.Authors.Rows[1].Email"] = "bo@third.example" }, button: "Save changes", files: [new FormFile("Input.File", "paper.pdf", AuthorsWorld.Pdf(2))]))
        using (var withdrawn = await ada.SubmitFormAsync($"{root}/{papers[1].Id}", new Dictionary<string, string?>(), "form[action$='handler=Withdraw']"))
        {
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (edited.StatusCode, withdrawn.StatusCode));
        }

        var page = await UploadAsync(world, File);
        using (await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.UpdateChanged"] = "true" }))
        {
        }

        var mails = (await AllAsync<OutgoingMail>(world)).Select(mail => mail.Id).ToHashSet();
        await ImportAsync(world, page, "Import 1 submission");

        papers = await SubmissionsAsync(world);
        Assert.Equal([("First", SubmissionState.Submitted), ("Second", SubmissionState.Withdrawn)], papers.Select(paper => (paper.Title, paper.State)));
        var told = (await AllAsync<OutgoingMail>(world)).Where(mail => !mails.Contains(mail.Id)).OrderBy(mail => mail.NormalizedTo).ToList();
        Assert.Equal([("submission.changed-on-behalf", "ada@third.example"), ("submission.changed-on-behalf", "bo@third.example")], told.Select(mail => (mail.Kind, mail.NormalizedTo)));
        Assert.All(told, mail => Assert.Contains("First, corrected", mail.Body, StringComparison.Ordinal));
        var history = (await ada.GetDocumentAsync($"{root}/{papers[0].Id}/history")).Words();
        Assert.Contains("Imported: another system 1.", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_imports_owns_nothing_and_never_manages_a_paper_of_their_own()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await ImportAsync(world, await UploadAsync(world, $"id,title,abstract,authors,emails\n1,Free paper,Text,Ada,ada@third.example\n2,Own paper,Text,Olga,{OrganizersWorld.Olga}\n"), "Import 2 submissions");

        var list = (await world.Browser.GetDocumentAsync($"{world.Root}/submissions")).Words();
        Assert.Contains("Free paper", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Own paper", list, StringComparison.Ordinal);
        var own = (await world.Browser.GetDocumentAsync($"/e/{world.Event.Slug}/submissions")).Words();
        Assert.Contains("Own paper", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Free paper", own, StringComparison.Ordinal);

        // An author finds it by the confirmed address, as co-authors do.
        var ada = await world.App.SignedInAsync("ada@third.example");
        Assert.Contains("Free paper", (await ada.GetDocumentAsync($"/e/{world.Event.Slug}/submissions")).Words(), StringComparison.Ordinal);
    }

    /// <summary>Otherwise importing again would tell an organizer what has become of a paper with a conflict.</summary>
    [Fact]
    public async Task A_conflicted_paper_counts_as_unchanged_whatever_has_become_of_it()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await ImportAsync(world, await UploadAsync(world, TwoPapers), "Import 2 submissions");
        var second = (await SubmissionsAsync(world))[1];
        await world.App.SeedAsync(new Conflict { EventId = world.Event.Id, SubmissionId = second.Id, PersonId = world.Organizer.Id, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = world.Author.Id, RecordedAt = WorkshopApp.Start });

        var page = await UploadAsync(world, TwoPapers.Replace("Second", "Changed", StringComparison.Ordinal));

        Assert.Contains("Already there 2", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_belongs_to_one_organizer_and_one_event_and_ends()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var page = await UploadAsync(world, TwoPapers);
        var other = Given.Event(Given.Settings("Another event"));
        await world.App.SeedAsync(other, Given.Organizer(other, OrganizersWorld.Olga));
        await world.App.PersonAsync("Omar", OrganizersWorld.Omar);
        var omar = await world.App.SignedInAsync(OrganizersWorld.Omar);
        var author = await world.App.SignedInAsync("ada@third.example");
        var elsewhere = page.Replace(world.Event.Slug, other.Slug, StringComparison.Ordinal);

        foreach (var (browser, path) in new[] { (omar, page), (omar, $"{page}/columns"), (omar, $"{page}?handler=Report"), (author, page), (author, $"{world.Root}/submissions/import"), (world.Browser, elsewhere), (world.Browser, $"{elsewhere}/columns") })
        {
            using var hidden = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        // A form of Omar's own, sent to the address of Olga's upload.
        var form = await omar.GetDocumentAsync(await UploadAsync(world, TwoPapers, omar));
        form.QuerySelector("main form[method=post]")!.SetAttribute("action", page);
        using (var forged = await omar.SubmitFormAsync(form, page, new Dictionary<string, string?> { ["act"] = "import" }))
        {
            Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        }

        world.App.Clock.Advance(HeldImport.Lifetime);
        var later = await world.App.SignedInAsync(OrganizersWorld.Olga);
        using var gone = await later.GetAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.NotEmpty(await AllAsync<HeldImport>(world));
        await world.App.InScopeAsync<ExpiredRows, bool>(async job =>
        {
            await job.RunAsync(TestContext.Current.CancellationToken);
            return true;
        });
        Assert.Empty(await AllAsync<HeldImport>(world));
    }

    [Fact]
    public async Task Columns_that_are_not_chosen_are_asked_for_where_they_are_missing()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var page = await UploadAsync(world, "Nr,Titel,Text,Wer\n1,T,A,Ada\n");

        Assert.Contains("The columns are not chosen yet", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        using var refused = await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.Columns[Title]"] = "1" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var document = await refused.DocumentAsync();
        Assert.Equal("Error: Choose the column of the abstract.", document.GetElementById("Input_Columns_Abstract_-error")!.TextContent);
        Assert.Equal("#Input_Columns_Abstract_", document.QuerySelectorAll("main a").First(link => link.TextContent.Contains("abstract", StringComparison.Ordinal)).GetAttribute("href"));

        using var chosen = await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.Columns[ExternalId]"] = "0", ["Input.Columns[Title]"] = "1", ["Input.Columns[Abstract]"] = "2", ["Input.Columns[Authors]"] = "3" });
        Assert.Equal(page, chosen.Headers.Location?.ToString());
        await ImportAsync(world, page, "Import 1 submission");
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_with_a_sentence()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var nothing = await world.Browser.SubmitFormAsync($"{world.Root}/submissions/import", new Dictionary<string, string?>());
        Assert.Equal("Choose the file that the other system exported.", (await nothing.DocumentAsync()).ErrorAt("File"));
        using var workbook = await world.Browser.SubmitFormAsync($"{world.Root}/submissions/import", new Dictionary<string, string?>(), files: [new FormFile("Input.File", "papers.xlsx", [(byte)'P', (byte)'K', 3, 4, 0])]);
        Assert.Equal(HttpStatusCode.BadRequest, workbook.StatusCode);
        Assert.Equal("This is a workbook of a spreadsheet program. Save it there as CSV (UTF-8) and choose that file.", (await workbook.DocumentAsync()).ErrorAt("File"));
    }

    [Fact]
    public async Task What_one_event_exports_another_imports_and_exports_alike()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await world.SubmittedAsync("=1+1 and $\\ell_1$", null, ("Zoë Ångström", "zoe@third.example"), ("Bo; B", "bo@third.example"));
        var withdrawn = await world.SubmittedAsync("Second");
        await world.App.QueryAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.Id == withdrawn.Id)).Withdraw(WorkshopApp.Start);
            return await db.SaveChangesAsync();
        });
        var other = Given.Event(Given.Settings("Another event"));
        await world.App.SeedAsync(other, Given.Organizer(other, OrganizersWorld.Olga));
        var exported = await ExportAsync(world.Browser, world.Root);

        var root = $"/e/{other.Slug}/organize";
        var page = await UploadAsync(world.Browser, root, exported);
        using (await world.Browser.SubmitFormAsync($"{page}/columns", new Dictionary<string, string?> { ["Input.KeepNumbers"] = "true" }))
        {
        }

        await ImportAsync(world, page, "Import 2 submissions");
        // All but the pages: a PDF does not travel in a table.
        Assert.Equal(exported.Replace("\"2\",\"2027", "\"\",\"2027", StringComparison.Ordinal), await ExportAsync(world.Browser, root));
    }

    [Fact]
    public async Task Five_hundred_rows_take_as_many_queries_as_one()
    {
        await using var world = await OrganizersWorld.StartAsync();
        await QueriesAsync(2); // with something there that was imported before
        var one = await QueriesAsync(1);
        var many = await QueriesAsync(500);

        Assert.Equal(one, many);
        Assert.Equal(503, (await SubmissionsAsync(world)).Count);

        async Task<(int Check, int Upload)> QueriesAsync(int rows)
        {
            var file = new StringBuilder("id,title,abstract,authors,emails\n");
            for (var i = 0; i < rows; i++)
            {
                file.Append(CultureInfo.InvariantCulture, $"{rows}-{i},Title {i},Text,Ada; Bo,ada{i}@third.example; bo{i}@third.example\n");
            }

            var before = world.Queries.Count;
            var page = await UploadAsync(world, file.ToString());
            var upload = world.Queries.Count - before;
            var check = await world.Queries.OfPageAsync(world.Browser, page);
            await ImportAsync(world, page, rows == 1 ? "Import 1 submission" : $"Import {rows} submissions");
            return (check, upload);
        }
    }

    private static Task<string> UploadAsync(OrganizersWorld world, string content, HttpClient? browser = null) => UploadAsync(browser ?? world.Browser, world.Root, content);

    /// <returns>The address of the dry run.</returns>
    private static async Task<string> UploadAsync(HttpClient browser, string root, string content)
    {
        using var response = await browser.SubmitFormAsync($"{root}/submissions/import", new Dictionary<string, string?>(), files: [new FormFile("Input.File", "papers.csv", Encoding.UTF8.GetBytes(content), "text/csv")]);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString().Replace("/columns", "", StringComparison.Ordinal);
    }

    private static async Task ImportAsync(OrganizersWorld world, string page, string button)
    {
        using var response = await world.Browser.SubmitFormAsync(page, new Dictionary<string, string?>(), button: button);
        Assert.Equal(page, response.Headers.Location?.ToString());
    }

    private static async Task<string> ExportAsync(HttpClient browser, string root)
    {
        using var response = await browser.GetAsync(new Uri($"{root}/submissions/export.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Task<List<Submission>> SubmissionsAsync(OrganizersWorld world) => world.App.QueryAsync(db =>
        db.Submissions.AsNoTracking().Include(s => s.Authors).Include(s => s.Topics).OrderBy(s => s.Number).ToListAsync());

    private static Task<List<T>> AllAsync<T>(OrganizersWorld world)
        where T : class => world.App.QueryAsync(db => db.Set<T>().AsNoTracking().ToListAsync());
}
