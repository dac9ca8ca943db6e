using System.Net;
using Workshop.Testing;
using Workshop.Web.Features.Accounts;

namespace Workshop.IntegrationTests.Accounts;

public sealed class ResetPasswordTests : IDisposable
{
    private const string Address = "ada@theory.example";
    private const string NewPassword = "battery staple horse";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_link_sets_a_new_password_once()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        var link = await AskAsync(browser);

        using var set = await browser.SubmitFormAsync(link, new Dictionary<string, string?> { ["Input.Password"] = NewPassword });
        using var again = await browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("/account/sign-in", set.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(browser, Given.Password));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(browser, NewPassword));
        Assert.Equal(["account.reset-password", "account.changed"], (await _app.MailToAsync(Address)).Select(mail => mail.Kind).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_a_mail_that_says_so()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();

        using var known = await browser.SubmitFormAsync("/account/forgot-password", new Dictionary<string, string?> { ["Input.Email"] = Address });
        using var unknown = await browser.SubmitFormAsync("/account/forgot-password", new Dictionary<string, string?> { ["Input.Email"] = "eve@theory.example" });

        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        Assert.Equal("account.no-account", Assert.Single(await _app.MailToAsync("eve@theory.example")).Kind);
    }

    [Fact]
    public async Task A_new_password_signs_out_everybody_else_and_opens_a_lock()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var thief = await _app.SignedInAsync(Address);
        using var browser = _app.Browser();
        for (var i = 0; i <= AttemptLimit.Allowed; i++)
        {
            _ = await SignInAsync(browser, "wrong password");
        }

        var link = await AskAsync(browser);
        using var set = await browser.SubmitFormAsync(link, new Dictionary<string, string?> { ["Input.Password"] = NewPassword });

        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(browser, NewPassword));
        _app.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));
        Assert.Contains("Sign in", (await thief.GetDocumentAsync("/account/sign-out")).QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.BadRequest)]
    public async Task A_link_is_good_for_two_hours_to_the_instant(int ticksAfter, HttpStatusCode expected)
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        var link = await AskAsync(browser);
        _app.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromTicks(ticksAfter));

        using var response = await browser.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_forged_link_opens_nothing()
    {
        using var browser = _app.Browser();

        using var response = await browser.GetAsync(new Uri("/account/reset-password?token=CfDJ8AAAA", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<string> AskAsync(HttpClient browser)
    {
        using var asked = await browser.SubmitFormAsync("/account/forgot-password", new Dictionary<string, string?> { ["Input.Email"] = Address });
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return await _app.LinkInMailAsync(Address, "account.reset-password");
    }

    private static async Task<HttpStatusCode> SignInAsync(HttpClient browser, string password)
    {
        using var response = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = Address, ["Input.Password"] = password });
        return response.StatusCode;
    }
}
