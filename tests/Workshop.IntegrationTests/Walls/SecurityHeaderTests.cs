using System.Net;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Walls;

public sealed class SecurityHeaderTests : IClassFixture<WorkshopApp>
{
    private readonly WorkshopApp _app;

    public SecurityHeaderTests(WorkshopApp app) => _app = app;

    [Theory]
    [InlineData("/error/404")]
    [InlineData("/site.css")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_tells_the_browser_to_run_nothing_but_our_own_files(string path)
    {
        using var response = await _app.Browser().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task An_address_that_names_nothing_is_not_found_for_visitors_too()
    {
        using var response = await _app.Browser().GetAsync(new Uri("/no/such/page", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_sees_who_has_signed_in_is_stored_nowhere_files_included()
    {
        var e = Given.Event(Given.Settings("Stored nowhere 2027"));
        await _app.PersonAsync("Nora Nowhere", "nora@nowhere.example");
        await _app.SeedAsync(e, Given.Organizer(e, "nora@nowhere.example"));
        var nora = await _app.SignedInAsync("nora@nowhere.example");

        foreach (var path in (string[])["/account", $"/e/{e.Slug}", $"/e/{e.Slug}/organize/log?handler=Csv", $"/e/{e.Slug}/organize/mail?handler=Csv", $"/e/{e.Slug}/organize/submissions/export.csv"])
        {
            using var response = await nora.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl?.NoStore, path);
        }

        using var script = await nora.GetAsync(new Uri("/site.css", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.NotEqual(true, script.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Over_https_every_cookie_stays_there(string scheme, bool secure)
    {
        var address = $"cookie@{scheme}.example";
        await _app.PersonAsync("Cookie", address);
        var browser = _app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri($"{scheme}://localhost") });
        using var form = await browser.GetAsync(new Uri("/account/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        using var signedIn = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = address, ["Input.Password"] = Given.Password });

        var cookies = form.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).Where(cookie => !cookie.Contains("=;", StringComparison.Ordinal)).ToList(); // an empty one takes a cookie back
        Assert.Contains(cookies, cookie => cookie.StartsWith("workshop.antiforgery=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("workshop.session=", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
        Assert.All(cookies, cookie => Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>More fields than any form of ours; the error page must not stumble over them in its turn and speak of a missing page.</summary>
    [Fact]
    public async Task A_form_that_cannot_be_read_is_a_bad_request()
    {
        using var flood = new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"k{i}", "v")));
        using var response = await _app.Browser().PostAsync(new Uri("/account/sign-in", UriKind.Relative), flood, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_post_without_its_antiforgery_token_is_refused()
    {
        using var nothing = new FormUrlEncodedContent([]);
        using var response = await _app.Browser().PostAsync(new Uri("/account/sign-in", UriKind.Relative), nothing, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
