using Microsoft.Playwright;

namespace Workshop.Web.Platform.Print;

/// <summary>
/// Where one print at a time has a browser. Starting Chromium takes longer than printing most pages, so it stays for the next print for a while; a print that failed, was stopped or did not
/// say that all is well takes its browser with it. Each print has a context, and with it a process for its page, of its own: it finds nothing of the one before.
/// </summary>
public sealed class ChromiumSeat : IDisposable
{
    /// <summary>No browser prints more often than that: what leaks, leaks for so long only.</summary>
    private const int MostPrints = 100;

    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",

        // Nothing outside has a name: also what no route sees (prefetch, sockets, the browser's own errands).
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeSpan _keep;
    private readonly Timer _idle;
    private Running? _running;
    private bool _disposed;

    /// <param name="keep">How long a browser waits for the next print, up to a day; none for zero.</param>
    public ChromiumSeat(TimeSpan keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keep, TimeSpan.FromDays(1));
        _keep = keep;
        _idle = new Timer(_ => LeaveIdle());
    }

    /// <summary>Waits for the seat. Whoever gets a turn disposes of it.</summary>
    public async Task<Turn> TakeAsync(CancellationToken cancel)
    {
        // The clock of an idle browser may strike meanwhile: it finds the seat taken.
        await _turn.WaitAsync(cancel);
        return new Turn(this);
    }

    /// <summary>Ends the browser, also one that prints.</summary>
    public void Dispose()
    {
        _disposed = true;
        _idle.Dispose();
        Leave();
    }

    /// <summary>Whether it closed; what does not answer in time is taken away by whoever holds it.</summary>
    private static async Task<bool> ClosesAsync(Task closing)
    {
        try
        {
            await closing.WaitAsync(TimeSpan.FromSeconds(5));
            return true;
        }
        catch (Exception failure) when (failure is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    private void LeaveIdle()
    {
        if (!_turn.Wait(0))
        {
            return;
        }

        try
        {
            Leave();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Leave()
    {
        try
        {
            // Ending the driver (a Node process) ends its browser, also when we are killed: its input closes.
            Interlocked.Exchange(ref _running, null)?.Driver.Dispose();
        }
        catch (Exception failure) when (failure is PlaywrightException or InvalidOperationException or IOException)
        {
            // Its process was gone already.
        }
    }

    private async Task GiveBackAsync(bool isSound)
    {
        try
        {
            if (!isSound || _keep == TimeSpan.Zero || _disposed || _running is not { Prints: < MostPrints })
            {
                // Whoever stopped a print finds no process of it left; a browser that does not answer goes with its driver.
                _ = _running is { } running && await ClosesAsync(running.Browser.CloseAsync());
                Leave();
                return;
            }

            _idle.Change(_keep, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The application stops at this moment.
            Leave();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IBrowser> BrowserAsync(string chromium, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_running is { } known && (known.Chromium != chromium || !known.Browser.IsConnected))
        {
            Leave();
        }

        var running = _running ?? await StartAsync(chromium, cancel);
        _running = running;
        running.Prints++;
        return running.Browser;
    }

    private static async Task<Running> StartAsync(string chromium, CancellationToken cancel)
    {
        var starting = Playwright.CreateAsync();
        IPlaywright driver;
        try
        {
            driver = await starting.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            // It starts all the same, and nobody would end it.
            _ = starting.ContinueWith(started => started.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        try
        {
            return new Running(driver, await LaunchAsync(driver, chromium).WaitAsync(cancel), chromium);
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>Chromium's own sandbox does not run as root and not in every container; it is used wherever it does.</summary>
    private static async Task<IBrowser> LaunchAsync(IPlaywright driver, string chromium)
    {
        var options = new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = Arguments, ChromiumSandbox = !Environment.IsPrivilegedProcess, Timeout = 0 };
        try
        {
            return await driver.Chromium.LaunchAsync(options);
        }
        catch (PlaywrightException) when (options.ChromiumSandbox == true)
        {
            options.ChromiumSandbox = false;
            return await driver.Chromium.LaunchAsync(options);
        }
    }

    /// <summary>One print's time on the seat.</summary>
    public sealed class Turn(ChromiumSeat seat) : IAsyncDisposable
    {
        private IBrowserContext? _context;
        private bool _isSound;

        /// <summary>An empty page that reaches nothing but what it is given.</summary>
        public async Task<IPage> PageAsync(string chromium, CancellationToken cancel)
        {
            var isKept = seat._running is not null;
            try
            {
                return await OpenAsync(await seat.BrowserAsync(chromium, cancel), cancel);
            }
            catch (PlaywrightException) when (isKept && !seat._disposed)
            {
                // It died while it waited, and the news had not come through yet.
                seat.Leave();
                return await OpenAsync(await seat.BrowserAsync(chromium, cancel), cancel);
            }
        }

        /// <summary>The print is over and the page was left in good order: the browser may stay for the next. What was printed does not suffer when it cannot.</summary>
        public async Task CloseAsync() => _isSound = _context is not null && await ClosesAsync(_context.CloseAsync());

        public async ValueTask DisposeAsync() => await seat.GiveBackAsync(_isSound);

        private async Task<IPage> OpenAsync(IBrowser browser, CancellationToken cancel)
        {
            _context = await browser.NewContextAsync(new() { Offline = true, ServiceWorkers = ServiceWorkerPolicy.Block }).WaitAsync(cancel);
            return await _context.NewPageAsync().WaitAsync(cancel);
        }
    }

    private sealed class Running(IPlaywright driver, IBrowser browser, string chromium)
    {
        public IPlaywright Driver => driver;

        public IBrowser Browser => browser;

        public string Chromium => chromium;

        public int Prints { get; set; }
    }
}
