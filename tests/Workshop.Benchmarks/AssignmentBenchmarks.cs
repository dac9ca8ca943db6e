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
    private AssignmentProblem _problem = null!;

    [Params("60 x 25", "300 x 100", "1000 x 300")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        var sides = Size.Split(" x ").Select(side => int.Parse(side, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var (papers, reviewers) = (sides[0], sides[1]);
        var world = new TopicWorld(7);
        var paperTopics = Enumerable.Range(0, papers).Select(_ => world.Mixture()).ToList();
        var reviewerTopics = Enumerable.Range(0, reviewers).Select(_ => world.Mixture()).ToList();
        var candidates =
            from paper in Enumerable.Range(0, papers)
            from reviewer in Enumerable.Range(0, reviewers)
            where !world.Happens(0.05)
            select new Candidate(paper, reviewer, TopicWorld.Closeness(paperTopics[paper], reviewerTopics[reviewer]));
        var most = (3 * papers / reviewers) + 2;
        _problem = AssignmentProblem.Create(
            [.. Enumerable.Range(0, papers).Select(paper => new PaperDemand($"p{paper}", 3, 3))],
            [.. Enumerable.Range(0, reviewers).Select(reviewer => new ReviewerLoad($"r{reviewer}", 0, most))],
            [.. candidates]).Value!;
    }

    [Benchmark]
    public long Solve() => OptimalAssignment.Find(_problem).Value!.Pivots;
}
