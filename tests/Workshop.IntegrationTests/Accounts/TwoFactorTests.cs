using System.Net;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Accounts;

public sealed class TwoFactorTests : IDisposable
{
    private const string Address = "ada@theory.example";
    private const string Page = "/account/two-factor";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task With_two_steps_a_password_alone_does_not_sign_in()
    {
        var (key, _) = await TurnOnAsync();
        using var browser = _app.Browser();

        using var password = await SignInAsync(browser);
        Assert.StartsWith("/account/sign-in/code", password.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.False(await IsSignedInAsync(browser));
        using var wrong = await CodeAsync(browser, AuthenticatorApp.Code(key, stepsAhead: 1000));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await CodeAsync(browser, AuthenticatorApp.Code(key));

        Assert.Equal("/", right.Headers.Location?.ToString());
        Assert.True(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var (_, codes) = await TurnOnAsync();
        Assert.Equal(10, codes.Distinct().Count());
        using var first = _app.Browser();
        using var second = _app.Browser();

        using var a = await SignInAsync(first);
        using var used = await CodeAsync(first, codes[3]);
        using var b = await SignInAsync(second);
        using var again = await CodeAsync(second, codes[3]);

        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.False(await IsSignedInAsync(second));
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once()
    {
        using var browser = await _app.SignedInAsync(await PersonAsync());
        _ = await TurnOnInAsync(browser);

        var page = await browser.GetDocumentAsync(Page);

        Assert.Null(page.QuerySelector(".recovery-codes"));
        Assert.Contains("10 recovery codes are left", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_wrong_codes_lock_even_the_right_one()
    {
        var (key, _) = await TurnOnAsync();
        using var browser = _app.Browser();
        using var password = await SignInAsync(browser);
        for (var i = 0; i < 8; i++)
        {
            using var wrong = await CodeAsync(browser, AuthenticatorApp.Code(key, stepsAhead: 1000 + i));
        }

        using var right = await CodeAsync(browser, AuthenticatorApp.Code(key));

        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
        Assert.Contains("too many wrong codes", await right.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_on_before_a_code_has_been_typed()
    {
        using var browser = await _app.SignedInAsync(await PersonAsync());
        using var started = await browser.SubmitFormAsync(Page, new Dictionary<string, string?>(), "main form[action*=Start]");
        var key = (await browser.GetDocumentAsync(Page)).QuerySelector(".key")!.TextContent;

        using var wrong = await browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Code"] = AuthenticatorApp.Code(key, stepsAhead: 1000) }, "main form[action*=TurnOn]");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var other = _app.Browser();
        using var signedIn = await SignInAsync(other);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("wrong password", HttpStatusCode.BadRequest)]
    [InlineData(Given.Password, HttpStatusCode.Redirect)]
    public async Task Turning_it_off_asks_for_the_password(string password, HttpStatusCode expected)
    {
        using var browser = await _app.SignedInAsync(await PersonAsync());
        _ = await TurnOnInAsync(browser);

        using var off = await browser.SubmitFormAsync(Page, new Dictionary<string, string?> { ["Input.Password"] = password }, button: "Turn two-step sign-in off");

        Assert.Equal(expected, off.StatusCode);
        using var other = _app.Browser();
        using var signedIn = await SignInAsync(other);
        Assert.Equal(expected == HttpStatusCode.Redirect, signedIn.Headers.Location?.ToString() == "/");
    }

    [Fact]
    public async Task The_code_page_without_a_password_leads_back_to_signing_in()
    {
        using var browser = _app.Browser();

        using var response = await browser.GetAsync(new Uri("/account/sign-in/code", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("/account/sign-in", response.Headers.Location?.ToString());
    }

    private async Task<string> PersonAsync()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        return Address;
    }

    private async Task<(string Key, string[] RecoveryCodes)> TurnOnAsync()
    {
        using var browser = await _app.SignedInAsync(await PersonAsync());
        return await TurnOnInAsync(browser);
    }

    private static async Task<(string Key, string[] RecoveryCodes)> TurnOnInAsync(HttpClient browser)
    {
        using var started = await browser.SubmitFormAsync(Page, new Dictionary<string, string?>(), "main form[action*=Start]");
        var page = await browser.GetDocumentAsync(Page);
        Assert.NotNull(page.QuerySelector(".qr-code svg"));
        var key = page.QuerySelector(".key")!.TextContent;
        using var on = await browser.SubmitFormAsync(page, Page, new Dictionary<string, string?> { ["Input.Code"] = AuthenticatorApp.Code(key) }, "main form[action*=TurnOn]");
        Assert.Equal(HttpStatusCode.Redirect, on.StatusCode);
        var codes = (await browser.GetDocumentAsync(Page)).QuerySelectorAll(".recovery-codes code").Select(code => code.TextContent).ToArray();
        return (key, codes);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser) =>
        browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = Address, ["Input.Password"] = Given.Password });

    private static Task<HttpResponseMessage> CodeAsync(HttpClient browser, string code) =>
        browser.SubmitFormAsync("/account/sign-in/code", new Dictionary<string, string?> { ["Input.Code"] = code });

    private static async Task<bool> IsSignedInAsync(HttpClient browser) =>
        (await browser.GetDocumentAsync("/account/sign-out")).QuerySelector(".viewer")!.TextContent.Contains("Ada Lovelace", StringComparison.Ordinal);
}
