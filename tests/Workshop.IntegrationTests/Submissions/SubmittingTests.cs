using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class SubmittingTests
{
    [Fact]
    public async Task First_author_row_is_the_viewer()
    {
        await using var world = await AuthorsWorld.StartAsync();

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        Assert.Equal(("Ada Ångström", AuthorsWorld.Ada, "University of Testing"), (page.Value("Input.Authors.Rows[0].Name"), page.Value("Input.Authors.Rows[0].Email"), page.Value("Input.Authors.Rows[0].Affiliation")));
    }

    [Fact]
    public async Task Submitting_stores_the_bytes_and_sends_each_author_a_receipt()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var pdf = AuthorsWorld.Pdf(2);
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile Borel";
        fields["Input.Authors.Rows[1].Email"] = "Emile@ens.example";
        fields["Input.Authors.Presenter"] = "1";

        using var response = await world.NewAsync("Submit", pdf, fields);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal($"{world.Root}/{submission.Id}", response.Headers.Location!.ToString());
        Assert.Equal((SubmissionState.Submitted, 1, "Bounds on $\\ell_1$"), (submission.State, submission.Number, submission.Title));
        Assert.Equal(["Émile Borel"], submission.Authors.Where(author => author.IsPresenter).Select(author => author.Name));
        var version = Assert.Single(submission.Versions);
        var sha = Convert.ToHexStringLower(SHA256.HashData(pdf));
        Assert.Equal((sha, 2, true, "2 pages of at most 2: acceptable."), (version.Sha256, version.Pages, version.IsAcceptable, version.Verdict));
        Assert.Equal(pdf, Assert.Single(await world.AllAsync<StoredFile>()).Content);

        var mails = await world.AllAsync<OutgoingMail>();
        Assert.Equal([AuthorsWorld.Ada, "emile@ens.example"], mails.Select(mail => mail.NormalizedTo).Order());
        Assert.All(mails, mail =>
        {
            Assert.Equal("submission.receipt", mail.Kind);
            Assert.Equal($"{submission.Id}/1/submitted", mail.About);
            Assert.Equal("Received: #1 Bounds on $\\ell_1$", mail.Subject);
            Assert.Contains($"SHA-256:  {sha}\n", mail.Body, StringComparison.Ordinal);
            Assert.Contains($"Pages:    2\nSize:     {pdf.Length:N0} bytes\n", mail.Body, StringComparison.Ordinal);
            Assert.Contains("Authors:  Ada Ångström, Émile Borel\n", mail.Body, StringComparison.Ordinal);
            Assert.Contains("Mon 1 Feb 2027, 09:00:00 UTC\n          Mon 1 Feb 2027, 10:00:00 Europe/Copenhagen\n          Sun 31 Jan 2027, 21:00:00 AoE\n", mail.Body, StringComparison.Ordinal);
        });
        Assert.Equal(["submission.submitted"], (await world.AllAsync<AuditEntry>()).Where(entry => entry.SubmissionId == submission.Id).Select(entry => entry.Action));

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/{submission.Id}");
        Assert.Equal(sha, page.QuerySelector("#receipt ~ dl code")!.TextContent);
    }

    [Fact]
    public async Task New_version_of_a_submitted_paper_gets_receipts_of_its_own_and_keeps_the_old_bytes()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();

        using var response = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(1), "better.pdf")]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal([(1, "paper.pdf"), (2, "better.pdf")], Assert.Single(await world.SubmissionsAsync()).Versions.OrderBy(version => version.Number).Select(version => (version.Number, version.FileName)));
        Assert.Equal(2, (await world.AllAsync<StoredFile>()).Count);
        Assert.Equal(2, (await world.AllAsync<OutgoingMail>()).Count);
    }

    [Fact]
    public async Task Author_whose_address_is_corrected_gets_the_receipt_and_nobody_gets_two()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();

        using var response = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Name"] = "Émile", ["Input.Authors.Rows[1].Email"] = "emile@ens.example" }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal([AuthorsWorld.Ada, "emile@ens.example"], (await world.AllAsync<OutgoingMail>()).Select(mail => mail.NormalizedTo).Order());
    }

    [Fact]
    public async Task Draft_may_be_unfinished_and_says_what_is_missing()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.Browser.SubmitFormAsync($"{world.Root}/new", new Dictionary<string, string?> { ["Input.Title"] = "Only a title" }, button: "Save draft");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var draft = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((SubmissionState.Draft, "Only a title"), (draft.State, draft.Title));
        Assert.Empty(await world.AllAsync<OutgoingMail>());
        var list = await world.Browser.GetDocumentAsync(world.Root);
        Assert.Equal("Missing: Give an abstract. Choose the PDF of your extended abstract.", list.QuerySelector(".missing")!.TextContent);
    }

    [Fact]
    public async Task Buttons_of_the_author_list_lose_nothing_and_keep_a_chosen_file()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Add an author", AuthorsWorld.Pdf(2));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal("Bounds on $\\ell_1$", page.Value("Input.Title"));
        Assert.Equal("", page.Value("Input.Authors.Rows[1].Name"));
        Assert.Equal("paper.pdf is saved with what you just sent: 2 pages of at most 2: acceptable. Choose a file only to replace it.", page.GetElementById("Input_File-hint")!.TextContent.Trim());

        using var submitted = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Name"] = "B", ["Input.Authors.Rows[1].Email"] = "b@uni.example" }, button: "Submit");

        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
    }

    [Fact]
    public async Task Moving_an_author_up_keeps_what_was_typed_and_who_presents()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Presenter"] = "0";

        using var response = await world.NewAsync("Add an author", null, fields);
        using var moved = await world.Browser.SubmitFormAsync(await response.DocumentAsync(), $"{world.Root}/new", new Dictionary<string, string?> { ["editAuthors"] = "up 1" });

        var page = await moved.DocumentAsync();
        Assert.Equal(["Émile", "Ada Ångström", ""], Enumerable.Range(0, 3).Select(row => page.Value($"Input.Authors.Rows[{row}].Name")));
        Assert.Equal("1", page.QuerySelector("input[name='Input.Authors.Presenter']:checked")!.GetAttribute("value"));
        Assert.Empty(await world.SubmissionsAsync());
    }

    /// <summary>Both are mails to addresses that one person typed: without a limit, a way to flood strangers.</summary>
    [Fact]
    public async Task Withdrawing_and_taking_back_without_end_is_stopped()
    {
        using var app = new WorkshopApp().With("Limits:SensitivePostsPerMinute", "4");
        var of = Given.Event();
        var author = await app.PersonAsync("Ada Ångström", AuthorsWorld.Ada);
        var file = StoredFile.Of([1], app.Clock.Now);
        var paper = Given.Submitted(of, 1, author, file, "Bounds", ("A Stranger", "stranger@flooded.example"));
        await app.SeedAsync(of, file, paper);
        var browser = await app.SignedInAsync(AuthorsWorld.Ada);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await browser.SubmitFormAsync($"/e/{of.Slug}/submissions/{paper.Id}", new Dictionary<string, string?>(), $"form[action$='{(i % 2 == 0 ? "Withdraw" : "Restore")}']");
            answers.Add(answer.StatusCode);
        }

        // Signing in was the first of the four.
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(3, await app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.NormalizedTo == "stranger@flooded.example", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Withdrawing_and_taking_it_back_tells_every_author_each_time()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();

        using var withdrawn = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Equal(SubmissionState.Withdrawn, Assert.Single(await world.SubmissionsAsync()).State);

        using var restored = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Restore']");
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
        using var again = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Withdraw']");

        Assert.Equal(
            ["submission.receipt", "submission.restored", "submission.withdrawn", "submission.withdrawn"],
            (await world.AllAsync<OutgoingMail>()).Select(mail => mail.Kind).Order());
    }

    [Fact]
    public async Task Co_author_with_a_confirmed_address_sees_and_changes_it_and_a_stranger_finds_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Émile", "emile@ens.example");
        await world.App.PersonAsync("Stranger", "stranger@else.example");
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "EMILE@ens.example";
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        var submission = Assert.Single(await world.SubmissionsAsync());
        var address = $"{world.Root}/{submission.Id}";
        var file = $"{address}/versions/{submission.Versions[0].Id}";

        using var coAuthor = await world.App.SignedInAsync("emile@ens.example");
        using var stranger = await world.App.SignedInAsync("stranger@else.example");
        using var download = await coAuthor.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        Assert.Equal("attachment; filename=paper.pdf; filename*=UTF-8''paper.pdf", download.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(["sandbox"], download.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], download.Headers.GetValues("X-Content-Type-Options"));
        using var changed = await coAuthor.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Better" }, button: "Save changes");
        Assert.Equal("Better", Assert.Single(await world.SubmissionsAsync()).Title);

        foreach (var path in (string[])[address, $"{address}/edit", file])
        {
            using var nothing = await stranger.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }

        using var forged = await stranger.SubmitFormAsync($"{world.Root}/new", new Dictionary<string, string?> { ["Input.Id"] = submission.Id.ToString(), ["Input.Title"] = "Stolen" }, button: "Save draft");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.DoesNotContain("Better", (await forged.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.Equal("Better", Assert.Single(await world.SubmissionsAsync()).Title);
    }

    [Fact]
    public async Task One_person_cannot_flood_an_event()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.SeedAsync([.. Enumerable.Range(1, Submission.MaxByOnePerson).Select(number => Submission.Start(Guid.NewGuid(), world.Event.Id, number, world.Author.Id, Given.Content($"Paper {number}"), WorkshopApp.Start).Value!)]);

        using var response = await world.NewAsync("Save draft", null);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Contains("You have 30 submissions to this event", page.Words(), StringComparison.Ordinal);
        Assert.Equal("Bounds on $\\ell_1$", page.Value("Input.Title"));
        Assert.Equal(30, (await world.SubmissionsAsync()).Count);
    }

    [Fact]
    public async Task Numbers_given_at_the_same_moment_are_all_different()
    {
        await using var world = await AuthorsWorld.StartAsync();
        // The first page brings the antiforgery cookie that the others share.
        await world.Browser.GetDocumentAsync(world.Root + "/new");
        var forms = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.Browser.GetDocumentAsync($"{world.Root}/new")));

        var responses = await Task.WhenAll(forms.Select((form, n) => world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper($"Paper {n}"), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))])));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Redirect, response.StatusCode));
        Assert.Equal(Enumerable.Range(1, 8), (await world.SubmissionsAsync()).Select(submission => submission.Number));
        Assert.Single(await world.AllAsync<StoredFile>());
    }
}
