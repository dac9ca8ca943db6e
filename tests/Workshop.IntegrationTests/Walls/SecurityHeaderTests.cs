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
    public async Task A_post_without_its_antiforgery_token_is_refused()
    {
        using var nothing = new FormUrlEncodedContent([]);
        using var response = await _app.Browser().PostAsync(new Uri("/account/sign-in", UriKind.Relative), nothing, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
