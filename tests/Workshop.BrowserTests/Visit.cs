using System.Collections.Concurrent;
using System.Diagnostics;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>One person's browser on a running Workshop. Collects what goes wrong behind the page: script errors, refused resources.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const string SignInPage = "/account/sign-in";

    /// <summary>What axe has found nothing in: many walks pass the same pages, and the same page at the same width gets the same answer.</summary>
    private static readonly ConcurrentDictionary<string, byte> Accessible = new(StringComparer.Ordinal);

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly bool _withScript;
    private readonly ColorScheme _scheme;

    private Visit(IBrowserContext context, IPage page, bool withScript, ColorScheme scheme)
    {
        _scheme = scheme;
        _context = context;
        Page = page;
        _withScript = withScript;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A page that answers 400 with its form is how Workshop says no; the browser logs that as an error.
            // A test that takes the network away knows.
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal) && !message.Text.Contains("net::ERR_", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <param name="app">Made by a <see cref="WorkshopApp"/> on a socket.</param>
    public static async Task<Visit> StartAsync(ChromiumFixture chromium, WorkshopApp app, bool withScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.ClientOptions.BaseAddress.ToString(),
            JavaScriptEnabled = withScript,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            TimezoneId = "Asia/Tokyo",
            Locale = "en-GB",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(20_000);
        return new Visit(context, await context.NewPageAsync(), withScript, scheme);
    }

    public async Task GoAsync(string path)
    {
        if (!_withScript)
        {
            // Without script a page that shows a job loads itself again after a while, also in the middle of the way to another one.
            await Page.GotoAsync("about:blank");
        }

        var response = await Page.GotoAsync(path);
        Assert.True(response!.Ok, $"{path} answered {response.Status}.");
        if (!path.StartsWith(SignInPage, StringComparison.Ordinal))
        {
            Assert.DoesNotContain(SignInPage, Page.Url, StringComparison.Ordinal);
        }

        await CheckAsync();
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenAsync(string address)
    {
        var tab = await _context.NewPageAsync();
        await tab.GotoAsync(address);
        return tab;
    }

    public async Task SignInAsync(string email)
    {
        await GoAsync(SignInPage);
        await Page.GetByLabel("E-mail address").FillAsync(email);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await PressAsync("Sign in");
    }

    public Task PressAsync(string button) => ClickAsync(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First);

    public Task FollowAsync(string link) => ClickAsync(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    /// <summary>Clicks something that leads to another page, and waits until that page stands: waiting for "load" alone may still see the old one.</summary>
    public async Task ClickAsync(ILocator target)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnLoaded(object? sender, IPage page) => arrived.TrySetResult();

        // A link into the same page loads nothing; and a page that only writes its address anew has led nowhere.
        void OnNavigated(object? sender, IFrame frame)
        {
            if (frame == Page.MainFrame && frame.Url.Contains('#', StringComparison.Ordinal))
            {
                arrived.TrySetResult();
            }
        }

        Page.DOMContentLoaded += OnLoaded;
        Page.FrameNavigated += OnNavigated;
        try
        {
            await target.ClickAsync();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.DOMContentLoaded -= OnLoaded;
            Page.FrameNavigated -= OnNavigated;
        }

        await LoadedAsync(Page);
        await CheckAsync();
    }

    /// <summary>Until the page, with all that it loads, stands. Playwright's own way looks for the event first and listens for it then: one that comes in between is waited for in vain.</summary>
    public static async Task LoadedAsync(IPage page)
    {
        var waited = Stopwatch.StartNew();
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"{page.Url} is not loaded after half a minute.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).First.FillAsync(text);

    /// <summary>What every page owes: no accessibility violation, no script error or refused resource, nothing wider than the window, one h1.</summary>
    public async Task CheckAsync()
    {
        Assert.Equal(1, await Page.Locator("h1").CountAsync());
        Assert.Empty(_complaints);
        if (!_withScript)
        {
            return;
        }

        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{Page.Url} is {overflow} px wider than the window.");
        var looks = await LooksAsync();
        if (Accessible.ContainsKey(looks))
        {
            return;
        }

#pragma warning disable CS0618 // RunAxe opens a tab, and with it a process, for every page that it looks at, to be safe with frames of other sites. There are none here.
        var axe = await Page.RunAxeLegacy(options: new AxeRunOptions { ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
        _complaints.Clear(); // axe measures with inline styles, which the policy refuses and the console tells; they are not ours.
        Assert.True(axe.Violations.Length == 0, $"{Page.Url}: {string.Join("; ", axe.Violations.Select(Describe))}");
        Accessible.TryAdd(looks, 0);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>
    /// The page without its words: elements with the attributes that axe looks at, whether they have text, and neighbours that are alike once. Two pages that are the same in
    /// this, at one width and in one scheme, have the same violations.
    /// </summary>
    private async Task<string> LooksAsync() => $"{_scheme} {Page.ViewportSize!.Width} {await Page.EvaluateAsync<string>("""
        () => {
            const seen = element => {
                const attributes = [...element.attributes].map(({ name, value }) =>
                    /^(class|role|type|lang|tabindex|style|hidden|disabled|open|dir|rel|scope|autocomplete|aria-(?!label$|labelledby$|describedby$|controls$).*)$/.test(name) ? `${name}=${value}` : name);
                const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) ? '!' : '';
                const inner = [...element.children].map(seen).filter((each, at, all) => each !== all[at - 1]).join('');
                return `<${element.localName} ${attributes.sort().join(' ')}${text}>${inner}</>`;
            };
            return seen(document.documentElement);
        }
        """)}";

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(5).Select(node => node.Html))}";
}
