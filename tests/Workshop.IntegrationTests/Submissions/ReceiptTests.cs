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
        Assert.Contains("There is no receipt with this code.", (await response.DocumentAsync()).Words(), StringComparison.Ordinal);
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
