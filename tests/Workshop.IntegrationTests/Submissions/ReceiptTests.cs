using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class ReceiptTests
{
    private const string Emile = "emile@ens.example";

    [Fact]
    public async Task Every_author_gets_the_code_and_a_visitor_learns_hash_and_time_and_nothing_else()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var pdf = AuthorsWorld.Pdf(2);
        await SubmitWithEmileAsync(world, pdf);
        var receipt = Assert.Single(await world.AllAsync<SubmissionReceipt>());
        Assert.Equal((1, "Bounds on $\\ell_1$", StoredFile.HashOf(pdf), pdf.LongLength), (receipt.Version, receipt.Title, receipt.Sha256, receipt.Size));
        Assert.Equal(["Ada Ångström", "Émile Borel"], receipt.Authors);
        Assert.All(await world.AllAsync<OutgoingMail>(), mail => Assert.Contains($"/verify/{ReceiptCode.Grouped(receipt.Code)}\n", mail.Body, StringComparison.Ordinal));
        using var visitor = world.App.Browser();

        // As somebody types it from paper.
        var typed = receipt.Code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l');
        using var found = await visitor.SubmitFormAsync("/verify", new Dictionary<string, string?> { ["Code"] = typed }, button: "Check");
        Assert.Equal($"/verify/{ReceiptCode.Grouped(receipt.Code)}", found.Headers.Location!.ToString());
        using var response = await visitor.GetAsync(found.Headers.Location, TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(receipt.Sha256, html, StringComparison.Ordinal);
        Assert.Contains("Mon 1 Feb 2027, 09:00:00 UTC", html, StringComparison.Ordinal);
        Assert.Contains("Sun 31 Jan 2027, 21:00:00 AoE", html, StringComparison.Ordinal);
        foreach (var secret in (string[])["Bounds", "ngström", "Borel", Emile, "Testing", "Copenhagen", world.Event.Slug, "paper.pdf", receipt.SubmissionId.ToString()])
        {
            Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("00000-00000-00000-00000")]
    [InlineData("not-a-code")]
    public async Task A_wrong_code_is_not_found(string code)
    {
        using var app = new WorkshopApp();
        using var visitor = app.Browser();

        using var response = await visitor.GetAsync(new Uri($"/verify/{code}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no receipt and no certificate with this code.", (await response.DocumentAsync()).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trying_codes_without_end_is_stopped()
    {
        using var app = new WorkshopApp().With("Limits:LookUpsPerMinute", "3");
        using var visitor = app.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await visitor.GetAsync(new Uri($"/verify/{ReceiptCode.Create()}", UriKind.Relative), TestContext.Current.CancellationToken);
            answers.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task A_file_or_a_hash_is_compared_without_script_and_nothing_is_kept()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var pdf = AuthorsWorld.Pdf(2);
        await SubmitWithEmileAsync(world, pdf);
        var receipt = Assert.Single(await world.AllAsync<SubmissionReceipt>());
        using var visitor = world.App.Browser();
        var page = $"/verify/{receipt.Code}";

        using var same = await visitor.SubmitFormAsync(page, new Dictionary<string, string?>(), button: "Compare", files: [new FormFile("Upload", "mine.pdf", pdf)]);
        using var other = await visitor.SubmitFormAsync(page, new Dictionary<string, string?>(), button: "Compare", files: [new FormFile("Upload", "mine.pdf", AuthorsWorld.Pdf(1))]);
        using var pasted = await visitor.SubmitFormAsync(page, new Dictionary<string, string?> { ["Hash"] = receipt.Sha256.ToUpperInvariant() }, button: "Compare");
        using var nothing = await visitor.SubmitFormAsync(page, new Dictionary<string, string?>(), button: "Compare");

        Assert.Contains("Yes. It is the same file", (await same.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.Contains("No. It is another file", (await other.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.Contains("Yes. It is the same file", (await pasted.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Single(await world.AllAsync<StoredFile>());
    }

    [Fact]
    public async Task A_receipt_stays_as_it_was_when_title_and_file_change()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync("First title");
        using var changed = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Second title" }, button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(1))]);
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var withdrawn = await world.Browser.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Withdraw']");

        var first = await world.Browser.GetDocumentAsync($"{address}/receipts/1");
        var second = await world.Browser.GetDocumentAsync($"{address}/receipts/2");

        Assert.Equal("First title", first.QuerySelector("h1")!.TextContent);
        Assert.Equal("Second title", second.QuerySelector("h1")!.TextContent);
        Assert.NotNull(first.QuerySelector("figure.qr-code svg"));
        Assert.Equal(2, (await world.AllAsync<SubmissionReceipt>()).Select(receipt => receipt.Code).Distinct().Count());
    }

    [Fact]
    public async Task Somebody_who_is_no_author_says_so_with_a_press_and_takes_it_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@else.example"));
        await world.App.PersonAsync("Émile Borel", Emile);
        using var emile = await world.App.SignedInAsync(Emile);
        await SubmitWithEmileAsync(world, AuthorsWorld.Pdf(2));
        var submission = Assert.Single(await world.SubmissionsAsync());
        var link = await LinkAsync(world, Emile);
        Assert.DoesNotContain("/not-an-author/", (await world.AllAsync<OutgoingMail>()).Single(mail => mail.NormalizedTo == AuthorsWorld.Ada).Body, StringComparison.Ordinal);
        using var visitor = world.App.Browser();

        // Looking, as a mail scanner does, changes nothing, and tells no title.
        var page = await visitor.GetDocumentAsync(link);
        Assert.DoesNotContain("Bounds", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(emile, $"{world.Root}/{submission.Id}"));

        using var said = await visitor.SubmitFormAsync(link, new Dictionary<string, string?>(), button: "I am not an author of this");
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(emile, $"{world.Root}/{submission.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(emile, $"{world.Root}/{submission.Id}/history"));
        Assert.Equal(
            [AuthorsWorld.Ada, "olga@else.example"],
            (await world.AllAsync<OutgoingMail>()).Where(mail => mail.Kind == "submission.disavowed").Select(mail => mail.NormalizedTo).Order());
        Assert.Equal(2, Assert.Single(await world.SubmissionsAsync()).Authors.Count);
        Assert.StartsWith("Hello,\n\nÉmile Borel", (await world.AllAsync<OutgoingMail>()).Single(mail => mail.Kind == "submission.disavowed" && mail.NormalizedTo == "olga@else.example").Body, StringComparison.Ordinal);

        // No mail about it any more: not of a new version, not of a withdrawal.
        using var changed = await world.Browser.SubmitFormAsync($"{world.Root}/{submission.Id}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(1))]);
        using var withdrawn = await world.Browser.SubmitFormAsync($"{world.Root}/{submission.Id}", new Dictionary<string, string?>(), "form[action$='Withdraw']");
        Assert.Equal("submission.receipt", Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.NormalizedTo == Emile).Kind);

        var list = await emile.GetDocumentAsync(world.Root);
        Assert.DoesNotContain("Bounds", list.Words(), StringComparison.Ordinal);
        using var back = await emile.SubmitFormAsync(world.Root, new Dictionary<string, string?>(), button: "I am an author after all");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(emile, $"{world.Root}/{submission.Id}"));
    }

    [Fact]
    public async Task The_button_of_somebody_signed_in_does_the_same_and_the_submitter_has_none()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Émile Borel", Emile);
        using var emile = await world.App.SignedInAsync(Emile);
        await SubmitWithEmileAsync(world, AuthorsWorld.Pdf(2));
        var address = $"{world.Root}/{Assert.Single(await world.SubmissionsAsync()).Id}";
        Assert.Null((await world.Browser.GetDocumentAsync(address)).QuerySelector("form[action$='Disavow']"));

        using var said = await emile.SubmitFormAsync(address, new Dictionary<string, string?>(), "form[action$='Disavow']");

        Assert.Equal(world.Root, said.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(emile, address));
        Assert.Equal(Emile, Assert.Single(await world.AllAsync<AuthorDisavowal>()).NormalizedEmail);
    }

    [Fact]
    public async Task Whoever_is_off_the_list_meanwhile_has_nothing_to_take_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Émile Borel", Emile);
        using var emile = await world.App.SignedInAsync(Emile);
        await SubmitWithEmileAsync(world, AuthorsWorld.Pdf(2));
        var link = await LinkAsync(world, Emile);
        using var visitor = world.App.Browser();
        using var said = await visitor.SubmitFormAsync(link, new Dictionary<string, string?>(), button: "I am not an author of this");
        var (page, list) = (await visitor.GetDocumentAsync(link), await emile.GetDocumentAsync(world.Root));
        using var removed = await world.Browser.SubmitFormAsync(
            $"{world.Root}/{Assert.Single(await world.SubmissionsAsync()).Id}/edit", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Name"] = "", ["Input.Authors.Rows[1].Email"] = "", ["Input.Authors.Rows[1].Affiliation"] = "" }, button: "Save changes");
        Assert.Equal("Ada Ångström", Assert.Single(Assert.Single(await world.SubmissionsAsync()).Authors).Name);

        using var back = await visitor.SubmitFormAsync(page, link, new Dictionary<string, string?>(), button: "I am an author after all");
        using var fromList = await emile.SubmitFormAsync(list, world.Root, new Dictionary<string, string?>(), button: "I am an author after all");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (back.StatusCode, fromList.StatusCode));
        var answer = await back.DocumentAsync();
        Assert.Contains("This address does not stand in the author list any more. There is nothing to correct.", answer.Words(), StringComparison.Ordinal);
        Assert.Null(answer.QuerySelector("main form"));
        Assert.DoesNotContain("I am an author after all", (await emile.GetDocumentAsync(world.Root)).Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.disavowal-taken-back");
    }

    [Fact]
    public async Task Whoever_hands_a_paper_in_for_others_is_told_all_that_its_authors_are_told()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[0].Name"] = "Émile Borel";
        fields["Input.Authors.Rows[0].Email"] = Emile;
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);

        using var withdrawn = await world.Browser.SubmitFormAsync(submitted.Headers.Location!.ToString(), new Dictionary<string, string?>(), "form[action$='Withdraw']");

        var mails = await world.AllAsync<OutgoingMail>();
        Assert.Equal(
            ["submission.receipt ada@uni.example", "submission.receipt emile@ens.example", "submission.withdrawn ada@uni.example", "submission.withdrawn emile@ens.example"],
            mails.Select(mail => $"{mail.Kind} {mail.NormalizedTo}").Order(StringComparer.Ordinal));
        var ada = mails.Single(mail => mail.Kind == "submission.receipt" && mail.NormalizedTo == AuthorsWorld.Ada).Body;
        Assert.Contains("has arrived. You handed it in.", ada, StringComparison.Ordinal);
        Assert.DoesNotContain("/not-an-author/", ada, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_paper_without_a_pdf_has_not_arrived_because_somebody_changed_its_title()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var imported = Submission.Import(world.Event.Id, 1, "easychair/12", Given.Content("Imported", ("Ada", AuthorsWorld.Ada)), false, WorkshopApp.Start.AddDays(-40), WorkshopApp.Start).Value!;
        await world.App.SeedAsync(imported);

        using var changed = await world.Browser.SubmitFormAsync($"{world.Root}/{imported.Id}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Changed" }, button: "Save changes");

        Assert.Equal((HttpStatusCode.Redirect, "Changed"), (changed.StatusCode, Assert.Single(await world.SubmissionsAsync()).Title));
        Assert.Empty(await world.AllAsync<OutgoingMail>());
    }

    [Fact]
    public async Task A_co_author_who_joins_while_the_pdf_is_turned_down_gets_the_receipt_that_there_is()
    {
        await using var world = await AuthorsWorld.StartAsync(Given.Settings() with { DoubleBlind = false }, app => app.With("Checks:Workers", "0"));
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(3));
        await world.App.InScopeAsync<Web.Features.Submissions.SweepChecks, int>(sweep => sweep.RunAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.NotNull(Assert.Single(await world.SubmissionsAsync()).Problem);

        using var joined = await world.Browser.SubmitFormAsync($"{submitted.Headers.Location}/edit", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Name"] = "Émile Borel", ["Input.Authors.Rows[1].Email"] = Emile }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        var mail = Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.NormalizedTo == Emile);
        Assert.Contains(ReceiptCode.Grouped(Assert.Single(await world.AllAsync<SubmissionReceipt>()).Code), mail.Body, StringComparison.Ordinal);
        Assert.Contains("/not-an-author/", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_link_is_not_found()
    {
        using var app = new WorkshopApp();
        using var visitor = app.Browser();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, "/not-an-author/CfDJ8forged"));
    }

    private static async Task SubmitWithEmileAsync(AuthorsWorld world, byte[] pdf)
    {
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile Borel";
        fields["Input.Authors.Rows[1].Email"] = Emile;
        using var response = await world.NewAsync("Submit", pdf, fields);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task<string> LinkAsync(AuthorsWorld world, string to)
    {
        var body = (await world.App.QueryAsync(db => db.OutgoingMails.SingleAsync(mail => mail.NormalizedTo == to && mail.Kind == "submission.receipt"))).Body;
        return body[body.IndexOf("/not-an-author/", StringComparison.Ordinal)..].Trim();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
