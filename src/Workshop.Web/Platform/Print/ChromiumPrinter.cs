using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Workshop.Domain;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Print;

/// <summary>
/// Prints with an installed Chromium, driven by Playwright. The page has an origin that does not exist: the document and the files of wwwroot are handed to it, all
/// else is refused.
/// </summary>
public sealed class ChromiumPrinter(
    ToolInventory inventory,
    PdfDestinations destinations,
    IWebHostEnvironment site,
    ChromiumSeats seats,
    IOptions<PrintSettings> settings,
    ILogger<ChromiumPrinter> log) : IPdfPrinter
{
    /// <summary>Contents change their own length at most once or twice; a layout that still moves never settles.</summary>
    private const int MostPasses = 5;

    /// <summary>".invalid" never resolves (RFC 2606); https, so that the page counts as a secure context.</summary>
    private const string Origin = "https://print.invalid";

    /// <summary>Text of authors stays text even if a layout forgot to escape it: no inline script runs.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; base-uri 'none'";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public Task<Outcome<PrintedPdf>> PrintAsync(Func<PageNumbers, string> layout, Func<int, Task> onPass, CancellationToken cancel) =>
        InBrowserAsync(seats.Job, layout(PageNumbers.Unknown), (page, stop) => PrintInPassesAsync(page, layout, onPass, stop), cancel);

    public Task<Outcome<byte[]>> PrintFirstPageAsync(string html, CancellationToken cancel) =>
        InBrowserAsync(seats.Preview, html, async (page, stop) => (Outcome<byte[]>)await PrintOnceAsync(page, "1").WaitAsync(stop), cancel);

    private async Task<Outcome<T>> InBrowserAsync<T>(ChromiumSeat seat, string html, Func<PrintPage, CancellationToken, Task<Outcome<T>>> print, CancellationToken cancel)
    {
        if (inventory.Chromium is not { } chromium)
        {
            return new Refusal(
                "print.no-browser",
                "Printing needs Chromium on the server: ask whoever runs it to install chromium, or to name its path in Tools:Chromium.");
        }

        await using var turn = await seat.TakeAsync(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(settings.Value.Limit);
        try
        {
            var page = new PrintPage(await turn.PageAsync(chromium, stop.Token), html);
            page.Page.SetDefaultTimeout(0);
            await page.Page.RouteAsync("**/*", route => ServeAsync(route, page.Html));
            var printed = await print(page, stop.Token);
            await turn.CloseAsync();
            return printed;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Refusal("print.too-long", "Printing took too long and was stopped. Print a part, or raise Print:Limit.");
        }
        catch (PlaywrightException failure) when (!cancel.IsCancellationRequested)
        {
            log.LogError(failure, "Chromium at {Path} could not print", chromium);
            return new Refusal("print.failed", "Chromium could not print this. The server's log says why; try again, or ask whoever runs it.");
        }
    }

    private async Task<Outcome<PrintedPdf>> PrintInPassesAsync(PrintPage page, Func<PageNumbers, string> layout, Func<int, Task> onPass, CancellationToken stop)
    {
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            stop.ThrowIfCancellationRequested();
            await onPass(pass);
            var content = await PrintOnceAsync(page).WaitAsync(stop);
            var numbers = await destinations.ReadAsync(content, stop);
            if (!numbers.Succeeded)
            {
                return numbers.Refusal!;
            }

            var next = layout(numbers.Value);
            if (next == page.Html)
            {
                log.LogInformation("Printed {Pages} pages in {Passes} passes", numbers.Value.Count, pass);
                return new PrintedPdf(content, numbers.Value);
            }

            page.Html = next;
        }

        return new Refusal("print.unsettled", "The page numbers of this layout never settle. Please report this as a fault.");
    }

    private static async Task<byte[]> PrintOnceAsync(PrintPage page, string? pages = null)
    {
        await page.Page.GotoAsync(Origin + "/", new() { WaitUntil = WaitUntilState.Load });
        await page.Page.EvaluateAsync("async () => { await window.printReady; await document.fonts.ready; }");
        return PrintedTraces.Erase(await page.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Tagged = true, Outline = true, PageRanges = pages }));
    }

    private async Task ServeAsync(IRoute route, string html)
    {
        var address = new Uri(route.Request.Url);
        if (address.GetLeftPart(UriPartial.Authority) == Origin && route.Request.Method == "GET")
        {
            if (address.AbsolutePath == "/")
            {
                await route.FulfillAsync(new()
                {
                    ContentType = "text/html; charset=utf-8",
                    Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy },
                    Body = html,
                });
                return;
            }

            var file = site.WebRootFileProvider.GetFileInfo(Uri.UnescapeDataString(address.AbsolutePath));
            if (file is { Exists: true, IsDirectory: false })
            {
                await route.FulfillAsync(new() { ContentType = ContentType(file), BodyBytes = await ReadAsync(file) });
                return;
            }
        }

        log.LogWarning("A printed page asked for {Address}, which is not a file of the site", address);
        await route.AbortAsync();
    }

    private static string ContentType(IFileInfo file) =>
        ContentTypes.TryGetContentType(file.Name, out var type) ? type : "application/octet-stream";

    private static async Task<byte[]> ReadAsync(IFileInfo file)
    {
        await using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>The page of the browser, and what it is given when it asks.</summary>
    private sealed class PrintPage(IPage page, string html)
    {
        public IPage Page => page;

        public string Html { get; set; } = html;
    }
}
