using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Jobs;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Print;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Prints with the real Chromium and reads the result back with Poppler.</summary>
public sealed partial class PrintedProgrammeTests : IClassFixture<WorkshopApp>
{
    private readonly WorkshopApp _app;

    public PrintedProgrammeTests(WorkshopApp app) => _app = app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_contents_and_index_entry_names_the_page_on_which_it_stands()
    {
        var programme = Large();
        var printer = _app.Services.GetRequiredService<IPdfPrinter>();
        var clock = Stopwatch.StartNew();

        var printed = await printer.PrintAsync(numbers => ProgrammeLayout.Write(programme, numbers), Cancel);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"57 abstracts took {clock.Elapsed}."); // under 10 s on an idle machine
        var pages = await TextAsync(printed.Value.Content);
        Assert.Equal(printed.Value.Pages.Count, pages.Count);
        var plan = pages.FindIndex(page => page.Contains("Thursday 10 June 2027", StringComparison.Ordinal) && !page.Contains("All times are", StringComparison.Ordinal));
        var contents = string.Join('\n', pages.Take(plan));
        var index = string.Join('\n', pages.Skip(printed.Value.Pages["authors"]!.Value - 1));

        var items = programme.WithAbstract.ToList();
        Assert.Equal(56, items.Count);
        foreach (var item in items)
        {
            var name = Number().Match(item.Title!).Value;
            var entry = Regex.Match(contents, $@"{name}\b.*?(\d+)\s*$", RegexOptions.Multiline);
            Assert.True(entry.Success, $"{name} is missing in the contents.");
            var page = pages[int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture) - 1];
            Assert.Contains(name, page, StringComparison.Ordinal);
            Assert.Contains($"begins{name}", page, StringComparison.Ordinal);
        }

        var entries = AuthorIndex.Of(programme).Where(entry => entry.Name.Shown.StartsWith("Autor", StringComparison.Ordinal)).ToList();
        Assert.True(entries.Count > 60);
        foreach (var entry in entries)
        {
            var line = Regex.Match(index, $@"{entry.Name.Shown}\s+(\d+(?:, \d+)*)");
            Assert.True(line.Success, $"{entry.Name.Shown} is missing in the index.");
            var given = string.Join(' ', entry.Name.Shown.Split(", ").Reverse());
            var named = line.Groups[1].Value.Split(", ").Select(page => int.Parse(page, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(named.Distinct().Order(), named);
            Assert.All(named, page => Assert.Matches(given.Replace(" ", @"\s+", StringComparison.Ordinal), pages[page - 1])); // a name may be broken over two lines
            Assert.Equal(entry.Items.Select(key => printed.Value.Pages[$"abstract-{key}"] ?? printed.Value.Pages[$"plan-{key}"]).Distinct().Count(), named.Count);
        }

        for (var page = 2; page <= pages.Count; page++)
        {
            Assert.Contains($"{page} of {pages.Count}", pages[page - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_is_tagged_and_titled_with_every_font_in_it()
    {
        var programme = Small();
        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => ProgrammeLayout.Write(programme, numbers), Cancel);

        var info = await ToolAsync("pdfinfo", printed.Value!.Content, ["x.pdf"]);
        Assert.Matches(@"Title:\s+Theory & <Testing>: programme", info);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"A4", info);
        var fonts = (await ToolAsync("pdffonts", printed.Value.Content, ["x.pdf"])).Split('\n').Skip(2).Where(line => line.Length > 60).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"\s+yes (yes|no ) (yes|no )\s+\d+\s+\d+\s*$", font));
        Assert.Contains(fonts, font => font.Contains("SourceSerif", StringComparison.Ordinal));
        Assert.Contains(fonts, font => font.Contains("KaTeX", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_people_typed_never_becomes_markup()
    {
        var html = ProgrammeLayout.Write(Small(), Workshop.Web.Platform.Pdf.PageNumbers.Unknown);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</style><", html.Replace("</style>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var pages = await TextAsync((await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(_ => html, Cancel)).Value!.Content);
        Assert.Contains(pages, page => page.Contains("<script>alert(1)</script> is text: 85% of $5 and $ 7 by Fréchet.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_organizer_prints_in_the_background_and_alone_may_download()
    {
        using var app = new WorkshopApp();
        var world = await ProgrammeWorld.MakeAsync(app);
        await world.SessionAsync("Talks", SessionKind.Talks, 9, 1, 2, 4, 5);
        using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
        using var anna = await app.SignedInAsync(ProgrammeWorld.Anna);

        using var asked = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "print" });
        using var askedAgain = await otto.SubmitFormAsync(world.Build, new Dictionary<string, string?> { ["Act"] = "print" });
        Assert.Equal("Queued", (await otto.GetDocumentAsync(world.Build)).QuerySelector("#job-print .status")!.TextContent);
        var run = Assert.Single(await app.RunJobsAsync());

        Assert.Equal(JobState.Succeeded, run.State);
        var link = (await otto.GetDocumentAsync(world.Build)).QuerySelector("#job-print a")!.GetAttribute("href")!;
        using var pdf = await otto.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        Assert.Equal(("application/pdf", "attachment"), (pdf.Content.Headers.ContentType?.MediaType, pdf.Content.Headers.ContentDisposition?.DispositionType));
        var text = string.Join('\n', await TextAsync(await pdf.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Contains("Paper 1 on", text, StringComparison.Ordinal);
        Assert.Contains("Berg, Anna van den", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 4", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paper 5", text, StringComparison.Ordinal);
        using var hidden = await anna.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    /// <summary>57 items of every difficult kind.</summary>
    private static ProgrammeDocument Large()
    {
        var day = new DateTimeOffset(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));
        string Words(int count) => string.Join(' ', Enumerable.Repeat("explanation of a model", count));
        ProgrammeItem Item(int i) => new(
            $"i{i}",
            i,
            i < 9 ? day.AddMinutes(15 * i) : null,
            15,
            i < 9 ? null : $"P{i - 8}",
            i == 3 ? @"Item3 cannot be approximated within $n^{1-\varepsilon}$ unless $\mathsf{P} = \mathsf{NP}$: a very long title that has to be broken over several lines" : $"Item{i} of the programme",
            i == 5 ? "" : $"beginsItem{i} " + Words(i == 4 ? 400 : 20 + (i * 7 % 40)) + (i == 3 ? @" $$\sum_{i=1}^n \frac{1}{i^2} \le \frac{\pi^2}{6}$$ and $\broken{" : ""),
            [.. Enumerable.Range(0, i == 2 ? 40 : 1 + (i % 4)).Select(a => ProgrammeAuthor.Of($"Anna Autor{(i * 3) + a:000}x", $"University {a % 3}; Institute {i}")), ProgrammeAuthor.Of(i % 2 == 0 ? "王小明" : "محمد بن علي 🦄", "東京大学")]);
        var items = Enumerable.Range(1, 57).Select(Item).ToList();
        return new ProgrammeDocument("Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Old Observatory", "Copenhagen time",
        [
            new("Opening", SessionKind.Keynote, day, day.AddMinutes(15), "Hall", "", [new("tba", null, day, 15, null, null, "", [ProgrammeAuthor.Of("Ada Lovelace", "")])]),
            new("Foundations \"of\" everything; <and> more", SessionKind.Talks, day.AddMinutes(15), day.AddHours(3), "Hall", "Carla Chair", items[..8]),
            new("Coffee", SessionKind.Break, day.AddHours(3), day.AddHours(4), "Foyer", "", []),
            new("Posters", SessionKind.Posters, day.AddHours(4), day.AddHours(6), "Foyer", "", items[8..]),
        ]);
    }

    private static ProgrammeDocument Small()
    {
        var day = new DateTimeOffset(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));
        return new ProgrammeDocument("Theory & <Testing>", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "</style><b>", "Copenhagen time",
        [
            new("\"}</style><script>alert(1)</script>", SessionKind.Talks, day, day.AddHours(1), "", "", [new("one", 1, day, 15, null, "On $x^2$", "<script>alert(1)</script> is text: 85\\% of \\$5 and $ 7 by Fr\\'echet.", [ProgrammeAuthor.Of("<i>Bo</i> Berg", "")])]),
        ]);
    }

    private async Task<List<string>> TextAsync(byte[] pdf) => [.. (await ToolAsync("pdftotext", pdf, ["-layout", "x.pdf", "-"])).Split('\f').SkipLast(1)];

    private async Task<string> ToolAsync(string tool, byte[] pdf, string[] arguments)
    {
        var result = await _app.Services.GetRequiredService<ToolProcess>().RunAsync(new ToolRun(tool, arguments) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = pdf } }, Cancel);
        Assert.True(result.Succeeded, result.Errors);
        return result.Text;
    }

    [GeneratedRegex(@"Item\d+")]
    private static partial Regex Number();
}
