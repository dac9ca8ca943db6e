using BenchmarkDotNet.Attributes;
using Workshop.Domain.Matching;
using Workshop.Domain.Programme;

namespace Workshop.Benchmarks;

/// <summary>Talks of 15 and 30 minutes into blocks of an hour and a half, two at a time beyond sixty talks; then the boards of as many posters.</summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(3)]
public class ArrangementBenchmarks
{
    private MatchingText[] _texts = [];
    private ArrangementProblem _problem = null!;
    private BoardSession _posters = null!;

    [Params(60, 400)]
    public int Talks { get; set; }

    [GlobalSetup]
    public void Make()
    {
        var world = new TopicWorld(29);
        var starts = new DateTimeOffset(2027, 6, 10, 9, 0, 0, TimeSpan.Zero);
        var tracks = Talks > 60 ? 2 : 1;
        _texts = [.. Enumerable.Range(0, Talks).Select(i => new MatchingText($"p{i}", world.Text(world.Mixture(), 170)))];
        ArrangementTalk[] talks = [.. Enumerable.Range(0, Talks).Select(i => new ArrangementTalk(Guid.NewGuid(), i % 6 == 0 ? 30 : 15, [$"author{i % (Talks * 9 / 10)}"]))];
        var blocks = (talks.Sum(talk => talk.Size) / 90) + 2;
        _problem = new ArrangementProblem([.. Enumerable.Range(0, blocks).Select(i => new ArrangementBlock(Guid.NewGuid(), starts.AddHours(2 * (i / tracks)), starts.AddHours(2 * (i / tracks)).AddMinutes(90), 90))], talks);
        _posters = new BoardSession(Guid.NewGuid(), "Posters", starts, starts.AddHours(2), [.. talks.Select(talk => new BoardPoster(talk.Id, talk.Presenters, null))]);
    }

    [Benchmark]
    public string Arrange() => ProgrammeArrangement.Find(_problem, TextSimilarity.Of(_texts)).Sentence;

    [Benchmark]
    public int Number()
    {
        var texts = TextSimilarity.Of(_texts);
        return BoardPlan.Find([_posters], PosterBoards.Usual with { HasHalves = true }, (one, other) => texts[one, other]).Boards.Count;
    }
}
