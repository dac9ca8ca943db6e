using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Organize;
using Workshop.Testing;
using Workshop.Web.Features.Submissions;

namespace Workshop.IntegrationTests.Submissions;

public sealed class LateLinkTests
{
    /// <summary>Soon enough that whoever signs in now is still signed in when the deadline has passed.</summary>
    private static EventSettings Closing => Given.Settings() with { SubmissionsClose = WorkshopApp.Start.AddDays(3) };

    [Fact]
    public async Task Whoever_has_the_link_begins_and_submits_one_paper_until_it_expires()
    {
        await using var world = await OrganizersWorld.StartAsync(Closing);
        world.App.Clock.Now = world.Event.SubmissionsClose.AddDays(1);
        var (link, expires) = await MadeAsync(world);
        using var ada = await world.App.SignedInAsync("ada@third.example");
        var root = $"/e/{world.Event.Slug}/submissions";
        Assert.Null((await ada.GetDocumentAsync($"{root}/new")).QuerySelector("main form[enctype]"));

        using var begun = await ada.SubmitFormAsync(link, new Dictionary<string, string?>(), button: "Begin a submission");
        Assert.Equal($"{root}/new", begun.Headers.Location!.ToString());
        var form = await ada.GetDocumentAsync($"{root}/new");
        Assert.Contains("You came by a link for late submissions.", form.Words(), StringComparison.Ordinal);
        using var draft = await ada.SubmitFormAsync(form, $"{root}/new", Paper("Late"), button: "Save draft");
        Assert.Equal(HttpStatusCode.Redirect, draft.StatusCode);
        Assert.Null((await ada.GetDocumentAsync($"{root}/new")).QuerySelector("main form[enctype]"));

        world.App.Clock.Now = expires;
        using var submitted = await ada.SubmitFormAsync(draft.Headers.Location!.ToString(), new Dictionary<string, string?>(), button: "Submit", files: [AuthorsWorld.File(AuthorsWorld.Pdf(2))]);
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Equal(SubmissionState.Submitted, (await world.App.QueryAsync(db => db.Submissions.AsNoTracking().SingleAsync())).State);
        world.App.Clock.Now = expires.AddSeconds(1);
        Assert.Contains("This cannot be changed now", (await ada.GetDocumentAsync(draft.Headers.Location!.ToString())).Words(), StringComparison.Ordinal);

        var list = await world.Browser.GetDocumentAsync($"{world.Root}/settings/late-links");
        Assert.Contains("1 of 1", list.Words(), StringComparison.Ordinal);
        Assert.Contains("Ada #1", list.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(link[(link.LastIndexOf('/') + 1)..], list.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var log = await world.Browser.GetDocumentAsync($"{world.Root}/log");
        Assert.Contains("Ada used a link for late submissions (1 of 1).", log.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spent_expired_and_revoked_links_answer_404_with_a_sentence_and_unknown_ones_without()
    {
        await using var world = await OrganizersWorld.StartAsync(Closing);
        world.App.Clock.Now = world.Event.SubmissionsClose.AddDays(1);
        var (spent, _) = await MadeAsync(world);
        var (revoked, _) = await MadeAsync(world);
        using var ada = await world.App.SignedInAsync("ada@third.example");
        using var used = await ada.SubmitFormAsync(spent, new Dictionary<string, string?>(), button: "Begin a submission");
        var list = await world.Browser.GetDocumentAsync($"{world.Root}/settings/late-links");
        var id = (await world.App.QueryAsync(db => db.LateLinks.AsNoTracking().Where(link => link.Taken == 0).Select(link => link.Id).SingleAsync())).ToString();
        using var taken = await world.Browser.SubmitFormAsync(list, $"{world.Root}/settings/late-links", new Dictionary<string, string?> { ["linkId"] = id }, "form[action$='Revoke']");
        await world.App.PersonAsync("Ben", "ben@third.example");
        using var ben = await world.App.SignedInAsync("ben@third.example");

        Assert.Equal((HttpStatusCode.NotFound, "This link has been used as often as it may be. Ask the organizers for another one."), await AnswerAsync(ben, spent));
        Assert.Equal((HttpStatusCode.NotFound, "The organizers have taken this link back. Ask them for another one."), await AnswerAsync(ben, revoked));
        Assert.Equal((HttpStatusCode.NotFound, null), await AnswerAsync(ben, $"/e/{world.Event.Slug}/late/{new string('0', 32)}"));
        Assert.Equal("Go on with the submission", (await ada.GetDocumentAsync(spent)).QuerySelector("main form button")!.TextContent);
        using var visitor = world.App.Browser();
        using var asked = await visitor.GetAsync(new Uri(spent, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("/account/sign-in", asked.Headers.Location!.ToString(), StringComparison.Ordinal);

        world.App.Clock.Now = world.Event.SubmissionsClose.AddDays(3);
        Assert.Equal((HttpStatusCode.NotFound, "This link has expired. Ask the organizers for another one."), await AnswerAsync(ada, spent));
    }

    [Fact]
    public async Task Of_six_people_who_press_at_once_exactly_as_many_begin_as_the_link_allows()
    {
        await using var world = await OrganizersWorld.StartAsync(Closing);
        var (link, token) = LateLink.Make(world.Event.Id, 2, WorkshopApp.Start.AddDays(40), null, "", world.Organizer.Id, WorkshopApp.Start).Value;
        await world.App.SeedAsync(link);
        var people = new List<Person>();
        for (var n = 0; n < 6; n++)
        {
            people.Add(await world.App.PersonAsync($"P{n}", $"p{n}@third.example"));
        }

        var answers = await Task.WhenAll(people.Select(person => world.App.InScopeAsync<UseLateLink, Outcome<LateLinkUse>?>(use =>
            use.RunAsync(Viewer.Anonymous with { PersonId = person.Id, Name = person.Name }, world.Event.Id, token, TestContext.Current.CancellationToken))));

        Assert.Equal(2, answers.Count(answer => answer!.Succeeded));
        Assert.All(answers.Where(answer => !answer!.Succeeded), answer => Assert.Equal("late-link.spent", answer!.Refusal!.Code));
        Assert.Equal(2, await world.App.QueryAsync(db => db.LateLinks.Select(found => found.Taken).SingleAsync()));
        Assert.Equal(2, await world.App.QueryAsync(db => db.LateLinkUses.CountAsync()));
    }

    [Fact]
    public async Task Nobody_uses_a_link_of_their_own()
    {
        await using var world = await OrganizersWorld.StartAsync(Closing);
        var (link, _) = await MadeAsync(world);

        using var response = await world.Browser.SubmitFormAsync(link, new Dictionary<string, string?>(), button: "Begin a submission");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("You made this link, and nobody gives more time to themselves.", (await response.DocumentAsync()).Words(), StringComparison.Ordinal);
    }

    private static async Task<(string Link, DateTimeOffset Expires)> MadeAsync(OrganizersWorld world)
    {
        var expires = world.Event.SubmissionsClose.AddDays(2);
        using var made = await world.Browser.SubmitFormAsync(
            $"{world.Root}/settings/late-links", new Dictionary<string, string?> { ["Input.Uses"] = "1", ["Input.Expires"] = $"{EventZone.AnywhereOnEarth.At(expires):yyyy-MM-ddTHH:mm}" }, "#make", "Make the link");
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var page = await world.Browser.GetDocumentAsync($"{world.Root}/settings/late-links");
        return (new Uri(page.QuerySelector("#made")!.GetAttribute("value")!).PathAndQuery, expires);
    }

    private static async Task<(HttpStatusCode Status, string? Sentence)> AnswerAsync(HttpClient browser, string address)
    {
        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, (await response.DocumentAsync()).QuerySelector("main .empty-state p:not(.empty-title)")?.TextContent);
    }

    private static Dictionary<string, string?> Paper(string title) => new()
    {
        ["Input.Title"] = title,
        ["Input.Abstract"] = "We prove it.",
        ["Input.Authors.Rows[0].Name"] = "Ada",
        ["Input.Authors.Rows[0].Email"] = "ada@third.example",
    };
}
