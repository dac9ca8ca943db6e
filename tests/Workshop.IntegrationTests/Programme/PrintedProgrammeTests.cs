using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.Print.Booklet;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Prints with the real Chromium and reads the result back with Poppler.</summary>
[Trait("Database", "none")]
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

        var printed = await printer.PrintAsync(numbers => BookletLayout.Write(programme, numbers), Cancel);

        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"57 abstracts took {clock.Elapsed}."); // under 10 s on an idle machine
        var pages = await TextAsync(printed.Value.Content);
        Assert.Equal(printed.Value.Pages.Count, pages.Count);
        var contents = string.Join('\n', pages.Take(printed.Value.Pages["glance-1"]!.Value - 1).Skip(1));
        var index = string.Join('\n', pages.Skip(printed.Value.Pages["authors"]!.Value - 1).Take(printed.Value.Pages["topics"]!.Value - printed.Value.Pages["authors"]!.Value));

        // In reading order: beside each other the columns would run into one another.
        var topics = string.Join('\n', (await ToolAsync("pdftotext", printed.Value.Content, ["x.pdf", "-"])).Split('\f').Skip(printed.Value.Pages["topics"]!.Value - 1));

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

        foreach (var entry in TopicIndex.Of(programme))
        {
            var line = Regex.Match(topics, $@"{entry.Topic}\s+(\d+(?:,\s+\d+)*)");
            Assert.True(line.Success, $"{entry.Topic} is missing in the topic index.");
            var named = Regex.Split(line.Groups[1].Value, @",\s+").Select(page => int.Parse(page, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(entry.Items.Select(key => printed.Value.Pages[$"abstract-{key}"] ?? printed.Value.Pages[$"plan-{key}"]).OfType<int>().Distinct().Order(), named);
        }

        foreach (var (part, heading) in new[] { ("glance-1", "The day at a glance"), ("day-plan", "Programme"), ("posters", "Posters by board"), ("authors", "Authors"), ("topics", "Topics") })
        {
            var entry = Regex.Match(contents, $@"^\s*{heading}\s+(\d+)\s*$", RegexOptions.Multiline);
            Assert.True(entry.Success, $"{heading} is missing in the contents.");
            Assert.Equal(printed.Value.Pages[part], int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture));
            Assert.Contains(heading, pages[printed.Value.Pages[part]!.Value - 1], StringComparison.Ordinal);
        }

        for (var page = 2; page <= pages.Count; page++)
        {
            Assert.Matches($@"(^|\s){page}\s*$", pages[page - 1]);
        }
    }

    [Fact]
    public async Task It_is_tagged_and_titled_with_every_font_in_it()
    {
        var programme = Small();
        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => BookletLayout.Write(programme, numbers), Cancel);

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
    public async Task The_same_programme_gives_the_same_bytes_and_says_nothing_of_the_machine()
    {
        var printer = _app.Services.GetRequiredService<IPdfPrinter>();

        var first = await printer.PrintAsync(numbers => BookletLayout.Write(Small(), numbers), Cancel);
        var second = await printer.PrintAsync(numbers => BookletLayout.Write(Small(), numbers), Cancel);

        Assert.Equal(Convert.ToHexString(first.Value!.Content), Convert.ToHexString(second.Value!.Content));
        var info = await ToolAsync("pdfinfo", first.Value.Content, ["x.pdf"]);
        Assert.DoesNotContain("Creator", info, StringComparison.Ordinal);
        Assert.DoesNotContain("Date", info, StringComparison.Ordinal);
        Assert.DoesNotContain("HeadlessChrome", System.Text.Encoding.Latin1.GetString(first.Value.Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_formulas_stay_as_typed_and_cover_nothing()
    {
        const string Hostile = @"Before $\rule{500em}{2em}$ and $\raisebox{-300em}{x}$ and $\hspace{-300em} y$ and $\def\a{\a\a}\a$ and $\href{javascript:alert(1)}{z}$ and $\llap{over and over}$ after, and $x^2$ is set.";
        var programme = Small();
        var item = programme.Sessions[0].Items[0] with { Title = @"Wide $\frac{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}{b}$ title", Abstract = Hostile };
        programme = programme with { Sessions = [programme.Sessions[0] with { Items = [item] }] };

        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => BookletLayout.Write(programme, numbers), Cancel);

        var pages = await TextAsync(printed.Value!.Content);
        Assert.InRange(pages.Count, 4, 7);
        var text = Regex.Replace(pages[printed.Value.Pages["abstract-one"]!.Value - 1], @"\s+", " ");
        Assert.Contains("Before", text, StringComparison.Ordinal);
        Assert.Contains("after, and", text, StringComparison.Ordinal);
        foreach (var typed in new[] { @"\raisebox", @"\hspace", @"\def", @"\href", @"\llap" })
        {
            Assert.Contains(typed, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("javascript", await ToolAsync("pdfinfo", printed.Value.Content, ["-url", "x.pdf"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Pages_fold_into_a_booklet()
    {
        // Thirteen pages, each with its number in large.
        var html = "<!DOCTYPE html><style>@page{size:A5;margin:20mm}p{break-after:page}p:last-child{break-after:auto}</style>" + string.Concat(Enumerable.Range(1, 13).Select(page => $"<p>Leaf{page:00}</p>"));
        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(_ => html, Cancel);

        var sheets = await _app.Services.GetRequiredService<FoldingPress>().ImposeAsync(printed.Value!.Content, 13, Cancel);

        Assert.True(sheets.Succeeded, sheets.Refusal?.Message);
        var sides = await TextAsync(sheets.Value);
        Assert.Equal(
            ["01", "02", "03", "04 13", "12 05", "06 11", "10 07", "08 09"],
            sides.Select(side => string.Join(' ', Regex.Matches(side, @"Leaf(\d\d)").Select(leaf => leaf.Groups[1].Value))));
        Assert.Matches(@"Page size:\s+8[34][0-9.]+ x 59[0-9.]+ pts", await ToolAsync("pdfinfo", sheets.Value, ["x.pdf"]));
    }

    [Theory]
    [InlineData("letter", 1, false, "letter")]
    [InlineData("a5", 2, true, "Page size: +4(19|20)[0-9.]* x 59")]
    [InlineData("a4", 2, false, "A4")]
    public async Task Every_paper_and_setting_loses_no_item(string paper, int columns, bool isSans, string size)
    {
        var content = new BookletContent(Large()) { Paper = BookOptions.PaperOf(paper), HasTwoColumns = columns == 2, IsSans = isSans, ProgrammeAddress = "https://workshop.example/e/testing/programme" };

        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => BookletLayout.Write(content, numbers), Cancel);

        Assert.Matches(size, await ToolAsync("pdfinfo", printed.Value!.Content, ["x.pdf"]));
        var pages = (await ToolAsync("pdftotext", printed.Value.Content, ["x.pdf", "-"])).Split('\f');
        foreach (var item in content.Programme.WithAbstract)
        {
            Assert.Contains($"begins{Number().Match(item.Title!).Value}", pages[printed.Value.Pages[$"abstract-{item.Key}"]!.Value - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Texts_people_and_sponsors_stand_around_the_sessions()
    {
        var programme = Small() with
        {
            Front = new ProgrammeFront
            {
                Welcome = "Dear all,\n\nwelcome to $x^2$.",
                Practical = "Take line 5.",
                Committee = [new("Ada Lovelace", "London", "Chairs"), new("Bo Berg", "")],
                Reviewers = [new("Rita Reviewer", "Berlin")],
                Sponsors = [new("Acme", "Gold", "https://acme.example/"), new("Evil", "", "javascript:alert(1)")],
            },
        };

        var printed = await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => BookletLayout.Write(programme, numbers), Cancel);

        var pages = await TextAsync(printed.Value!.Content);
        foreach (var (place, words) in new[] { ("welcome", "Dear all"), ("committee", "Ada Lovelace"), ("committee", "Rita Reviewer"), ("practical", "Take line 5"), ("sponsors", "acme.example") })
        {
            Assert.Contains(words, pages[printed.Value.Pages[place]!.Value - 1], StringComparison.Ordinal);
        }

        Assert.DoesNotContain("javascript", await ToolAsync("pdfinfo", printed.Value.Content, ["-url", "x.pdf"]), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://acme.example/", await ToolAsync("pdfinfo", printed.Value.Content, ["-url", "x.pdf"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_book_of_abstracts_has_the_invited_talks_too()
    {
        var small = Small();
        var day = small.Sessions[0].Starts;
        var programme = small with
        {
            Sessions = [new("Keynote", SessionKind.Keynote, day, day.AddHours(1), "", "", [new("invited", null, day, 60, null, "Tests of time", "About tests.", [ProgrammeAuthor.Of("Ada Lovelace", "London")])]), .. small.Sessions],
        };

        var html = BookletLayout.Write(new BookletContent(programme) { Kind = BookletKind.BookOfAbstracts }, PageNumbers.Unknown);

        Assert.Contains("id=\"abstract-invited\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"abstract-one\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_typed_never_becomes_markup()
    {
        var html = BookletLayout.Write(Small(), PageNumbers.Unknown);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</style><", html.Replace("</style>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var pages = await TextAsync((await _app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(_ => html, Cancel)).Value!.Content);
        Assert.Contains(pages, page => page.Contains("<script>alert(1)</script> is text: 85% of $5 and $ 7 by Fréchet.", StringComparison.Ordinal));
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
            [.. Enumerable.Range(0, i == 2 ? 40 : 1 + (i % 4)).Select(a => ProgrammeAuthor.Of($"Anna Autor{(i * 3) + a:000}x", $"University {a % 3}; Institute {i}")), ProgrammeAuthor.Of(i % 2 == 0 ? "王小明" : "محمد بن علي 🦄", "東京大学")])
        { Topics = i % 3 == 0 ? ["Theory", "Practice of things"] : ["Theory"] };
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
