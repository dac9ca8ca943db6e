using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Testing;
using Workshop.Web.Features.Admin;

namespace Workshop.IntegrationTests.Admin;

public sealed class SetupTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    private string Link => $"/setup?token={_app.Services.GetRequiredService<SetupToken>().Value}";

    [Fact]
    public async Task First_visit_leads_to_set_up_which_makes_the_administrator_and_the_event()
    {
        using var browser = _app.Browser();
        using var home = await browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/setup", home.Headers.Location?.ToString());

        using var done = await browser.SubmitFormAsync(Link, Filled());

        Assert.Equal("/e/theory-of-testing-2027/organize", done.Headers.Location?.ToString());
        var administrator = await _app.QueryAsync(db => db.People.Include(person => person.Emails).SingleAsync());
        Assert.True(administrator.IsAdministrator);
        Assert.Equal("ada@theory.example", administrator.PrimaryEmail!.Address);
        var e = await _app.QueryAsync(db => db.Events.Include(found => found.Topics).SingleAsync());
        Assert.Equal(("Theory of Testing 2027", 3, "Europe/Copenhagen"), (e.Name, e.PageLimit, e.ZoneId));
        Assert.Equal(new DateTimeOffset(2027, 3, 6, 11, 59, 0, TimeSpan.Zero), e.SubmissionsClose);
        Assert.Equal(["Foundations", "Explanations"], e.Topics.OrderBy(topic => topic.Position).Select(topic => topic.Name));
        Assert.Equal(["ada@theory.example", "grace@theory.example"], await _app.QueryAsync(db => db.Organizers.Select(organizer => organizer.NormalizedEmail).Order().ToListAsync()));
        var mail = await _app.QueryAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("event.organizer", "grace@theory.example"), (mail.Kind, mail.ToAddress));
        Assert.Contains("/account/register?returnUrl=/e/theory-of-testing-2027/organize", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", (await browser.GetDocumentAsync("/account/sign-out")).QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Afterwards_there_is_no_set_up_any_more()
    {
        using var browser = _app.Browser();
        using var done = await browser.SubmitFormAsync(Link, Filled());

        using var again = await browser.GetAsync(new Uri(Link, UriKind.Relative), TestContext.Current.CancellationToken);
        using var home = await browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("/e/theory-of-testing-2027", home.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/setup", HttpStatusCode.OK)]
    [InlineData("/setup?token=0123456789abcdef0123456789abcdef", HttpStatusCode.Forbidden)]
    public async Task Without_the_printed_token_there_is_no_form(string path, HttpStatusCode expected)
    {
        using var browser = _app.Browser();

        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("printed a link on its console", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_with_another_token_creates_nothing()
    {
        using var browser = _app.Browser();

        using var response = await browser.SubmitFormAsync(Link, Filled(("Token", "0123456789abcdef0123456789abcdef")));

        Assert.Equal(0, await _app.QueryAsync(db => db.People.CountAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_place_and_nothing_typed_is_lost()
    {
        using var browser = _app.Browser();

        using var response = await browser.SubmitFormAsync(Link, Filled(
            ("Input.Administrator.Password", "short"), ("Input.Event.PageLimit", "0"), ("Input.Organizers", "grace@theory.example\nnot an address")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Contains("at least 10 characters", ErrorOf(page, "Input_Administrator_Password"), StringComparison.Ordinal);
        Assert.Contains("page limit of 1 to 200", ErrorOf(page, "Input_Event_PageLimit"), StringComparison.Ordinal);
        Assert.Contains("“not an address” is not an e-mail address", ErrorOf(page, "Input_Organizers"), StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", page.QuerySelector("#Input_Administrator_Name")!.GetAttribute("value"));
        Assert.Equal("Theory of Testing 2027", page.QuerySelector("#Input_Event_Name")!.GetAttribute("value"));
        Assert.Contains("grace@theory.example", page.QuerySelector("#Input_Organizers")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await _app.QueryAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_deadline_that_happens_twice_is_asked_about_and_then_taken()
    {
        using var browser = _app.Browser();
        (string, string?)[] twice =
        [
            ("Input.Event.TimesIn", "EventZone"), ("Input.Event.SubmissionsClose", "2027-10-31T02:30"), ("Input.Event.ReviewsDue", null), ("Input.Event.StartsOn", "2027-12-01"),
        ];
        using var asked = await browser.SubmitFormAsync(Link, Filled(twice));
        Assert.Contains("happens twice", ErrorOf(await asked.DocumentAsync(), "Input_Event_SubmissionsClose"), StringComparison.Ordinal);

        using var answered = await browser.SubmitFormAsync(Link, Filled([.. twice, ("Input.Event.SubmissionsClose.Which", "Second")]));

        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero), await _app.QueryAsync(db => db.Events.Select(e => e.SubmissionsClose).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_set_ups_at_once_one_is_refused()
    {
        using var first = _app.Browser();
        using var second = _app.Browser();
        var pages = await Task.WhenAll(first.GetDocumentAsync(Link), second.GetDocumentAsync(Link));

        var answers = await Task.WhenAll(
            first.SubmitFormAsync(pages[0], Link, Filled()),
            second.SubmitFormAsync(pages[1], Link, Filled(("Input.Administrator.Email", "eve@theory.example"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(1, await _app.QueryAsync(db => db.People.CountAsync(person => person.IsAdministrator)));
        Assert.Equal(1, await _app.QueryAsync(db => db.Events.CountAsync()));
    }

    private static string ErrorOf(AngleSharp.Html.Dom.IHtmlDocument page, string field) => page.QuerySelector($"#{field}-error")?.TextContent ?? $"no error under {field}";

    private static Dictionary<string, string?> Filled(params (string Field, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string?>
        {
            ["Input.Administrator.Name"] = "Ada Lovelace",
            ["Input.Administrator.Email"] = "ada@theory.example",
            ["Input.Administrator.Password"] = Given.Password,
            ["Input.Event.Name"] = "Theory of Testing 2027",
            ["Input.Event.StartsOn"] = "2027-06-10",
            ["Input.Event.Venue"] = "Old Observatory",
            ["Input.Event.Zone"] = "Europe/Copenhagen",
            ["Input.Event.TimesIn"] = "AnywhereOnEarth",
            ["Input.Event.SubmissionsClose"] = "2027-03-05T23:59",
            ["Input.Event.PageLimit"] = "3",
            ["Input.Event.Topics"] = "Foundations\nExplanations\n",
            ["Input.Organizers"] = "grace@theory.example\n",
        };
        foreach (var (field, value) in changes)
        {
            fields[field] = value;
        }

        return fields;
    }
}
