using BenchmarkDotNet.Attributes;
using Workshop.Domain.Assignment;

namespace Workshop.Benchmarks;

/// <summary>Explaining and mending the assignment of 1,000 papers, 300 reviewers and 3 reviews a paper, on topic-structured affinities with 5 % conflicts.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(5)]
public class ExplanationBenchmarks
{
    private const int Papers = 1000;
    private const int Reviewers = 300;

    private AssignmentProblem _problem = null!;
    private AssignmentProblem _oneLess = null!;
    private AssignmentProblem _impossible = null!;
    private List<Candidate> _conflicts = [];
    private Certificate _certificate = null!;
    private List<(string Paper, string Reviewer)> _pairs = [];
    private List<(string Paper, string Reviewer)> _edited = [];
    private AssignmentExplanation _explanation = null!;
    private int _next;

    [GlobalSetup]
    public void Make()
    {
        var world = new TopicWorld(7);
        var paperTopics = Enumerable.Range(0, Papers).Select(_ => world.Mixture()).ToList();
        var reviewerTopics = Enumerable.Range(0, Reviewers).Select(_ => world.Mixture()).ToList();
        var candidates = new List<Candidate>();
        for (var p = 0; p < Papers; p++)
        {
            for (var r = 0; r < Reviewers; r++)
            {
                (world.Happens(0.05) ? _conflicts : candidates).Add(new Candidate(p, r, TopicWorld.Closeness(paperTopics[p], reviewerTopics[r])));
            }
        }

        _problem = Problem(most: 12);
        _impossible = Problem(most: 9);
        _oneLess = WhatIf.Without(_problem, "r0").Value!;
        var found = OptimalAssignment.Find(_problem).Value!;
        _certificate = found.Certificate;
        _pairs = [.. found.Pairs.Select(p => (p.Paper, p.Reviewer))];
        _edited = [.. _pairs.Where(p => p.Paper != "p0")];
        _explanation = AssignmentExplanation.Of(_problem, _pairs, _certificate).Value!;

        AssignmentProblem Problem(int most) => AssignmentProblem.Create(
            [.. Enumerable.Range(0, Papers).Select(p => new PaperDemand($"p{p}", 3, 3))],
            [.. Enumerable.Range(0, Reviewers).Select(r => new ReviewerLoad($"r{r}", 0, most))], candidates).Value!;
    }

    [Benchmark(Baseline = true)]
    public long Solve() => OptimalAssignment.Find(_problem).Value!.Pivots;

    [Benchmark]
    public bool ReadWithCertificate() => AssignmentExplanation.Of(_problem, _pairs, _certificate).Value!.Improvement is null;

    [Benchmark]
    public bool ReadWithoutCertificate() => AssignmentExplanation.Of(_problem, _pairs).Value!.Improvement is null;

    [Benchmark]
    public bool ReadEdited() => AssignmentExplanation.Of(_problem, _edited, _certificate).Value!.Improvement is null;

    /// <summary>Every price and chain for one paper; another paper each time, as answers are kept.</summary>
    [Benchmark]
    public int AlternativesOfOnePaper()
    {
        if (_next == Papers)
        {
            (_next, _explanation) = (0, AssignmentExplanation.Of(_problem, _pairs, _certificate).Value!);
        }

        return _explanation.AlternativesOf($"p{_next++}").Count;
    }

    [Benchmark]
    public int FillOnly() => Mend(RepairMode.FillOnly);

    [Benchmark]
    public int KeepAlmostEverything() => Mend(RepairMode.KeepAlmostEverything);

    [Benchmark]
    public int Reoptimize() => Mend(RepairMode.Reoptimize);

    [Benchmark]
    public int FindWaysOut() => WaysOut.Find(_impossible, _conflicts).Count;

    private int Mend(RepairMode mode) => Repair.Find(_oneLess, [.. _pairs.Select(p => new ExistingPair(p.Paper, p.Reviewer, false))], mode).Value!.New.Count;
}
