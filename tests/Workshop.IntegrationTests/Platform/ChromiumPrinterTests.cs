using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workshop.Domain;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class ChromiumPrinterTests : IDisposable
{
    private const string Endless = "window.printReady = new Promise(() => {});";

    /// <summary>For tests that ask nothing of the browser itself.</summary>
    private static readonly ChromiumSeats Shared = new(Options.Create(new PrintSettings()));

    private readonly ToolProcess _tools = new(Options.Create(new ToolSettings()));
    private readonly List<ChromiumSeats> _seats = [];

    [Fact]
    public async Task Contents_name_the_page_where_each_entry_really_stands()
    {
        var printer = Printer();

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        var text = await TextByPageAsync(printed.Value.Content);
        Assert.Equal(text.Count, printed.Value.Pages.Count);
        for (var entry = 1; entry <= 12; entry++)
        {
            var stands = text.FindIndex(page => page.Contains($"Opening of entry {entry}.", StringComparison.Ordinal)) + 1;
            Assert.Equal(stands, printed.Value.Pages[$"entry-{entry}"]);
            Assert.Contains($"Entry {entry} is on page {stands}.", text[0], StringComparison.Ordinal);
        }

        Assert.Equal(13, text.Count);
    }

    [Fact]
    public async Task Every_page_says_its_number_and_how_many_there_are()
    {
        var printer = Printer();

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        var text = await TextByPageAsync(printed.Value!.Content);
        for (var page = 1; page <= 13; page++)
        {
            Assert.Contains($"page {page} of 13", text[page - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_pdf_is_tagged_and_has_an_outline()
    {
        var printer = Printer();

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        var folder = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = printed.Value!.Content };
        var info = await _tools.RunAsync(new ToolRun("pdfinfo", ["x.pdf"]) { Files = folder }, TestContext.Current.CancellationToken);
        var json = await _tools.RunAsync(new ToolRun("qpdf", ["--json", "--json-key=outlines", "x.pdf"]) { Files = folder }, TestContext.Current.CancellationToken);
        Assert.Contains("Tagged:          yes", info.Text, StringComparison.Ordinal);
        Assert.Contains("pts (A5)", info.Text, StringComparison.Ordinal);
        Assert.Contains("Opening of entry 12.", json.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maths_is_set_by_the_sites_own_katex()
    {
        var printer = Printer(script: """
            window.printReady = new Promise(done => addEventListener("load", () => {
              katex.render("\\int_0^1 x^2\\,dx = \\tfrac13", document.getElementById("m"));
              done();
            }));
            """);

        var printed = await printer.PrintAsync(
            _ => """
            <!doctype html><link rel=stylesheet href="/lib/katex/katex.min.css"><script src="/lib/katex/katex.min.js"></script>
            <script src="/test.js"></script><p id=m>raw</p>
            """,
            TestContext.Current.CancellationToken);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        var fonts = await _tools.RunAsync(
            new ToolRun("pdffonts", ["x.pdf"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = printed.Value.Content } },
            TestContext.Current.CancellationToken);
        Assert.Contains("KaTeX_Math-Italic", fonts.Text, StringComparison.Ordinal);
        Assert.Contains("∫", (await TextByPageAsync(printed.Value.Content))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printing_waits_for_the_promise_of_the_page()
    {
        var printer = Printer(script: """
            window.printReady = new Promise(done => setTimeout(() => { document.body.textContent = "late but in time"; done(); }, 400));
            """);

        var printed = await printer.PrintAsync(_ => """<!doctype html><script src="/test.js"></script><p>early</p>""", TestContext.Current.CancellationToken);

        Assert.Equal("late but in time", (await TextByPageAsync(printed.Value!.Content))[0].Trim());
    }

    [Fact]
    public async Task Scripts_in_the_text_do_not_run_and_nothing_outside_is_fetched()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var printer = Printer();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var printed = await printer.PrintAsync(
            _ => $"""
            <!doctype html><p id=p>text</p><script>document.getElementById("p").textContent = "script ran"</script>
            <img src="http://127.0.0.1:{port}/" alt=""><img src=x onerror="document.getElementById('p').textContent = 'handler ran'">
            <link rel=prefetch href="http://127.0.0.1:{port}/"><iframe src="file:///etc/passwd"></iframe><img src="/../appsettings.json">
            """,
            TestContext.Current.CancellationToken);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        Assert.Equal("text", (await TextByPageAsync(printed.Value.Content))[0].Trim());
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_page_without_page_numbers_is_printed_once()
    {
        var printer = Printer();
        var calls = 0;

        var printed = await printer.PrintAsync(
            _ =>
            {
                calls++;
                return "<!doctype html><p>once";
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(1, printed.Value!.Pages.Count);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_layout_that_never_settles_is_refused()
    {
        var printer = Printer();
        var calls = 0;

        var printed = await printer.PrintAsync(
            _ => string.Create(CultureInfo.InvariantCulture, $"<!doctype html><p>{calls++}"), TestContext.Current.CancellationToken);

        Assert.Equal("print.unsettled", printed.Refusal?.Code);
    }

    [Fact]
    public async Task Without_chromium_the_refusal_says_what_to_install()
    {
        var printer = Printer(chromium: "/nowhere/chromium");

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        Assert.Equal(
            new Refusal(
                "print.no-browser",
                "Printing needs Chromium on the server: ask whoever runs it to install chromium, or to name its path in Tools:Chromium."),
            printed.Refusal);
    }

    [Fact]
    public async Task A_cancelled_job_leaves_no_browser()
    {
        var chromium = new MarkedChromium();
        var reached = new TaskCompletionSource();
        var printer = Printer(Endless, chromium: chromium.Path, asked: reached.SetResult);
        using var cancel = new CancellationTokenSource();

        var printing = printer.PrintAsync(_ => """<!doctype html><script src="/test.js"></script>""", cancel.Token);
        await reached.Task;
        Assert.NotEmpty(chromium.Living());
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing);
        Assert.Empty(chromium.Living());
    }

    [Fact]
    public async Task A_job_that_takes_too_long_is_refused_and_leaves_no_browser()
    {
        var chromium = new MarkedChromium();
        var printer = Printer(Endless, TimeSpan.FromSeconds(4), chromium.Path);

        var printed = await printer.PrintAsync(_ => """<!doctype html><script src="/test.js"></script>""", TestContext.Current.CancellationToken);

        Assert.Equal("print.too-long", printed.Refusal?.Code);
        Assert.Empty(chromium.Living());
    }

    [Fact]
    public async Task A_browser_stays_for_the_next_print_which_is_the_same_and_goes_when_none_comes()
    {
        var chromium = new MarkedChromium();
        var printer = Printer(chromium: chromium.Path, keep: TimeSpan.FromSeconds(3));

        var first = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);
        var started = chromium.Living();
        var second = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);
        var kept = chromium.Living();

        Assert.Equal(first.Value!.Content, second.Value!.Content);
        // The browser itself and its helpers; the process of the page was another.
        Assert.Contains(started, kept.Contains);
        var waited = Stopwatch.StartNew();
        while (chromium.Living().Count > 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "The browser never went.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_browser_that_is_not_to_stay_is_gone_with_its_print()
    {
        var chromium = new MarkedChromium();
        var printer = Printer(chromium: chromium.Path, keep: TimeSpan.Zero);

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        Assert.True(printed.Succeeded);
        Assert.Empty(chromium.Living());
    }

    [Fact]
    public async Task A_browser_that_died_meanwhile_is_replaced()
    {
        var chromium = new MarkedChromium();
        var printer = Printer(chromium: chromium.Path);
        await printer.PrintAsync(Book, TestContext.Current.CancellationToken);
        var died = chromium.Living();
        died.ForEach(MarkedChromium.Kill);

        var printed = await printer.PrintAsync(Book, TestContext.Current.CancellationToken);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        Assert.DoesNotContain(chromium.Living(), died.Contains);
    }

    [Fact]
    public void Every_adapter_can_be_had_from_the_services()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IWebHostEnvironment>(new Site(new NullFileProvider()));
        Web.Platform.PlatformTools.AddPlatformTools(
            services, new ConfigurationBuilder().AddInMemoryCollection([new("Tools:Chromium", "/nowhere/chrome"), new("Print:Limit", "00:00:07")]).Build());
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        Assert.Equal(TimeSpan.FromSeconds(7), provider.GetRequiredService<IOptions<PrintSettings>>().Value.Limit);
        Assert.Equal("/nowhere/chrome", provider.GetRequiredService<IOptions<ToolSettings>>().Value.Chromium);
        Assert.IsType<ChromiumPrinter>(provider.GetRequiredService<IPdfPrinter>());
    }

    public void Dispose()
    {
        _seats.ForEach(seats => seats.Dispose());
        _tools.Dispose();
    }

    /// <summary>Twelve entries, each on a page of its own, behind one page of contents; A5 so that the page size is the sheet's own.</summary>
    private static string Book(PageNumbers pages)
    {
        var html = new StringBuilder("""
            <!doctype html><html lang=en><title>Programme</title><style>
            @page { size: A5; margin: 20mm; @bottom-center { content: "page " counter(page) " of " counter(pages) } }
            article { break-before: page }
            </style><h1>Contents</h1>
            """);
        for (var entry = 1; entry <= 12; entry++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href='#entry-{entry}'>Entry {entry} is on page {pages[$"entry-{entry}"]}.</a>");
        }

        for (var entry = 1; entry <= 12; entry++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<article id='entry-{entry}'><h2>Opening of entry {entry}.</h2></article>");
        }

        return html.ToString();
    }

    private ChromiumPrinter Printer(string script = "", TimeSpan? limit = null, string chromium = "", Action? asked = null, TimeSpan? keep = null)
    {
        var options = Options.Create(new PrintSettings { Limit = limit ?? TimeSpan.FromMinutes(1), KeepBrowser = keep ?? TimeSpan.FromMinutes(1) });
        var seats = Shared;
        if (limit is not null || chromium.Length > 0 || keep is not null)
        {
            seats = new ChromiumSeats(options);
            _seats.Add(seats);
        }

        var source = Path.Combine(Repository.Root, "src", "Workshop.Web", "wwwroot");
        var files = new CompositeFileProvider(new OneFile("/test.js", script, asked), new PhysicalFileProvider(source));
        return new ChromiumPrinter(
            new ToolInventory(_tools, Options.Create(new ToolSettings { Chromium = chromium })),
            new PdfDestinations(_tools),
            new Site(files),
            seats,
            options,
            NullLogger<ChromiumPrinter>.Instance);
    }

    private async Task<List<string>> TextByPageAsync(byte[] pdf)
    {
        var result = await _tools.RunAsync(
            new ToolRun("pdftotext", ["-layout", "x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = pdf } },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Errors);
        return [.. result.Text.Split('\f').SkipLast(1)];
    }

    /// <summary>The real Chromium, started with a switch that tells its processes from those of other tests.</summary>
    private sealed class MarkedChromium
    {
        private readonly string _mark = $"--test-mark-{Guid.NewGuid():N}";

        public MarkedChromium()
        {
            Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("marked-").FullName, "chromium");
            using var tools = new ToolProcess(Options.Create(new ToolSettings()));
            var real = new ToolInventory(tools, Options.Create(new ToolSettings())).Chromium;
            File.WriteAllText(Path, $"#!/bin/sh\nexec '{real}' {_mark} \"$@\"\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        public string Path { get; }

        public static void Kill(string process)
        {
            try
            {
                Process.GetProcessById(int.Parse(System.IO.Path.GetFileName(process), CultureInfo.InvariantCulture)).Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // Its parent took it along.
            }
        }

        public List<string> Living() =>
            [.. Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(System.IO.Path.GetFileName(f)[0])).Where(IsMarked)];

        private bool IsMarked(string process)
        {
            try
            {
                // A dead process that nobody reaped yet has an empty command line.
                return File.ReadAllText(System.IO.Path.Combine(process, "cmdline")).Contains(_mark, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private sealed class Site(IFileProvider files) : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = files;

        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }

    private sealed class OneFile(string path, string content, Action? asked) : IFileProvider, IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Length => Encoding.UTF8.GetByteCount(content);

        public string Name => Path.GetFileName(path);

        public string? PhysicalPath => null;

        public Stream CreateReadStream()
        {
            asked?.Invoke();
            return new MemoryStream(Encoding.UTF8.GetBytes(content));
        }

        public IFileInfo GetFileInfo(string subpath) => subpath == path ? this : new NotFoundFileInfo(subpath);

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public Microsoft.Extensions.Primitives.IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
