namespace Workshop.IntegrationTests.Reviews;

internal static class Fetching
{
    public static Task<HttpResponseMessage> FetchAsync(this HttpClient browser, string path) => browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static Task<string> ReadAsync(this HttpClient browser, string path) => browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
