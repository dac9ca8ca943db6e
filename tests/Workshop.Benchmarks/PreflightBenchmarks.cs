using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Benchmarks;

/// <summary>One file from its bytes to the verdict, with every rule switched on and authors to look for; processes, confinement and temporary folders included.</summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(15)]
[MedianColumn]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the method that cleans up.")]
public class PreflightBenchmarks
{
    private static readonly FormatRules Rules = new(2)
    {
        Counting = PageCounting.WithoutReferences,
        Paper = Paper.Either,
        MinBodySize = 10,
        MinMargins = new PageMargins(54, 54, 54, 54),
        Columns = 1,
        Blind = true,
    };

    private static readonly SubmissionIdentity Authors = new([new AuthorIdentity("Grace Hopper", "grace@navy.example", "Navy Research")], "hopper.pdf");

    private ToolProcess _tools = null!;
    private byte[] _file = null!;

    [Params("2 pages", "20 pages", "a scan", "a damaged file", "a page that unpacks to a gigabyte", "two page trees that are each other's child", "half a million annotations")]
    public string What { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        _tools = new ToolProcess(Options.Create(new ToolSettings()));
        _file = What switch
        {
            "2 pages" => PaperOf(2),
            "20 pages" => PaperOf(20),
            "a scan" => HandmadePdf.Scan("Explanations of wide networks converge"),
            "a damaged file" => PaperOf(2)[..2000],
            _ => HandmadePdf.Hostile[What](),
        };
    }

    [GlobalCleanup]
    public void End() => _tools.Dispose();

    [Benchmark]
    public async Task<int> Inspect() => (await new PdfInspector(_tools).InspectAsync(_file, Rules, Authors, CancellationToken.None)).Findings.Count;

    private static byte[] PaperOf(int pages)
    {
        var world = new TopicWorld(13);
        var text = Enumerable.Range(0, pages * 8).Select(_ => world.Text(world.Mixture(), 90) + ".");
        var entries = Enumerable.Range(1, 12).Select(i => $"[{i}] A. Author. {world.Text(world.Mixture(), 8)}. In Proc. of a Workshop, 20{i:00}.");
        return SimplePdf.Write(new SimplePdfText("On attribution", "", [.. text, "References", .. entries]) { Pages = pages });
    }
}
