using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Workshop.Domain.Assignment;

namespace Workshop.Benchmarks;

/// <summary>The exact solver with its certificate, on topic-structured affinities with 5 % conflicts.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(5)]
public class AssignmentBenchmarks
{
    private static readonly string[] Sizes = ["300x100x3", "1000x300x3", "3000x1000x3", "5000x5000x4x60", "20000x20000x4x60"];
    private AssignmentProblem _problem = null!;

    [Params("60x25x3", "300x100x3", "1000x300x3")]
    public string Size { get; set; } = "";

    /// <summary>
    /// Solves each size once, checks the certificate and prints a line: wall time, pivots, peak working set of the process so far, gap. A size is
    /// papers x reviewers x reviews a paper, and x candidates a paper when not everybody may review everything. Each is solved with two places a reviewer to
    /// spare and with none, which is much harder.
    /// </summary>
    public static void Measure(IReadOnlyCollection<string> sizes)
    {
        // Once before, so that the first line does not measure the compiler.
        Report("300x100x3", spare: 2, TextWriter.Null);
        foreach (var size in sizes.Count > 0 ? sizes : Sizes)
        {
            Report(size, spare: 2, Console.Out);
            Report(size, spare: 0, Console.Out);
        }
    }

    [GlobalSetup]
    public void Make() => _problem = Make(Size, spare: 2);

    [Benchmark]
    public long Solve() => OptimalAssignment.Find(_problem).Value!.Pivots;

    private static void Report(string size, int spare, TextWriter output)
    {
        var problem = Make(size, spare);
        GC.Collect();
        var solving = Stopwatch.StartNew();
        var found = OptimalAssignment.Find(problem);
        solving.Stop();
        if (found.Value is not { } proven)
        {
            output.WriteLine($"{size}, {spare} to spare: {found.Refusal!.Message}");
            return;
        }

        var checking = Stopwatch.StartNew();
        var wrong = CertificateCheck.Check(problem, [.. proven.Pairs.Select(p => (p.Paper, p.Reviewer))], proven.Certificate);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
        var verdict = wrong.Count == 0 ? "accepted" : $"rejected: {wrong[0].Message}";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size}, {spare} to spare: {solving.Elapsed.TotalSeconds:0.00} s, {proven.Pivots} pivots, {problem.PairCount} pairs, peak {peak} MB, gap {proven.Certificate.Gap}, {verdict} in {checking.Elapsed.TotalSeconds:0.00} s"));
    }

    private static AssignmentProblem Make(string size, int spare)
    {
        var sides = size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        return new TopicWorld(7).Assignment(sides[0], sides[1], sides[2], sides.Length > 3 ? sides[3] : null, spare);
    }
}
