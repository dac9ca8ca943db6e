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
}
