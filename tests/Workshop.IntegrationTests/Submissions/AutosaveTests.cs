using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>What autosave.js sends: the form of the page without its file, to the address that the page names.</summary>
public sealed class AutosaveTests
{
    private static readonly (string?, string?) Started = ("saved", "1");

    [Fact]
    public async Task First_autosave_of_a_new_form_makes_the_draft_and_submitting_makes_no_second_one()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        var (status, answer) = await AutosaveAsync(world, page, new() { ["Input.Title"] = "Half a title." });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Started, (Text(answer, "state"), Text(answer, "revision")));
        var draft = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((SubmissionState.Draft, "Half a title.", $"{world.Root}/{draft.Id}/edit"), (draft.State, draft.Title, Text(answer, "edit")));
        Assert.Equal("Half a title", Text(answer.GetProperty("title"), "suggestion"));
        Assert.Empty(await world.AllAsync<OutgoingMail>());
        Assert.DoesNotContain(await world.AllAsync<AuditEntry>(), entry => entry.SubmissionId == draft.Id);

        var fields = world.Paper();
        fields["Input.Revision"] = Text(answer, "revision");
        using var submitted = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", fields, button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Equal((draft.Id, SubmissionState.Submitted), Assert.Single((await world.SubmissionsAsync()).Select(s => (s.Id, s.State))));
    }

    [Fact]
    public async Task Autosaving_twice_the_same_changes_nothing_the_second_time()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        var first = await AutosaveAsync(world, page, world.Paper());
        var second = await AutosaveAsync(world, page, world.Paper());

        Assert.Equal(Started, (Text(first.Answer, "state"), Text(first.Answer, "revision")));
        Assert.Equal(Started, (Text(second.Answer, "state"), Text(second.Answer, "revision")));
        Assert.Equal(1, Assert.Single(await world.SubmissionsAsync()).Revision);
    }

    [Fact]
    public async Task Autosave_never_changes_what_is_submitted_and_offers_the_changes_later()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var before = (await world.AllAsync<OutgoingMail>()).Count + (await world.AllAsync<AuditEntry>()).Count;

        var (status, answer) = await AutosaveAsync(world, await world.Browser.GetDocumentAsync($"{address}/edit"), new() { ["Input.Title"] = "A better title", ["Input.Authors.Rows[1].Name"] = "Émile" });

        Assert.Equal((HttpStatusCode.OK, "kept"), (status, Text(answer, "state")));
        Assert.Equal(("Bounds on $\\ell_1$", 1), Assert.Single((await world.SubmissionsAsync()).Select(s => (s.Title, s.Authors.Count))));
        Assert.Equal(before, (await world.AllAsync<OutgoingMail>()).Count + (await world.AllAsync<AuditEntry>()).Count);

        var offered = await world.Browser.GetDocumentAsync($"{address}/edit");
        Assert.Contains("You have changes from Mon 1 Feb 2027, 10:00", offered.Words(), StringComparison.Ordinal);
        Assert.Equal(["Title", "Authors"], offered.QuerySelectorAll(".unsent .difference").Select(field => field.GetAttribute("aria-label")));
        Assert.Equal("Bounds on $\\ell_1$", offered.Value("Input.Title"));

        var going = await world.Browser.GetDocumentAsync(offered.QuerySelector(".unsent a[role=button]")!.GetAttribute("href")!);
        Assert.Equal(("A better title", "Émile"), (going.Value("Input.Title"), going.Value("Input.Authors.Rows[1].Name")));
        using var saved = await world.Browser.SubmitFormAsync(going, $"{address}/edit", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Email"] = "emile@ens.example" }, "form[data-autosave]", "Save changes");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("A better title", Assert.Single(await world.SubmissionsAsync()).Title);
        Assert.Empty(await world.AllAsync<WorkingCopy>());
    }

    [Fact]
    public async Task Unsent_changes_are_one_persons_and_are_discarded_by_a_button()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Émile", "emile@ens.example");
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "emile@ens.example";
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        var address = submitted.Headers.Location!.ToString();
        using var coAuthor = await world.App.SignedInAsync("emile@ens.example");

        await AutosaveAsync(world, await world.Browser.GetDocumentAsync($"{address}/edit"), new() { ["Input.Title"] = "Ada's idea" });
        await AutosaveAsync(world, await world.Browser.GetDocumentAsync($"{address}/edit"), new() { ["Input.Title"] = "Ada's better idea" });

        Assert.Null((await coAuthor.GetDocumentAsync($"{address}/edit")).QuerySelector(".unsent"));
        Assert.Contains("Ada's better idea", (await world.Browser.GetDocumentAsync($"{address}/edit")).QuerySelector(".unsent")!.TextContent, StringComparison.Ordinal);
        using var discarded = await world.Browser.SubmitFormAsync($"{address}/edit", new Dictionary<string, string?>(), "form[action$='Discard']");
        Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        Assert.Empty(await world.AllAsync<WorkingCopy>());
    }

    [Fact]
    public async Task Typing_what_is_submitted_takes_the_unsent_changes_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var page = await world.Browser.GetDocumentAsync($"{address}/edit");
        await AutosaveAsync(world, page, new() { ["Input.Title"] = "A better title" });

        var (_, answer) = await AutosaveAsync(world, page, []);

        Assert.Equal("saved", Text(answer, "state"));
        Assert.Empty(await world.AllAsync<WorkingCopy>());
    }

    [Fact]
    public async Task Autosave_of_a_draft_that_was_changed_in_another_window_overwrites_nothing_and_loses_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        using var first = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", world.Paper("First"), button: "Save draft");

        var (status, answer) = await AutosaveAsync(world, page, world.Paper("Second"));

        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (status, Text(answer, "state")));
        var draft = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal("First", draft.Title);
        var offered = await world.Browser.GetDocumentAsync($"{world.Root}/{draft.Id}/edit");
        Assert.Equal(["First", "Second"], offered.QuerySelectorAll(".unsent [aria-label=Title] .text").Select(side => side.TextContent.Trim()));

        // "Compare the two" shows both in the window that found out.
        using var compared = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", world.Paper("Second"), button: "Compare the two");
        var both = await compared.DocumentAsync();
        Assert.Equal(["First", "Second"], both.QuerySelectorAll(".saved-text [aria-label=Title] .text").Select(side => side.TextContent.Trim()));
        using var kept = await world.Browser.SubmitFormAsync(both, $"{world.Root}/{draft.Id}/edit", new Dictionary<string, string?>(), button: "Save draft");
        Assert.Equal("Second", Assert.Single(await world.SubmissionsAsync()).Title);
    }

    [Fact]
    public async Task What_a_draft_cannot_take_is_kept_apart_and_the_sentence_says_why()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        var (_, first) = await AutosaveAsync(world, page, world.Paper());
        var fields = world.Paper(new string('x', SubmissionContent.MaxTitleLength + 1));
        fields["Input.Revision"] = Text(first, "revision");

        var (status, answer) = await AutosaveAsync(world, page, fields);

        Assert.Equal((HttpStatusCode.OK, "kept", "The title has 301 characters. Shorten it to 300."), (status, Text(answer, "state"), Text(answer, "message")));
        Assert.Equal("Bounds on $\\ell_1$", Assert.Single(await world.SubmissionsAsync()).Title);
        Assert.Contains(new string('x', SubmissionContent.MaxTitleLength + 1), Assert.Single(await world.AllAsync<WorkingCopy>()).Fields, StringComparison.Ordinal);
    }

    /// <summary>Half an address is saved by itself a moment after it is typed: whoever has the draft by that address alone must not lose it to that.</summary>
    [Fact]
    public async Task Autosave_never_takes_a_draft_away_from_the_co_author_who_types()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Émile", "emile@ens.example");
        using var emile = await world.App.SignedInAsync("emile@ens.example");
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = "emile@ens.example";
        using var draft = await world.NewAsync("Save draft", null, fields);
        var edit = draft.Headers.Location!.ToString();

        var (status, answer) = await AutosaveAsync(emile, await emile.GetDocumentAsync(edit), new() { ["Input.Authors.Rows[1].Email"] = "emile@ens.exampl" });

        Assert.Equal((HttpStatusCode.OK, "kept"), (status, Text(answer, "state")));
        Assert.StartsWith("None of your confirmed addresses would stand in the author list", Text(answer, "message"), StringComparison.Ordinal);
        Assert.Contains("emile@ens.exampl", (await emile.GetDocumentAsync(edit)).QuerySelector(".unsent")!.TextContent, StringComparison.Ordinal);

        // The person who made it keeps it anyway.
        var (_, owners) = await AutosaveAsync(world, await world.Browser.GetDocumentAsync(edit), new() { ["Input.Authors.Rows[0].Email"] = "ada@uni.exampl" });
        Assert.Equal("saved", Text(owners, "state"));
    }

    [Fact]
    public async Task After_the_deadline_nothing_is_saved_by_itself_either()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        world.App.Clock.Now = world.Event.SubmissionsClose.AddSeconds(1);

        var (status, answer) = await AutosaveAsync(world, page, world.Paper());

        Assert.Equal((HttpStatusCode.BadRequest, "refused"), (status, Text(answer, "state")));
        Assert.StartsWith("The submission deadline has passed", Text(answer, "message"), StringComparison.Ordinal);
        Assert.Empty(await world.SubmissionsAsync());
    }

    [Fact]
    public async Task Strangers_and_forms_without_a_session_save_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Stranger", "stranger@else.example");
        var address = await world.SubmittedAsync();
        var own = await world.Browser.GetDocumentAsync($"{address}/edit");
        using var stranger = await world.App.SignedInAsync("stranger@else.example");
        using var visitor = world.App.Browser();
        var path = own.QuerySelector("form[data-autosave]")!.GetAttribute("data-autosave")!;
        var strangers = await stranger.GetDocumentAsync($"{world.Root}/new");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(stranger, path, Fields(strangers, new() { ["Input.Revision"] = "2", ["Input.Title"] = "Stolen" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(stranger, path, Fields(own, new() { ["Input.Title"] = "Stolen" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(visitor, path, Fields(own, new() { ["Input.Title"] = "Stolen" })));
        Assert.Equal("Bounds on $\\ell_1$", Assert.Single(await world.SubmissionsAsync()).Title);
        Assert.Empty(await world.AllAsync<WorkingCopy>());
    }

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).ToString();

    private static Task<(HttpStatusCode Status, JsonElement Answer)> AutosaveAsync(AuthorsWorld world, IHtmlDocument page, Dictionary<string, string?> fields) => AutosaveAsync(world.Browser, page, fields);

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> AutosaveAsync(HttpClient browser, IHtmlDocument page, Dictionary<string, string?> fields)
    {
        var path = page.QuerySelector("form[data-autosave]")!.GetAttribute("data-autosave")!;
        using var response = await SendAsync(browser, path, Fields(page, fields));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (response.StatusCode, json.RootElement.Clone());
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        using var response = await SendAsync(browser, path, fields);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Requested-With", "XMLHttpRequest");
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The form as the page has it, changed.</summary>
    private static Dictionary<string, string> Fields(IHtmlDocument page, Dictionary<string, string?> changes)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in ((IHtmlFormElement)page.QuerySelector("form[data-autosave]")!).Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0 } input when input.Type is not ("submit" or "file") && (input.Type is not ("checkbox" or "radio") || input.IsChecked):
                    fields[input.Name!] = input.Value ?? "";
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    fields[area.Name!] = area.Value ?? "";
                    break;
            }
        }

        foreach (var (name, value) in changes)
        {
            fields[name] = value ?? "";
        }

        return fields;
    }
}
