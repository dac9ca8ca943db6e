using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Workshop.BrowserTests.ChromiumFixture))]

namespace Workshop.BrowserTests;

/// <summary>One installed Chromium for the whole run; each test opens its own contexts, so nothing leaks from one to the next.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var candidates =
            from name in Names
            from folder in folders
            let file = Path.Combine(folder, name)
            where File.Exists(file)
            select file;
        return Environment.GetEnvironmentVariable("CHROMIUM") ?? candidates.FirstOrDefault()
            ?? throw new InvalidOperationException("Chromium is not installed; tests/run.sh installs it.");
    }
}
