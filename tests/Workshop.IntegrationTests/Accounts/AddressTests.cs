using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Accounts;

public sealed class AddressTests : IDisposable
{
    private const string First = "ada@theory.example";
    private const string Second = "ada@second.example";
    private const string Page = "/account/emails";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_further_address_counts_once_it_is_confirmed()
    {
        var person = await _app.PersonAsync("Ada Lovelace", First);
        using var browser = await _app.SignedInAsync(First);
        using var added = await AddAsync(browser, Second);
        Assert.Equal(0, await ConfirmedAsync(Second));

        using var confirmed = await browser.SubmitFormAsync(await LinkAsync(), new Dictionary<string, string?>());

        Assert.Equal(Page, confirmed.Headers.Location?.ToString());
        Assert.Equal(1, await ConfirmedAsync(Second));
        using var other = await _app.SignedInAsync(Second);
        Assert.Equal(person.Id, await _app.QueryAsync(db => db.Users.Select(account => account.Id).SingleAsync()));
    }

    [Fact]
    public async Task Mail_goes_to_the_main_address_and_its_change_is_told_to_the_old_one()
    {
        await _app.PersonAsync("Ada Lovelace", First, Second);
        using var browser = await _app.SignedInAsync(First);

        using var changed = await browser.SubmitFormAsync(Page, new Dictionary<string, string?>(), $"form:has(input[value='{Second}'])", "Make it the main address: " + Second);
        using var removed = await browser.SubmitFormAsync(Page, new Dictionary<string, string?>(), $"form:has(input[value='{First}'])", "Remove " + First);

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(Second, await _app.QueryAsync(db => db.Users.Select(account => account.Email).SingleAsync()));
        Assert.Equal([Second], await _app.QueryAsync(db => db.PersonEmails.Select(email => email.Address).ToListAsync()));
        Assert.Equal("account.changed", Assert.Single(await _app.MailToAsync(First)).Kind);
    }

    [Fact]
    public async Task The_link_is_for_the_account_that_added_the_address()
    {
        await _app.PersonAsync("Ada Lovelace", First);
        await _app.PersonAsync("Eve", "eve@theory.example");
        using var ada = await _app.SignedInAsync(First);
        using var added = await AddAsync(ada, Second);
        var link = await LinkAsync();
        using var eve = await _app.SignedInAsync("eve@theory.example");
        using var visitor = _app.Browser();

        using var asEve = await eve.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
        using var asVisitor = await visitor.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, asEve.StatusCode);
        Assert.Contains("belongs to another account", await asEve.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", asVisitor.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_confirmed_is_refused_at_the_end_only()
    {
        await _app.PersonAsync("Ada Lovelace", First);
        await _app.PersonAsync("Another Ada", Second);
        using var browser = await _app.SignedInAsync(First);
        using var added = await AddAsync(browser, Second);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);

        using var confirmed = await browser.SubmitFormAsync(await LinkAsync(), new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.BadRequest, confirmed.StatusCode);
        Assert.Contains("Another account has confirmed this address", await confirmed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await ConfirmedAsync(Second));
    }

    [Fact]
    public async Task The_link_of_an_address_that_was_removed_is_void()
    {
        await _app.PersonAsync("Ada Lovelace", First);
        using var browser = await _app.SignedInAsync(First);
        using var added = await AddAsync(browser, Second);
        var link = await LinkAsync();
        using var removed = await browser.SubmitFormAsync(Page, new Dictionary<string, string?>(), $"form:has(input[value='{Second}'])", "Remove " + Second);
        using var again = await AddAsync(browser, Second);

        using var response = await browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_main_address_cannot_be_removed()
    {
        await _app.PersonAsync("Ada Lovelace", First, Second);
        using var browser = await _app.SignedInAsync(First);

        using var response = await browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["address"] = First }, $"form:has(input[value='{Second}'])", "Remove " + Second);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(2, await _app.QueryAsync(db => db.PersonEmails.CountAsync()));
    }

    private Task<string> LinkAsync() => _app.LinkInMailAsync(Second, "account.confirm-address");

    private Task<int> ConfirmedAsync(string address) => _app.QueryAsync(db => db.PersonEmails.CountAsync(email => email.NormalizedAddress == address && email.ConfirmedAt != null));

    private static Task<HttpResponseMessage> AddAsync(HttpClient browser, string address) =>
        browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Address"] = address }, "#add");
}
