using System.Net;
using AngleSharp.Html.Dom;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

public sealed class SubmissionTypeTests
{
    private static readonly SubmissionTypeSettings Paper = new("Extended abstract", "New or published work.", null, null, null, true, null, null, false);
    private static readonly SubmissionTypeSettings Demo = new("Demo", "Something that runs.", 1, null, new TextLimit(TextUnit.Words, null, 5), false, null, null, false);

    [Fact]
    public async Task Without_types_there_is_nothing_to_choose()
    {
        await using var world = await AuthorsWorld.StartAsync();

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        Assert.Empty(page.QuerySelectorAll("[name='Input.TypeId']"));
    }

    [Fact]
    public async Task A_type_must_be_chosen_and_its_limits_hold()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo);
        var demo = form.Types[1].Id.ToString();

        using var none = await world.NewAsync("Submit", AuthorsWorld.Pdf(2));
        var page = await none.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal("Choose what you submit.", page.ErrorAt("TypeId"));

        using var chosen = await world.Browser.SubmitFormAsync(page, none.RequestMessage!.RequestUri!.PathAndQuery, new Dictionary<string, string?> { ["Input.TypeId"] = demo }, button: "Submit");
        page = await chosen.DocumentAsync();
        Assert.Equal("The abstract has 7 words. Shorten it to 5 words.", page.ErrorAt("Abstract"));
        Assert.Contains("Needs no PDF; an abstract of at most 5 words.", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_that_needs_no_pdf_is_submitted_without_one_and_gets_a_receipt()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo);
        var fields = world.Paper();
        fields["Input.TypeId"] = form.Types[1].Id.ToString();
        fields["Input.Abstract"] = "It runs.";

        using var response = await world.NewAsync("Submit", null, fields);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var saved = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal((form.Types[1].Id, SubmissionState.Submitted), (saved.TypeId, saved.State));
        Assert.Contains("without a PDF", Assert.Single(await world.AllAsync<Domain.Mail.OutgoingMail>()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_type_is_not_offered_and_a_single_one_is_chosen_already()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo with { IsClosed = true });

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        var only = Assert.IsAssignableFrom<IHtmlInputElement>(Assert.Single(page.QuerySelectorAll("[name='Input.TypeId']")));
        Assert.Equal((form.Types[0].Id.ToString(), true), (only.Value, only.IsChecked));
    }

    [Fact]
    public async Task A_type_that_the_event_does_not_have_is_no_type()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.TypeId"] = Guid.NewGuid().ToString();

        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Null(Assert.Single(await world.SubmissionsAsync()).TypeId);
    }

    [Fact]
    public async Task Another_type_applies_its_page_limit_to_the_pdf_that_is_there()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo with { Abstract = null });
        var fields = world.Paper();
        fields["Input.TypeId"] = form.Types[0].Id.ToString();
        using var draft = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2), fields);
        Assert.Equal(HttpStatusCode.Redirect, draft.StatusCode);

        using var refused = await world.Browser.SubmitFormAsync(draft.Headers.Location!.ToString(), new Dictionary<string, string?> { ["Input.TypeId"] = form.Types[1].Id.ToString() }, button: "Submit");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("2 pages", (await refused.DocumentAsync()).ErrorAt("File")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_becomes_a_paper_only_with_its_pdf()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo with { Abstract = null });
        var fields = world.Paper();
        fields["Input.TypeId"] = form.Types[1].Id.ToString();
        using var demo = await world.NewAsync("Submit", null, fields);
        var edit = demo.Headers.Location + "/edit";
        var paper = new Dictionary<string, string?> { ["Input.TypeId"] = form.Types[0].Id.ToString() };

        using var refused = await world.Browser.SubmitFormAsync(edit, paper, button: "Save changes");
        Assert.Equal((HttpStatusCode.BadRequest, "Choose the PDF of your extended abstract."), (refused.StatusCode, (await refused.DocumentAsync()).ErrorAt("File")));
        Assert.Equal(form.Types[1].Id, Assert.Single(await world.SubmissionsAsync()).TypeId);
        using var saved = await world.Browser.SubmitFormAsync(edit, paper, button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(form.Types[0].Id, Assert.Single(await world.SubmissionsAsync()).TypeId);
    }

    [Fact]
    public async Task A_draft_whose_type_has_closed_goes_on_as_one_of_a_type_that_is_open()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await world.FormAsync(Paper, Demo with { Abstract = null, PageLimit = null, ClosesAt = world.Event.SubmissionsClose.AddHours(5) });
        var fields = world.Paper();
        fields["Input.TypeId"] = form.Types[0].Id.ToString();
        using var typed = await world.NewAsync("Save draft", null, fields);
        using var untyped = await world.NewAsync("Save draft", null, world.Paper("Without a type"));
        world.App.Clock.Now = world.Event.SubmissionsClose.AddHours(1);
        var edit = typed.Headers.Location!.ToString();
        var demo = new Dictionary<string, string?> { ["Input.TypeId"] = form.Types[1].Id.ToString() };

        Assert.Contains($"{world.Root}/", (await world.Browser.GetDocumentAsync(edit[..^5])).QuerySelector(".primary-action a")!.GetAttribute("href")!, StringComparison.Ordinal);
        using var refused = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?>(), button: "Save draft");
        Assert.Equal((HttpStatusCode.BadRequest, "The deadline for “Extended abstract” has passed. Choose another type."), (refused.StatusCode, (await refused.DocumentAsync()).ErrorAt("TypeId")));
        // Large enough to meet the gate, which knows no type.
        using var saved = await world.Browser.SubmitFormAsync(edit, demo, button: "Submit", files: [AuthorsWorld.File([.. AuthorsWorld.Pdf(2), .. new byte[300_000]])]);
        using var chosen = await world.Browser.SubmitFormAsync(untyped.Headers.Location!.ToString(), demo, button: "Submit");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (saved.StatusCode, chosen.StatusCode));
        Assert.All(await world.SubmissionsAsync(), s => Assert.Equal(form.Types[1].Id, s.TypeId));
    }

    [Fact]
    public async Task A_type_that_needs_no_pdf_says_so_wherever_the_pdf_would_stand()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Olga", "olga@third.example");
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@third.example"));
        using var olga = await world.App.SignedInAsync("olga@third.example");
        var form = await world.FormAsync(Demo with { Abstract = null });
        using var demo = await world.NewAsync("Submit", null);
        var page = demo.Headers.Location!.ToString();

        var edit = await world.Browser.GetDocumentAsync(page + "/edit");
        Assert.Equal("PDF of your extended abstract optional", edit.QuerySelector("label[for='Input_File']")!.TextContent);
        Assert.Equal("Not needed for “Demo”. At most 1 page and 10 MB.", edit.GetElementById("pdf-limits")!.TextContent);
        Assert.Contains("None, and none is needed for “Demo”.", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        var managed = await olga.GetDocumentAsync(page.Replace("/submissions/", "/organize/submissions/", StringComparison.Ordinal));
        Assert.Contains("None, and none is needed for “Demo”.", managed.Words(), StringComparison.Ordinal);
        Assert.Null(managed.QuerySelector("table[aria-labelledby=versions]"));
    }
}
