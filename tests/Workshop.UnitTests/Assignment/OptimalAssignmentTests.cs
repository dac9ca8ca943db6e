using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class OptimalAssignmentTests
{
    [Fact]
    public void Thousands_of_small_problems_agree_with_trying_every_assignment()
    {
        var possible = 0;
        var impossible = 0;
        for (var seed = 0; seed < 6000; seed++)
        {
            var small = SmallProblem.Random(seed);
            var best = small.BestByTrying();
            var found = Solving.Solve(small.Problem, (ulong)seed);
            if (best is null)
            {
                impossible++;
                Assert.False(found.Succeeded, $"seed {seed}");
                Assert.All(found.Refusals, r => Assert.StartsWith("assignment.", r.Code, StringComparison.Ordinal));
                continue;
            }

            possible++;
            Assert.True(found.Succeeded, $"seed {seed}: {found.Refusal?.Message}");
            Assert.True(best == found.Value.Certificate.Value, $"seed {seed}");
            Assert.Equal(0, found.Value.Certificate.Gap);
            var refusals = CertificateCheck.Check(small.Problem, PairsOf(found.Value), found.Value.Certificate);
            Assert.True(refusals.Count == 0, $"seed {seed}: {string.Join(" ", refusals.Select(r => r.Message))}");
        }

        // The generator must keep making both kinds.
        Assert.True(possible > 1000, $"{possible} possible");
        Assert.True(impossible > 1000, $"{impossible} impossible");
    }

    [Fact]
    public void A_larger_problem_with_minimum_loads_and_pins_is_proved_best()
    {
        var problem = Random(papers: 120, reviewers: 40, perPaper: 3, least: 5, most: 12);

        var found = Solving.Solve(problem).Value!;

        Assert.Equal(360, found.Pairs.Count);
        Assert.Empty(CertificateCheck.Check(problem, PairsOf(found), found.Certificate));
        Assert.Equal(problem.PairCount, found.Certificate.PairsChecked);
        Assert.All(found.Pairs.GroupBy(p => p.Reviewer), g => Assert.InRange(g.Count(), 5, 12));
    }

    [Fact]
    public void The_same_seed_gives_the_same_pairs_and_any_seed_the_same_total()
    {
        var problem = Ties();

        var first = Solving.Solve(problem, 7).Value!;
        var again = Solving.Solve(problem, 7).Value!;
        var others = Enumerable.Range(0, 5).Select(seed => Solving.Solve(problem, (ulong)seed).Value!).ToList();

        Assert.Equal(first.Pairs, again.Pairs);
        Assert.Equal(first.Certificate.Fingerprint, again.Certificate.Fingerprint);
        Assert.All(others, o => Assert.Equal(first.Certificate.Value, o.Certificate.Value));
        Assert.Contains(others, o => !o.Pairs.SequenceEqual(first.Pairs));
    }

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
    {
        var small = SmallProblem.Random(11);
        var turned = AssignmentProblem.Create(small.Papers, small.Reviewers, small.Candidates.Reverse().ToList()).Value!;
        var large = Random(60, 20, 3, 0, 12);

        Assert.Equal(Solving.Solve(small.Problem).Value?.Pairs, Solving.Solve(turned).Value?.Pairs);
        Assert.True(Solving.Solve(large).Succeeded);
    }

    [Fact]
    public void A_missing_affinity_counts_as_zero_and_comes_back_as_missing()
    {
        var problem = AssignmentProblem.Create(
            [new PaperDemand("p", 2, 2)], [new ReviewerLoad("a", 0, 1), new ReviewerLoad("b", 0, 1), new ReviewerLoad("c", 0, 1)],
            [new Candidate(0, 0, null), new Candidate(0, 1, 0.25), new Candidate(0, 2, -0.5)]).Value!;

        var found = Solving.Solve(problem).Value!;

        Assert.Equal([new AssignedPair("p", "a", null, false), new AssignedPair("p", "b", 0.25, false)], found.Pairs);
        Assert.Equal(250_000, found.Certificate.Value);
    }

    [Fact]
    public void Progress_ends_with_value_and_bound_equal()
    {
        var progress = new Recorded();
        var problem = Random(300, 80, 3, 2, 20);

        var found = Solving.Solve(problem, progress: progress).Value!;

        var last = progress.Reports[^1];
        Assert.Equal(new SolverProgress("improving", found.Pivots, 0, found.Certificate.Value / 1e6, found.Certificate.Value / 1e6), last);
        Assert.True(progress.Reports.Count > 1);
    }

    [Fact]
    public void Cancelling_stops_inside_the_run()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Recorded { Reported = cancel.Cancel };

        Assert.Throws<OperationCanceledException>(() => OptimalAssignment.Find(Random(300, 80, 3, 2, 20), progress: progress, cancel: cancel.Token));
        Assert.Single(progress.Reports);
    }

    [Fact]
    public void No_floor_is_no_reason_to_refuse()
    {
        Assert.True(Solving.Solve(Random(5, 5, 2, 0, 5), floor: Floor.Parse("none")).Succeeded);
        Assert.Null(Floor.Parse("NaN"));
        Assert.Null(Floor.Parse("high"));
    }

    internal static List<(string Paper, string Reviewer)> PairsOf(ProvenAssignment found) => [.. found.Pairs.Select(p => (p.Paper, p.Reviewer))];

    internal static AssignmentProblem Random(int papers, int reviewers, int perPaper, int least, int most)
    {
        var random = new Random(papers * 31 + reviewers);
        var candidates = new List<Candidate>();
        for (var p = 0; p < papers; p++)
        {
            for (var r = 0; r < reviewers; r++)
            {
                if (p % reviewers == r || random.Next(20) > 0)
                {
                    candidates.Add(new Candidate(p, r, random.NextDouble(), IsPinned: p < 10 && p % reviewers == r));
                }
            }
        }

        return AssignmentProblem.Create(
            [.. Enumerable.Range(0, papers).Select(p => new PaperDemand($"p{p}", perPaper, perPaper))],
            [.. Enumerable.Range(0, reviewers).Select(r => new ReviewerLoad($"r{r}", least, most))],
            candidates).Value!;
    }

    private static AssignmentProblem Ties()
    {
        var candidates = new List<Candidate>();
        for (var p = 0; p < 12; p++)
        {
            for (var r = 0; r < 8; r++)
            {
                candidates.Add(new Candidate(p, r, (p + r) % 2));
            }
        }

        return AssignmentProblem.Create(
            [.. Enumerable.Range(0, 12).Select(p => new PaperDemand($"p{p}", 2, 2))],
            [.. Enumerable.Range(0, 8).Select(r => new ReviewerLoad($"r{r}", 0, 3))],
            candidates).Value!;
    }

    private sealed class Recorded : IProgress<SolverProgress>
    {
        public List<SolverProgress> Reports { get; } = [];

        public Action Reported { get; init; } = () => { };

        public void Report(SolverProgress value)
        {
            Reports.Add(value);
            Reported();
        }
    }
}
