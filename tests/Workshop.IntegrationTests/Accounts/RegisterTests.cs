using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Accounts;

public sealed class RegisterTests : IDisposable
{
    private const string Address = "ada@theory.example";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Registering_confirming_and_going_on_takes_one_press_in_the_same_browser()
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser, returnUrl: "/account/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(0, await _app.QueryAsync(db => db.People.CountAsync()));

        using var confirmed = await browser.SubmitFormAsync(await LinkAsync(), new Dictionary<string, string?>());

        Assert.Equal("/account/sign-out", confirmed.Headers.Location?.ToString());
        var person = await _app.QueryAsync(db => db.People.Include(person => person.Emails).SingleAsync());
        Assert.Equal(("Ada Lovelace", "University of Testing", "Ada@Theory.example"), (person.Name, person.Affiliation, person.PrimaryEmail!.Address));
        Assert.Equal(person.Id, await _app.QueryAsync(db => db.Users.Select(account => account.Id).SingleAsync()));
        Assert.Equal(0, await _app.QueryAsync(db => db.Registrations.CountAsync()));
        var page = await browser.GetDocumentAsync("/account/sign-out");
        Assert.Contains("Ada Lovelace", page.QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Your address is confirmed", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_the_link_changes_nothing()
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);

        _ = await browser.GetDocumentAsync(await LinkAsync());

        Assert.Equal(0, await _app.QueryAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Another_browser_must_know_the_password_that_was_chosen()
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);
        using var other = _app.Browser();
        var link = await LinkAsync();

        using var without = await other.SubmitFormAsync(link, new Dictionary<string, string?>());
        using var wrong = await other.SubmitFormAsync(link, new Dictionary<string, string?> { ["Input.Password"] = "not the password" });
        using var right = await other.SubmitFormAsync(link, new Dictionary<string, string?> { ["Input.Password"] = Given.Password });

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task A_link_is_good_once()
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);
        var link = await LinkAsync();
        var page = await browser.GetDocumentAsync(link);

        using var first = await browser.SubmitFormAsync(page, link, new Dictionary<string, string?>());
        using var other = _app.Browser();
        using var again = await other.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("was used before", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await _app.QueryAsync(db => db.People.CountAsync()));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.BadRequest)]
    public async Task A_link_is_good_for_two_days_to_the_instant(int ticksAfter, HttpStatusCode expected)
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);
        var link = await LinkAsync();
        _app.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromTicks(ticksAfter));

        using var response = await browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_link_for_another_purpose_opens_nothing()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        using var asked = await browser.SubmitFormAsync("/account/forgot-password", new Dictionary<string, string?> { ["Input.Email"] = Address });
        var reset = await _app.LinkInMailAsync(Address, "account.reset-password");

        using var response = await browser.GetAsync(new Uri(reset.Replace("reset-password", "confirm", StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_its_owner_a_mail()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();

        using var known = await RegisterAsync(browser);
        using var unknown = await RegisterAsync(browser, email: "new@theory.example");

        Assert.Equal(unknown.StatusCode, known.StatusCode);
        Assert.Equal(unknown.Headers.Location, known.Headers.Location);
        Assert.Equal(unknown.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split('=')[0]), known.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split('=')[0]));
        Assert.Equal("account.already-registered", Assert.Single(await _app.MailToAsync(Address)).Kind);
        Assert.Equal(1, await _app.QueryAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_reviewer_without_account_stays_the_same_person()
    {
        var reviewer = Person.Create("A. Lovelace", "Analytical Engines", _app.Clock.Now);
        _ = reviewer.AddEmail(Given.Email(Address), _app.Clock.Now);
        _ = reviewer.ConfirmEmail(Address, _app.Clock.Now);
        await _app.SeedAsync(reviewer);
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);

        using var confirmed = await browser.SubmitFormAsync(await LinkAsync(), new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Equal(reviewer.Id, await _app.QueryAsync(db => db.People.Where(person => person.Name == "Ada Lovelace").Select(person => person.Id).SingleAsync()));
        Assert.Equal(reviewer.Id, await _app.QueryAsync(db => db.Users.Select(account => account.Id).SingleAsync()));
    }

    [Fact]
    public async Task Confirming_an_address_that_has_an_account_meanwhile_is_refused()
    {
        using var browser = _app.Browser();
        using var asked = await RegisterAsync(browser);
        var link = await LinkAsync();
        await _app.PersonAsync("Another Ada", Address);

        using var confirmed = await browser.SubmitFormAsync(link, new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.BadRequest, confirmed.StatusCode);
        Assert.Contains("belongs to an account already", await confirmed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await _app.QueryAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_weak_password_says_what_to_do_and_loses_nothing_typed()
    {
        using var browser = _app.Browser();

        using var response = await RegisterAsync(browser, password: "short");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.DocumentAsync();
        Assert.Contains("at least 10 characters", page.QuerySelector("#Input_Password-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", page.QuerySelector("#Input_Name")!.GetAttribute("value"));
        Assert.Empty(await _app.MailToAsync(Address));
    }

    [Fact]
    public async Task One_address_gets_at_most_five_such_mails_an_hour()
    {
        using var browser = _app.Browser();
        for (var i = 0; i < 7; i++)
        {
            using var asked = await RegisterAsync(browser);
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        Assert.Equal(5, (await _app.MailToAsync(Address)).Count);
    }

    private Task<string> LinkAsync() => _app.LinkInMailAsync(Address, "account.confirm-registration");

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient browser, string email = " Ada@Theory.example ", string password = Given.Password, string? returnUrl = null) =>
        browser.SubmitFormAsync("/account/register" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"), new Dictionary<string, string?>
        {
            ["Input.Name"] = "Ada Lovelace",
            ["Input.Affiliation"] = "University of Testing",
            ["Input.Email"] = email,
            ["Input.Password"] = password,
        });
}
