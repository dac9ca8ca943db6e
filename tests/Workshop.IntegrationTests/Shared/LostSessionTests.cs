using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.People;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Reviews;
using Workshop.IntegrationTests.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

/// <summary>A form arrives without a valid session: what was typed comes back to whoever typed it, in the same browser, and to nobody else.</summary>
public sealed class LostSessionTests
{
    private const string Sentence = "You were signed out. What you typed is below; it is not saved yet.";

    [Fact]
    public async Task What_was_typed_is_there_after_signing_in_again_and_nothing_is_saved_by_that()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        await SignOutAsync(world.Browser);
        var fields = world.Paper("Typed for an hour");
        fields["Input.Authors.Rows[1].Name"] = "Émile";

        using var lost = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", fields, button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        Assert.Equal((HttpStatusCode.Redirect, $"/account/sign-in?returnUrl={Uri.EscapeDataString($"{world.Root}/new")}"), (lost.StatusCode, lost.Headers.Location!.ToString()));
        var back = await SignInAsync(world.Browser, lost.Headers.Location!.ToString(), AuthorsWorld.Ada);
        Assert.Equal($"{world.Root}/new", back);

        var again = await world.Browser.GetDocumentAsync(back);
        Assert.Contains($"{Sentence} Choose your file again: a file cannot be kept.", again.Words(), StringComparison.Ordinal);
        Assert.Equal(("Typed for an hour", "Émile", page.Value("Input.Id")), (again.Value("Input.Title"), again.Value("Input.Authors.Rows[1].Name"), again.Value("Input.Id")));
        Assert.NotNull(again.QuerySelector("input[name='Input.TopicIds']:checked"));
        Assert.Null(again.QuerySelector(".error-summary"));
        Assert.Empty(await world.SubmissionsAsync());
        Assert.Contains(Sentence, (await world.Browser.GetDocumentAsync(back)).Words(), StringComparison.Ordinal);

        using var saved = await world.Browser.SubmitFormAsync(again, back, new Dictionary<string, string?>(), button: "Save draft");
        Assert.Equal("Typed for an hour", Assert.Single(await world.SubmissionsAsync()).Title);
        Assert.Empty(await world.AllAsync<HeldForm>());
        Assert.DoesNotContain(Sentence, (await world.Browser.GetDocumentAsync(back)).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_person_in_the_same_browser_sees_none_of_it()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Eve", "eve@else.example");
        await LoseAsync(world, "Ada's secret");

        await SignInAsync(world.Browser, "/account/sign-in", "eve@else.example");
        var evesPage = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        Assert.DoesNotContain("Ada's secret", evesPage.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("You were signed out", evesPage.Words(), StringComparison.Ordinal);

        // It is still Ada's.
        await SignOutAsync(world.Browser);
        await SignInAsync(world.Browser, "/account/sign-in", AuthorsWorld.Ada);
        Assert.Equal("Ada's secret", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Value("Input.Title"));
    }

    [Fact]
    public async Task The_same_person_in_another_browser_sees_none_of_it()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await LoseAsync(world, "Typed at the office");

        using var home = await world.App.SignedInAsync(AuthorsWorld.Ada);

        Assert.NotEqual("Typed at the office", (await home.GetDocumentAsync($"{world.Root}/new")).Value("Input.Title"));
    }

    [Fact]
    public async Task After_two_hours_it_is_gone()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await LoseAsync(world, "Typed too long ago");
        world.App.Clock.Advance(HeldForm.Lasts);

        await SignInAsync(world.Browser, "/account/sign-in", AuthorsWorld.Ada);

        Assert.NotEqual("Typed too long ago", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Value("Input.Title"));
    }

    [Fact]
    public async Task A_form_made_for_somebody_else_is_kept_for_that_person_and_saves_nothing()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Eve", "eve@else.example");
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        await SignOutAsync(world.Browser);
        await SignInAsync(world.Browser, "/account/sign-in", "eve@else.example");

        using var refused = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", world.Paper("Ada's secret"), button: "Save draft");

        Assert.Equal((HttpStatusCode.Redirect, "/account"), (refused.StatusCode, refused.Headers.Location!.ToString()));
        var told = await world.Browser.GetDocumentAsync("/account");
        Assert.Contains("That form was opened by another account", told.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada's secret", told.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(await world.SubmissionsAsync());
        await SignOutAsync(world.Browser);
        await SignInAsync(world.Browser, "/account/sign-in", AuthorsWorld.Ada);
        Assert.Equal("Ada's secret", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Value("Input.Title"));
    }

    [Fact]
    public async Task A_token_too_old_for_the_same_person_shows_the_page_again_with_what_was_typed()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        var fields = world.Paper("Typed on an old page");
        fields["__RequestVerificationToken"] = "CfDJ8-of-another-time";

        using var refused = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", fields, button: "Save draft");

        Assert.Equal((HttpStatusCode.Redirect, $"{world.Root}/new"), (refused.StatusCode, refused.Headers.Location!.ToString()));
        Assert.Equal("Typed on an old page", (await world.Browser.GetDocumentAsync($"{world.Root}/new")).Value("Input.Title"));
        Assert.Empty(await world.SubmissionsAsync());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", true)]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Accept", "text/html", false)]
    public async Task Another_site_plants_nothing(string header, string value, bool withTypist)
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        await SignOutAsync(world.Browser);
        var fields = new Dictionary<string, string> { ["Input.Title"] = "Planted" };
        if (withTypist)
        {
            fields[Typist.Field] = page.Value(Typist.Field)!;
        }

        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{world.Root}/new", UriKind.Relative)) { Content = content };
        request.Headers.Add(header, value);
        using var response = await world.Browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Empty(await world.AllAsync<HeldForm>());
    }

    [Fact]
    public async Task One_person_holds_at_most_five_forms_and_none_that_is_too_large()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        await SignOutAsync(world.Browser);
        async Task LoseAsync(string path, string title)
        {
            world.App.Clock.Advance(TimeSpan.FromSeconds(1));
            using var content = new FormUrlEncodedContent(new Dictionary<string, string> { [Typist.Field] = page.Value(Typist.Field)!, ["Input.Title"] = title });
            using var lost = await world.Browser.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, lost.StatusCode);
        }

        for (var n = 0; n < HeldForm.MaxOfOnePerson + 2; n++)
        {
            await LoseAsync($"{world.Root}/{Guid.NewGuid()}/edit", $"Paper {n}");
        }

        await LoseAsync($"{world.Root}/new", new string('x', HeldForm.MaxLength));

        Assert.Equal(
            ["Paper 2", "Paper 3", "Paper 4", "Paper 5", "Paper 6"],
            (await world.AllAsync<HeldForm>()).OrderBy(form => form.ExpiresAt).Select(form => PostedFields.Read(form.Fields)["Input.Title"].ToString()));
    }

    [Fact]
    public async Task A_review_comes_back_too()
    {
        await using var app = new WorkshopApp();
        var world = await ReviewingWorld.MakeAsync(app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await app.SeedAsync(assignment);
        using var anna = await app.SignedInAsync(ReviewingWorld.Anna);
        var address = $"{world.Root}/reviews/{assignment.Id}";
        var page = await anna.GetDocumentAsync(address);
        await SignOutAsync(anna);

        using var lost = await anna.SubmitFormAsync(page, address, new Dictionary<string, string?> { ["Input.Score"] = "4", ["Input.ToAuthors"] = "Well argued." }, button: "Save draft");
        var back = await SignInAsync(anna, lost.Headers.Location!.ToString(), ReviewingWorld.Anna);

        var again = await anna.GetDocumentAsync(back);
        Assert.Contains(Sentence, again.Words(), StringComparison.Ordinal);
        Assert.Equal("Well argued.", again.Value("Input.ToAuthors"));
        Assert.NotNull(again.QuerySelector("input[name='Input.Score'][value='4']:checked"));
        using var saved = await anna.SubmitFormAsync(again, back, new Dictionary<string, string?>(), button: "Save draft");
        Assert.Equal("Well argued.", await app.QueryAsync(db => db.Reviews.Select(review => review.ToAuthors).SingleAsync()));
    }

    [Fact]
    public async Task A_button_with_nothing_typed_leads_to_the_page_that_it_was_on()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await world.SubmittedAsync();
        var page = await world.Browser.GetDocumentAsync(address);
        await SignOutAsync(world.Browser);

        using var lost = await world.Browser.SubmitFormAsync(page, address, new Dictionary<string, string?>(), "form[action$='Withdraw']");

        Assert.Equal($"/account/sign-in?returnUrl={Uri.EscapeDataString(address)}", lost.Headers.Location!.ToString());
        Assert.Empty(await world.AllAsync<HeldForm>());
        Assert.Equal(SubmissionState.Submitted, Assert.Single(await world.SubmissionsAsync()).State);
    }

    [Fact]
    public async Task Passwords_are_never_held()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var page = await world.Browser.GetDocumentAsync("/account/password");
        var names = page.QuerySelectorAll("main form input[type=password]").Select(input => input.GetAttribute("name")!).ToList();
        Assert.NotEmpty(names);
        await SignOutAsync(world.Browser);

        using var lost = await world.Browser.SubmitFormAsync(page, "/account/password", names.ToDictionary(name => name, _ => (string?)"hunter2hunter2"));

        Assert.Equal(HttpStatusCode.Redirect, lost.StatusCode);
        Assert.DoesNotContain(await world.AllAsync<HeldForm>(), form => form.Fields.Contains("hunter2", StringComparison.Ordinal));
    }

    private static async Task LoseAsync(AuthorsWorld world, string title)
    {
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");
        await SignOutAsync(world.Browser);
        using var lost = await world.Browser.SubmitFormAsync(page, $"{world.Root}/new", world.Paper(title), button: "Save draft");
        Assert.Single(await world.AllAsync<HeldForm>());
    }

    private static async Task SignOutAsync(HttpClient browser)
    {
        using var response = await browser.SubmitFormAsync("/account", new Dictionary<string, string?>(), "form[action='/account/sign-out']");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task<string> SignInAsync(HttpClient browser, string path, string email)
    {
        using var response = await browser.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Email"] = email, ["Input.Password"] = Given.Password });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }
}
