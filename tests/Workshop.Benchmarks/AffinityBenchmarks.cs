using BenchmarkDotNet.Attributes;
using Workshop.Domain.Matching;

namespace Workshop.Benchmarks;

/// <summary>Affinity of 1,000 submissions and 300 reviewers with 20 past papers each, 150 words a text.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(5)]
public class AffinityBenchmarks
{
    private IReadOnlyList<MatchingText> _submissions = [];
    private IReadOnlyList<ReviewerProfile> _reviewers = [];

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
    }

    [Benchmark]
    public double? Measure() => Affinities.Compute(_submissions, _reviewers).Of(0, 0);
}
