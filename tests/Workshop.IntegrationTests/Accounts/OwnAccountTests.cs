using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Accounts;

public sealed class OwnAccountTests : IDisposable
{
    private const string Address = "ada@theory.example";

    private static readonly string[] Open =
        ["account/check-mail", "account/confirm", "account/forgot-password", "account/register", "account/reset-password", "account/sign-in", "account/sign-in/code", "account/sign-out"];

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Only_the_pages_on_the_way_in_are_open_to_visitors()
    {
        var open =
            from endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
               && endpoint.RoutePattern.RawText!.StartsWith("account", StringComparison.Ordinal)
               && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            select endpoint.RoutePattern.RawText;

        Assert.Equal(Open, open.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/profile")]
    [InlineData("/account/password")]
    [InlineData("/account/emails")]
    [InlineData("/account/two-factor")]
    [InlineData("/account/passkeys")]
    public async Task Pages_of_ones_own_account_send_visitors_to_sign_in_and_carry_the_security_headers(string path)
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var visitor = _app.Browser();
        using var browser = await _app.SignedInAsync(Address);

        using var refused = await visitor.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var shown = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("/account/sign-in", refused.Headers.Location?.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("script-src 'self';", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Name_and_affiliation_can_be_changed()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = await _app.SignedInAsync(Address);

        using var saved = await browser.SubmitFormAsync("/account/profile", new Dictionary<string, string?> { ["Input.Name"] = " Ada  King ", ["Input.Affiliation"] = "" });

        Assert.Equal("/account", saved.Headers.Location?.ToString());
        Assert.Equal(("Ada King", ""), await _app.QueryAsync(async db => (await db.People.SingleAsync()) is var person ? (person.Name, person.Affiliation) : default));
    }

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_every_other_session()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = await _app.SignedInAsync(Address);
        using var elsewhere = await _app.SignedInAsync(Address);

        using var wrong = await browser.SubmitFormAsync("/account/password", new Dictionary<string, string?> { ["Input.CurrentPassword"] = "wrong password", ["Input.Password"] = "battery staple horse" });
        using var right = await browser.SubmitFormAsync("/account/password", new Dictionary<string, string?> { ["Input.CurrentPassword"] = Given.Password, ["Input.Password"] = "battery staple horse" });

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("/account", right.Headers.Location?.ToString());
        await OnlyHereAsync(browser, elsewhere);
        Assert.Equal("account.changed", Assert.Single(await _app.MailToAsync(Address)).Kind);
    }

    [Fact]
    public async Task Signing_out_everywhere_else_keeps_this_session()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = await _app.SignedInAsync(Address);
        using var elsewhere = await _app.SignedInAsync(Address);

        using var done = await browser.SubmitFormAsync("/account", new Dictionary<string, string?>());

        Assert.Equal("/account", done.Headers.Location?.ToString());
        await OnlyHereAsync(browser, elsewhere);
    }

    private async Task OnlyHereAsync(HttpClient here, HttpClient elsewhere)
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));
        using var stays = await here.GetAsync(new Uri("/account", UriKind.Relative), TestContext.Current.CancellationToken);
        using var gone = await elsewhere.GetAsync(new Uri("/account", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Equal("/account/sign-in", gone.Headers.Location?.AbsolutePath);
    }
}
