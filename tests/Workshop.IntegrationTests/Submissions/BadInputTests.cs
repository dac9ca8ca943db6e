using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>Each mistake gets its sentence, and nothing that was typed is lost.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task No_file()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", null);

        await AssertRefusedAsync(world, response, "Choose the PDF of your extended abstract.", versions: 0);
    }

    [Fact]
    public async Task Zero_bytes()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", []);

        await AssertRefusedAsync(world, response, "There is no file, or it is empty (0 bytes). Choose the PDF again.", versions: 0);
    }

    [Fact]
    public async Task Renamed_docx()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", Encoding.Latin1.GetBytes("PK\u0003\u0004....[Content_Types].xml....word/document.xml...."));

        await AssertRefusedAsync(world, response, "This is a Word document, whatever its name says. Export it as PDF and choose that file.", versions: 0);
    }

    [Fact]
    public async Task Three_pages()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(3));

        await AssertRefusedAsync(world, response, "The PDF has 3 pages; the limit is 2. Shorten it to 2 pages and choose the new file.", versions: 1);
    }

    [Fact]
    public async Task Password_protected()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Submit", await world.LockedPdfAsync());

        await AssertRefusedAsync(world, response, "The PDF asks for a password. Save it without a password and choose the new file.", versions: 1);
    }

    [Fact]
    public async Task Fifty_megabytes()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var large = new byte[50 * 1024 * 1024];
        AuthorsWorld.Pdf(2).CopyTo(large, 0);

        using var response = await world.NewAsync("Submit", large);

        await AssertRefusedAsync(world, response, "Choose a PDF of at most 10 MB: this one has 50 MB. Smaller pictures help most.", versions: 0);
    }

    [Fact]
    public async Task After_the_deadline()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        world.App.Clock.Now = world.Event.SubmissionsClose.AddSeconds(1);

        using var response = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Contains("The submission deadline has passed, so nothing can be submitted or changed.", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        AssertTyped(page);
        Assert.Null(page.ErrorAt("File"));
        Assert.Empty(await world.SubmissionsAsync());
        Assert.Empty(await world.AllAsync<StoredFile>());
    }

    [Fact]
    public async Task Two_tabs()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var first = await world.Browser.GetDocumentAsync($"{address}/edit");
        var second = await world.Browser.GetDocumentAsync($"{address}/edit");
        using var saved = await world.Browser.SubmitFormAsync(first, $"{address}/edit", new Dictionary<string, string?> { ["Input.Abstract"] = "From the first tab." }, button: "Save changes");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using var response = await world.Browser.SubmitFormAsync(second, $"{address}/edit", new Dictionary<string, string?> { ["Input.Abstract"] = "From the second tab." }, button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(1))]);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Contains("This submission was changed in another window", page.QuerySelector("#error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("From the second tab.", page.Value("Input.Abstract"));
        Assert.Equal(["From the first tab.", "From the second tab."], page.QuerySelectorAll(".saved-text .difference .text").Select(side => side.TextContent.Trim()));
        Assert.Equal(("first", "second"), (page.QuerySelector(".saved-text del")!.TextContent.Trim(), page.QuerySelector(".saved-text ins")!.TextContent.Trim()));
        Assert.Equal("paper.pdf is not saved. Choose it again before you save.", page.ErrorAt("File"));
        Assert.Equal("From the first tab.", Assert.Single(await world.SubmissionsAsync()).Abstract);

        // Having compared the two, the author keeps the second.
        using var again = await world.Browser.SubmitFormAsync(page, $"{address}/edit", new Dictionary<string, string?>(), button: "Save changes");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("From the second tab.", Assert.Single(await world.SubmissionsAsync()).Abstract);
    }

    [Fact]
    public async Task Of_two_texts_each_field_may_come_from_the_other()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var second = await world.Browser.GetDocumentAsync($"{address}/edit");
        using var saved = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "First", ["Input.Abstract"] = "From the first tab.", ["Input.Authors.Rows[0].Name"] = "Ada First" }, button: "Save changes");
        using var conflict = await world.Browser.SubmitFormAsync(second, $"{address}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Second", ["Input.Abstract"] = "From the second tab." }, button: "Save changes");
        var page = await conflict.DocumentAsync();
        Assert.Equal(["Title", "Abstract", "Authors"], page.QuerySelectorAll(".saved-text .difference").Select(field => field.GetAttribute("aria-label")));

        using var merged = await world.Browser.SubmitFormAsync(page, $"{address}/edit", new Dictionary<string, string?> { ["take"] = "Abstract" }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, merged.StatusCode);
        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal(("Second", "From the first tab.", "Ada Ångström"), (submission.Title, submission.Abstract, submission.Authors[0].Name));
    }

    [Fact]
    public async Task Double_click()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        Task<HttpResponseMessage> Click() => world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);

        var responses = await Task.WhenAll(Click(), Click(), Click());

        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.All(responses, response => Assert.Equal((HttpStatusCode.Redirect, $"{world.Root}/{submission.Id}"), (response.StatusCode, response.Headers.Location?.ToString())));
        Assert.Single(submission.Versions);
        Assert.Single(await world.AllAsync<OutgoingMail>());
    }

    [Fact]
    public async Task Form_that_was_left_by_the_back_button_and_sent_again_with_another_text_overwrites_nothing_unseen()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        using var first = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper("First"), button: "Save draft");

        using var second = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", world.Paper("Second"), button: "Save draft");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await second.DocumentAsync();
        Assert.Equal("Second", page.Value("Input.Title"));
        Assert.Equal(["First", "Second"], page.QuerySelectorAll(".saved-text [aria-label=Title] .text").Select(side => side.TextContent.Trim()));
        Assert.Equal("First", Assert.Single(await world.SubmissionsAsync()).Title);
    }

    [Fact]
    public async Task Wrong_fields_are_named_while_the_file_is_kept()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Abstract"] = " ";
        fields["Input.Authors.Rows[0].Email"] = "nobody";

        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal("Give an abstract.", page.ErrorAt("Abstract"));
        Assert.Equal("“nobody” is not an e-mail address. It looks like name@university.edu.", page.ErrorAt("Authors_Rows_0__Email"));
        Assert.Equal("nobody", page.Value("Input.Authors.Rows[0].Email"));
        Assert.Equal("paper.pdf is saved with what you just sent: 2 pages of at most 2: acceptable. Choose a file only to replace it.", page.GetElementById("Input_File-hint")!.TextContent.Trim());
        Assert.Equal(SubmissionState.Draft, Assert.Single(await world.SubmissionsAsync()).State);

        using var mended = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", new Dictionary<string, string?> { ["Input.Abstract"] = "Now.", ["Input.Authors.Rows[0].Email"] = AuthorsWorld.Ada }, button: "Submit");
        Assert.Equal(HttpStatusCode.Redirect, mended.StatusCode);
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
    }

    [Fact]
    public async Task When_not_even_a_draft_can_be_kept_the_page_says_to_choose_the_file_again()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var title = new string('x', SubmissionContent.MaxTitleLength + 1);

        using var response = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2), world.Paper(title));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal("The title has 301 characters. Shorten it to 300.", page.ErrorAt("Title"));
        Assert.Equal("paper.pdf is not saved. Choose it again before you save.", page.ErrorAt("File"));
        Assert.Equal(title, page.Value("Input.Title"));
        Assert.Empty(await world.SubmissionsAsync());
    }

    [Fact]
    public async Task Bad_new_version_leaves_the_submitted_one_in_place()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();

        using var response = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(3))]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The PDF has 3 pages; the limit is 2. Shorten it to 2 pages and choose the new file. The version that you submitted before stays in place.", (await response.DocumentAsync()).ErrorAt("File"));
        // It was stored before it was checked, so it is kept; what stands is the one before.
        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal([(1, CheckState.Acceptable), (2, CheckState.Blocked)], submission.Versions.OrderBy(version => version.Number).Select(version => (version.Number, version.Check)));
        Assert.Equal(1, submission.CurrentVersion?.Number);
        Assert.Single(await world.AllAsync<OutgoingMail>());
    }

    private static async Task AssertRefusedAsync(AuthorsWorld world, HttpResponseMessage response, string sentence, int versions)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Equal(sentence, page.ErrorAt("File"));
        AssertTyped(page);
        var draft = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((SubmissionState.Draft, versions), (draft.State, draft.Versions.Count));
        Assert.Empty(await world.AllAsync<OutgoingMail>());

        // With a good file the same page goes through.
        using var mended = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", new Dictionary<string, string?>(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        Assert.Equal(HttpStatusCode.Redirect, mended.StatusCode);
    }

    private static void AssertTyped(IHtmlDocument page)
    {
        Assert.Equal("Bounds on $\\ell_1$", page.Value("Input.Title"));
        Assert.Equal("We prove that $a < b$.\n\nIt is tight.", page.Value("Input.Abstract")!.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(AuthorsWorld.Ada, page.Value("Input.Authors.Rows[0].Email"));
        Assert.NotNull(page.QuerySelector("input[name='Input.TopicIds']:checked"));
        Assert.NotNull(page.QuerySelector("input[name='Input.Preference'][value=Talk]:checked"));
    }
}
