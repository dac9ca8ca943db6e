using System.Net;
using System.Text.Json;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>What the form does without script: its buttons that save nothing, its suggestions, its ORCID iDs.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task Preview_shows_title_and_abstract_set_and_saves_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();

        using var response = await world.NewAsync("Preview", null);

        var page = await response.DocumentAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["$\\ell_1$", "$a < b$"], page.QuerySelectorAll(".maths-preview:not([hidden]) .formula").Select(formula => formula.TextContent));
        Assert.Equal("Bounds on $\\ell_1$", page.Value("Input.Title"));
        Assert.Empty(await world.SubmissionsAsync());
    }

    [Fact]
    public async Task A_title_that_could_read_better_gets_a_suggestion_and_one_button_takes_it()
    {
        await using var world = await AuthorsWorld.StartAsync();
        using var draft = await world.NewAsync("Save draft", null, world.Paper("On \\emph{small}  reasons."));
        var address = draft.Headers.Location!.ToString();
        var page = await world.Browser.GetDocumentAsync(address);
        Assert.Equal("On small reasons", page.GetElementById("title-suggestion")!.TextContent);

        using var taken = await world.Browser.SubmitFormAsync(page, address, new Dictionary<string, string?>(), button: "Use this title");

        var after = await taken.DocumentAsync();
        Assert.Equal("On small reasons", after.Value("Input.Title"));
        Assert.True(after.GetElementById("title-hints")!.HasAttribute("hidden"));
        using var saved = await world.Browser.SubmitFormAsync(after, address, new Dictionary<string, string?>(), button: "Save draft");
        Assert.Equal("On small reasons", Assert.Single(await world.SubmissionsAsync()).Title);
    }

    [Fact]
    public async Task A_pasted_list_fills_the_rows_with_and_without_script_alike()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Paste"] = "Émile Borel <emile@ens.example>, ENS\nBo, Uni B";
        var form = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        using var posted = await world.Browser.SubmitFormAsync(form, $"{world.Root}/new", fields, button: "Fill in the rows");
        var page = await posted.DocumentAsync();
        Assert.Equal(["Ada Ångström", "Émile Borel", "Bo"], Enumerable.Range(0, 3).Select(row => page.Value($"Input.Authors.Rows[{row}].Name")));
        Assert.Empty(await world.SubmissionsAsync());

        fields["__RequestVerificationToken"] = form.Value("__RequestVerificationToken");
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value ?? "")));
        using var asked = await world.Browser.PostAsync(new Uri(form.QuerySelector("[data-author-rows]")!.GetAttribute("data-author-rows")!, UriKind.Relative), content, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["Ada Ångström", "Émile Borel", "Bo"], json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("touched").GetInt32());
    }

    [Fact]
    public async Task An_orcid_is_checked_normalized_and_shown_and_a_wrong_one_keeps_a_draft_a_draft()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[0].Orcid"] = "0000-0002-1825-0098";
        using var refused = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        var page = await refused.DocumentAsync();
        Assert.Equal("A digit of this ORCID iD is wrong. Copy it from your page at orcid.org, or leave the field empty.", page.ErrorAt("Authors_Rows_0__Orcid"));
        Assert.Equal("0000-0002-1825-0098", page.Value("Input.Authors.Rows[0].Orcid"));

        using var submitted = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", new Dictionary<string, string?> { ["Input.Authors.Rows[0].Orcid"] = "https://orcid.org/0000000218250097" }, button: "Submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);

        Assert.Equal("0000-0002-1825-0097", Assert.Single(await world.SubmissionsAsync()).Authors[0].Orcid);
        var shown = await world.Browser.GetDocumentAsync(submitted.Headers.Location!.ToString());
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", shown.QuerySelector("a.orcid")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_orcid_of_the_profile_stands_in_the_first_row()
    {
        await using var world = await AuthorsWorld.StartAsync();
        using var wrong = await world.Browser.SubmitFormAsync("/account/profile", new Dictionary<string, string?> { ["Input.Orcid"] = "12" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await world.Browser.SubmitFormAsync("/account/profile", new Dictionary<string, string?> { ["Input.Orcid"] = "orcid.org/0000-0002-1694-233x" });
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);

        Assert.Equal("0000-0002-1694-233X", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Value("Input.Authors.Rows[0].Orcid"));
    }

    [Fact]
    public async Task Affiliations_are_suggested_from_ones_own_papers_and_from_nobody_elses()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Affiliation"] = "École normale supérieure";
        using var mine = await world.NewAsync("Save draft", null, fields);
        var stranger = await world.App.PersonAsync("Stranger", "stranger@else.example");
        var content = Given.Content("Strange", ("Stranger", "stranger@else.example")) with { Authors = [new AuthorEntry("Stranger", "stranger@else.example", "Institute of Secrets", true)] };
        await world.App.SeedAsync(Submission.Start(Guid.NewGuid(), world.Event.Id, 2, stranger.Id, content, WorkshopApp.Start).Value!);

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        var list = page.QuerySelector("input[name='Input.Authors.Rows[0].Affiliation']")!.GetAttribute("list")!;
        Assert.Equal(["University of Testing", "École normale supérieure"], page.GetElementById(list)!.QuerySelectorAll("option").Select(option => option.GetAttribute("value")).OrderByDescending(value => value == "University of Testing"));
        Assert.DoesNotContain("Institute of Secrets", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}
