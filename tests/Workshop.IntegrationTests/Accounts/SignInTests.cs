using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.People;
using Workshop.Testing;
using Workshop.Web.Features.Accounts;

namespace Workshop.IntegrationTests.Accounts;

public sealed class SignInTests : IDisposable
{
    private const string Address = "ada@theory.example";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("ada@theory.example")]
    [InlineData(" ADA@Second.example ")]
    public async Task Any_confirmed_address_signs_in(string typed)
    {
        await _app.PersonAsync("Ada Lovelace", Address, "ada@second.example");
        using var browser = _app.Browser();

        using var response = await SignInAsync(browser, typed, Given.Password);

        Assert.Equal("/", response.Headers.Location?.ToString());
        Assert.Contains("Ada Lovelace", (await browser.GetDocumentAsync("/account/sign-out")).QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_does_not_sign_in()
    {
        var person = await _app.PersonAsync("Ada Lovelace", Address);
        await _app.QueryAsync(async db =>
        {
            (await db.People.Include(found => found.Emails).SingleAsync(found => found.Id == person.Id)).AddEmail(Given.Email("new@theory.example"), _app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        using var browser = _app.Browser();

        using var response = await SignInAsync(browser, "new@theory.example", Given.Password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();

        using var known = await SignInAsync(browser, Address, "wrong password");
        using var unknown = await SignInAsync(browser, "eve@theory.example", "wrong password");

        Assert.Equal(HttpStatusCode.BadRequest, known.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(await SummaryAsync(known), await SummaryAsync(unknown));
    }

    [Fact]
    public async Task An_unknown_address_costs_as_many_hashes_as_a_known_one()
    {
        var counting = new CountingHasher();
        using var app = new WorkshopApp().With(services => services.AddSingleton<IPasswordHasher<Account>>(counting));
        await app.PersonAsync("Ada Lovelace", Address);
        using var browser = app.Browser();
        using var warm = await SignInAsync(browser, "warm@theory.example", "wrong password");

        counting.Verified = 0;
        using var known = await SignInAsync(browser, Address, "wrong password");
        var forKnown = counting.Verified;
        counting.Verified = 0;
        using var unknown = await SignInAsync(browser, "eve@theory.example", "wrong password");

        Assert.Equal(1, forKnown);
        Assert.Equal(1, counting.Verified);
    }

    [Theory]
    [InlineData(Address)]
    [InlineData("nobody@theory.example")]
    public async Task Eight_wrong_passwords_lock_an_address_known_or_not(string address)
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        for (var i = 0; i < AttemptLimit.Allowed; i++)
        {
            using var wrong = await SignInAsync(browser, address, "wrong password");
            Assert.Contains("Address or password is wrong", await SummaryAsync(wrong), StringComparison.Ordinal);
        }

        using var locked = await SignInAsync(browser, address, Given.Password);

        Assert.Equal(HttpStatusCode.BadRequest, locked.StatusCode);
        Assert.Contains("too many attempts", await SummaryAsync(locked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_opens_after_ten_minutes()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        for (var i = 0; i < AttemptLimit.Allowed; i++)
        {
            using var wrong = await SignInAsync(browser, Address, "wrong password");
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        using var before = await SignInAsync(browser, Address, Given.Password);
        _app.Clock.Advance(TimeSpan.FromTicks(1));
        using var at = await SignInAsync(browser, Address, Given.Password);

        Assert.Equal(HttpStatusCode.BadRequest, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, at.StatusCode);
    }

    [Fact]
    public async Task Many_guesses_at_the_same_moment_are_not_more_guesses()
    {
        var tries = Enumerable.Range(0, 24).Select(_ => _app.InScopeAsync<AttemptLimit, bool>(limit => limit.TakeAsync(Address, TestContext.Current.CancellationToken)));

        var taken = await Task.WhenAll(tries);

        Assert.Equal(AttemptLimit.Allowed, taken.Count(allowed => allowed));
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("~/account", "/")]
    [InlineData("/account/sign-out?a=b", "/account/sign-out?a=b")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl, string expected)
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();

        using var response = await browser.SubmitFormAsync(
            $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", new Dictionary<string, string?> { ["Input.Email"] = Address, ["Input.Password"] = Given.Password });

        Assert.Equal(expected, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_post_without_its_antiforgery_token_is_refused()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = _app.Browser();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Input.Email", Address), KeyValuePair.Create("Input.Password", Given.Password)]);

        using var response = await browser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("workshop.session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await _app.PersonAsync("Ada Lovelace", Address);
        using var browser = await _app.SignedInAsync(Address);

        using var response = await browser.SubmitFormAsync("/account/sign-out", new Dictionary<string, string?>());

        Assert.Equal("/", response.Headers.Location?.ToString());
        Assert.Contains("Sign in", (await browser.GetDocumentAsync("/account/sign-out")).QuerySelector(".viewer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_posts_from_one_address_have_to_wait()
    {
        using var app = new WorkshopApp().With("Limits:SensitivePostsPerMinute", "3");
        using var browser = app.Browser();
        for (var i = 0; i < 3; i++)
        {
            using var wrong = await SignInAsync(browser, $"eve{i}@theory.example", "wrong password");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var limited = await SignInAsync(browser, "eve@theory.example", "wrong password");

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password) =>
        browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = email, ["Input.Password"] = password });

    private static async Task<string> SummaryAsync(HttpResponseMessage response) => (await response.DocumentAsync()).QuerySelector(".error-summary")?.TextContent ?? "";

    private sealed class CountingHasher : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _real = new();

        public int Verified { get; set; }

        public string HashPassword(Account user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
