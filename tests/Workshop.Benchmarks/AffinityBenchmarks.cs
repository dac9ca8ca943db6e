using BenchmarkDotNet.Attributes;
using Workshop.Domain.Matching;

namespace Workshop.Benchmarks;

/// <summary>Affinity of 1,000 submissions and 300 reviewers with 20 past papers each, 150 words a text; and one text more.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(5)]
public class AffinityBenchmarks
{
    private IReadOnlyList<MatchingText> _submissions = [];
    private IReadOnlyList<ReviewerProfile> _reviewers = [];
    private AffinityIndex _index = new();
    private string[] _newPaper = [];
    private int _next;

    [GlobalSetup]
    public void Make()
    {
        var world = new TopicWorld(11);
        _submissions = [.. Enumerable.Range(0, 1000).Select(i => new MatchingText($"p{i}", world.Text(world.Mixture(), 150)))];
        _reviewers =
        [
            .. Enumerable.Range(0, 300).Select(i =>
            {
                var topics = world.Mixture();
                return new ReviewerProfile($"r{i}", [.. Enumerable.Range(0, 20).Select(j => new MatchingText($"r{i}-{j}", world.Text(topics, 150)))]);
            }),
        ];
        _index = AffinityIndex.Of(_submissions, _reviewers);
        _newPaper = [.. Enumerable.Range(0, 50).Select(_ => world.Text(world.Mixture(), 150))];
    }

    [Benchmark(Baseline = true)]
    public double? Measure() => Affinities.Compute(_submissions, _reviewers).Of(0, 0);

    /// <summary>All pairs again, from texts that are read already.</summary>
    [Benchmark]
    public double? MeasureAgain() => _index.Snapshot().Of(0, 0);

    /// <summary>One reviewer adds a past paper and sees their affinity with every submission.</summary>
    [Benchmark]
    public double? AddPastPaper()
    {
        _index.PutPastPaper("r0", new MatchingText("new", _newPaper[_next++ % _newPaper.Length]));
        return _index.OfReviewer("r0")[0];
    }

    /// <summary>One submission comes in and is compared with every reviewer.</summary>
    [Benchmark]
    public double? AddSubmission()
    {
        _index.PutSubmission(new MatchingText("new", _newPaper[_next++ % _newPaper.Length]));
        return _index.OfSubmission("new")[0];
    }
}
