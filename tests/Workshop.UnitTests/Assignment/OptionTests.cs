using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

/// <summary>Searches on problems too large to try everything: what they cost, promise, report, and how they end.</summary>
public class OptionTests
{
    [Fact]
    public void Institutions_and_seniors_cut_across_each_other_and_are_priced_one_by_one()
    {
        var problem = Ruled(60, 20, mutual: false);

        var found = Solving.Solve(problem).Value!;

        Assert.True(found.Search is { IsComplete: true });
        Assert.Equal(["institutions", "seniors"], found.Costs.Select(c => c.Option));
        Assert.All(found.Costs, c => Assert.True(c is { IsExact: true, Cost: >= 0 }, c.Sentence));
        Solving.AssertAccepted(problem, found, new AssignmentOptions());
        // What an option costs is what the problem without it is worth more.
        var without = AssignmentProblem.Create(problem.Papers, problem.Reviewers, Candidates(problem), [.. problem.Groups.Where(g => g.Kind != GroupKind.Senior)]).Value!;
        var free = Solving.Solve(without).Value!;
        Assert.Equal(free.Total - found.Total, found.Costs[1].Cost, 6);
    }

    [Fact]
    public void No_mutual_reviewing_says_what_it_costs()
    {
        var problem = Ruled(40, 16, mutual: true);

        var found = Solving.Solve(problem).Value!;

        var cost = found.Costs.Single(c => c.Option == "exclusions");
        Assert.True(found.Search is { IsComplete: true }, found.Search?.Sentence);
        Assert.Matches(@"^No mutual reviewing costs ([0-9.]+|nothing)\.$", cost.Sentence);
        Assert.All(problem.Exclusions, e => Assert.False(Has(problem, found, e.First) && Has(problem, found, e.Second)));
    }

    [Fact]
    public void The_best_floor_of_a_larger_problem_is_reached_and_the_rest_is_bounded()
    {
        var problem = Unequal();
        var options = new AssignmentOptions { Floor = Floor.Best, MaxNodes = 40 };

        var found = Solving.Solve(problem, options).Value!;

        var plain = Solving.Solve(problem).Value!;
        var scores = found.Pairs.GroupBy(p => p.Paper).Select(g => g.Sum(p => p.Affinity!.Value)).ToList();
        Assert.Equal(found.Search!.Floor!.Value, scores.Min(), 6);
        var before = plain.Pairs.GroupBy(p => p.Paper).Min(g => g.Sum(p => p.Affinity!.Value));
        Assert.True(found.Search.Floor > before + 0.1, $"{found.Search.Sentence} Before {before}.");
        Assert.True(found.Search.FloorBound >= found.Search.Floor);
        Assert.True(found.Search.Bound >= found.Total);
        Assert.True(found.Certificate.Gap >= 0);
        Assert.Equal("floor", Assert.Single(found.Costs).Option);
        Solving.AssertAccepted(problem, found, options);
    }

    [Fact]
    public void A_search_that_ends_early_states_an_honest_gap()
    {
        var problem = Ruled(40, 16, mutual: true);
        var all = Solving.Solve(problem, new AssignmentOptions { Floor = Floor.Of(1.3), PriceOptions = false, MaxNodes = 3_000 }).Value!;

        var few = Solving.Solve(problem, new AssignmentOptions { Floor = Floor.Of(1.3), PriceOptions = false, MaxNodes = 5 });

        if (few.Value is { } early)
        {
            Assert.True(early.Total <= all.Search!.Bound + 1e-9);
            Assert.True(early.Search!.Bound >= all.Total - 1e-9);
            Solving.AssertAccepted(problem, early, new AssignmentOptions { Floor = Floor.Of(1.3) });
        }
        else
        {
            Assert.Contains("it is not proved that there is none", few.Refusal!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_floor_that_one_paper_cannot_reach_names_it()
    {
        var problem = AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1), new PaperDemand("q", 1, 1), new PaperDemand("none", 0, 0)], [new ReviewerLoad("a", 0, 2), new ReviewerLoad("b", 0, 2)],
            [new Candidate(0, 0, 0.9), new Candidate(0, 1, 0.5), new Candidate(1, 0, 0.3), new Candidate(1, 1, 0.25)]).Value!;

        Assert.Equal(
            "No assignment gives every paper at least 0.4: paper q reaches at most 0.3 even with its best reviewers. Lower the floor, lift a conflict or add a reviewer who knows its subject.",
            Solving.Solve(problem, floor: Floor.Of(0.4)).Refusal?.Message);
        Assert.Equal(300_000, Solving.Solve(problem, floor: Floor.Best).Value!.Certificate.Floor!.Least);
    }

    [Fact]
    public void Rules_that_cannot_be_kept_are_named()
    {
        var papers = new[] { new PaperDemand("p", 1, 1), new PaperDemand("q", 1, 1) };
        var reviewers = new[] { new ReviewerLoad("a", 0, 1), new ReviewerLoad("b", 0, 1) };
        Candidate[] candidates = [new(0, 0, 1), new(0, 1, 1), new(1, 0, 1), new(1, 1, 1)];
        GroupRule Senior(int paper) => new(paper, [0], 1, 1, GroupKind.Senior, "senior");

        var both = AssignmentProblem.Create(papers, reviewers, candidates, [Senior(0), Senior(1)]).Value!;
        var nobody = AssignmentProblem.Create(papers, reviewers, candidates, [new GroupRule(1, [], 1, 1, GroupKind.Senior, "senior")]).Value!;
        var excluded = AssignmentProblem.Create(papers, reviewers, candidates, [], [new Exclusion((0, 0), (1, 1)), new Exclusion((0, 1), (1, 0))]).Value!;

        Assert.Equal(
            ["These papers p, q together need 2 reviews by this group (senior), but its members who may review them can give only 1 (a can take no more). Add 1 place among them, lift conflicts or drop the rule for one of these papers."],
            Solving.Solve(both).Refusals.Select(r => r.Message));
        Assert.Equal(["assignment.rules"], Solving.Solve(excluded).Refusals.Select(r => r.Code));
        Assert.Equal("Paper q must have at least 1 (senior), but nobody who may review it is in that group. Lift a conflict, add a reviewer or drop the rule for this paper.", Solving.Solve(nobody).Refusal?.Message);
    }

    [Fact]
    public void What_was_only_not_found_is_never_called_impossible()
    {
        var open = new HashSet<string>();
        var proved = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var ruled = RuledProblem.Random(seed, withGroups: true, laminar: false, withExclusions: true);
            var highest = ruled.Allowed.Max(ruled.LowestOf);
            long? floor = seed % 2 == 0 ? null : highest is { } best ? best + (seed % 3 == 0 ? 1 : 0) : null;
            var found = Solving.Solve(ruled.Problem, new AssignmentOptions { Floor = floor is { } least ? Floor.Of(least / 1e6) : Floor.None, MaxNodes = 1, PriceOptions = false });
            if (!found.Succeeded && found.Refusal!.Code is "assignment.not-found" or "assignment.floor-not-found")
            {
                open.Add(found.Refusal!.Code);
            }
            else if (!found.Succeeded)
            {
                proved++;
                Assert.DoesNotContain(ruled.Allowed, set => floor is null || ruled.LowestOf(set) is not { } lowest || lowest >= floor);
            }
        }

        var large = Unequal();
        var floors = Enumerable.Range(0, 40).Select(i => Solving.Solve(large, new AssignmentOptions { Floor = Floor.Of(0.4 + (i / 40.0)), MaxNodes = 1, PriceOptions = false }));
        open.UnionWith(floors.Where(found => !found.Succeeded).Select(found => found.Refusal!.Code));
        Assert.Equal(["assignment.floor", "assignment.floor-not-found", "assignment.not-found"], open.Order());
        Assert.True(proved > 100, $"{proved} proved");
    }

    [Fact]
    public void Numbers_that_a_search_cannot_count_with_are_refused()
    {
        var papers = Enumerable.Range(0, 34_000).Select(p => new PaperDemand($"p{p}", 1, 1)).ToList();
        AssignmentProblem Of(double affinity) => AssignmentProblem.Create(papers, [new ReviewerLoad("a", 0, papers.Count)], [.. papers.Select((_, p) => new Candidate(p, 0, affinity))]).Value!;

        Assert.Equal("assignment.too-large-for-search", Solving.Solve(Of(1000), new AssignmentOptions { Floor = Floor.Best, PriceOptions = false }).Refusal?.Code);
        Assert.True(Solving.Solve(Of(1000), new AssignmentOptions { PriceOptions = false }).Succeeded);
    }

    [Theory]
    [InlineData("1000000", true)]
    [InlineData("-1000000", true)]
    [InlineData("1000000.1", false)]
    [InlineData("-1e9", false)]
    [InlineData("NaN", false)]
    [InlineData("Infinity", false)]
    public void A_floor_is_a_number_in_its_range(string text, bool isFloor)
    {
        Assert.Equal(isFloor, Floor.Parse(text) is not null);
        var value = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        if (isFloor)
        {
            Assert.Equal(value, Floor.Of(value).AtLeast);
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Floor.Of(value));
        }
    }

    [Fact]
    public void Nonsense_in_the_rules_is_refused()
    {
        var papers = new[] { new PaperDemand("p", 1, 1) };
        var reviewers = new[] { new ReviewerLoad("a", 0, 1) };
        var outcome = AssignmentProblem.Create(
            papers, reviewers, [new Candidate(0, 0, 1)],
            [new GroupRule(1, [0], 0, 1, GroupKind.Other, "x"), new GroupRule(0, [1], 0, 1, GroupKind.Other, "x"), new GroupRule(0, [0], 2, 1, GroupKind.Other, "x")],
            [new Exclusion((0, 0), (0, 1)), new Exclusion((0, 0), (0, 0))]);

        Assert.Equal(
            ["assignment.unknown-group", "assignment.unknown-group", "assignment.group-range", "assignment.unknown-exclusion", "assignment.exclusion-of-itself"],
            outcome.Refusals.Select(r => r.Code));
    }

    [Fact]
    public void How_many_candidates_it_starts_with_changes_no_total()
    {
        var problem = Ruled(60, 20, mutual: false);
        var totals = new int?[] { 1, 2, 5, null, 1000 }.Select(k => Solving.Solve(problem, new AssignmentOptions { CandidatesPerPaper = k, PriceOptions = false }).Value!.Total);

        Assert.Single(totals.Distinct());
    }

    [Theory]
    [InlineData("best", false)]
    [InlineData("none", true)]
    [InlineData("none", false)]
    public void Cancelling_stops_a_search_and_a_draw_inside_the_run(string floor, bool random)
    {
        using var cancel = new CancellationTokenSource();
        var reports = 0;
        var progress = new Relay(_ =>
        {
            if (++reports == 3)
            {
                cancel.Cancel();
            }
        });
        var options = new AssignmentOptions { Floor = Floor.Parse(floor)!, MaxProbability = random ? 0.4 : null, CandidatesPerPaper = 3 };

        Assert.Throws<OperationCanceledException>(() => OptimalAssignment.Find(random ? OptimalAssignmentTests.Random(300, 80, 3, 2, 12) : Ruled(60, 20, mutual: true), options, progress, cancel.Token));
        Assert.Equal(3, reports);
    }

    [Fact]
    public void A_search_is_the_same_for_the_same_seed()
    {
        var problem = Ruled(40, 16, mutual: true);
        ProvenAssignment Search() => Solving.Solve(problem, new AssignmentOptions { Seed = 5, Floor = Floor.Best, MaxNodes = 30, PriceOptions = false }).Value!;
        var (first, again) = (Search(), Search());

        Assert.Equal(first.Pairs, again.Pairs);
        Assert.Equal((first.Nodes, first.Pivots, first.Certificate.Fingerprint), (again.Nodes, again.Pivots, again.Certificate.Fingerprint));
    }

    // A third of the reviewers is worth much more than the others, so the largest total leaves some papers with hardly anybody.
    private static AssignmentProblem Unequal()
    {
        var pinned = OptimalAssignmentTests.Random(80, 30, 3, 0, 8);
        return AssignmentProblem.Create(pinned.Papers, pinned.Reviewers, [.. Candidates(pinned).Select(c => c with { IsPinned = false, Affinity = c.Reviewer % 3 == 0 ? c.Affinity : c.Affinity / 5 })]).Value!;
    }

    internal static AssignmentProblem Ruled(int papers, int reviewers, bool mutual)
    {
        var plain = OptimalAssignmentTests.Random(papers, reviewers, 3, 0, (3 * papers / reviewers) + 2);
        var groups = new List<GroupRule>();
        for (var p = 0; p < papers; p++)
        {
            for (var institution = 0; institution < 5; institution++)
            {
                groups.Add(new GroupRule(p, [.. Enumerable.Range(0, reviewers).Where(r => r % 5 == institution)], 0, 2, GroupKind.Institution, $"institution {institution}"));
            }

            groups.Add(new GroupRule(p, [.. Enumerable.Range(0, reviewers).Where(r => r % 3 == 0)], 1, 3, GroupKind.Senior, "senior"));
        }

        var exclusions = new List<Exclusion>();
        for (var a = 10; mutual && a < reviewers; a++)
        {
            for (var b = a + 1; b < reviewers; b++)
            {
                exclusions.Add(new Exclusion((a, b), (b, a)));
            }
        }

        return AssignmentProblem.Create(plain.Papers, plain.Reviewers, Candidates(plain), groups, exclusions).Value!;
    }

    private static List<Candidate> Candidates(AssignmentProblem problem)
    {
        var candidates = new List<Candidate>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                candidates.Add(new Candidate(p, problem.ReviewerOf(pair), problem.WeightOf(pair) / 1e6, problem.IsPinned(pair)));
            }
        }

        return candidates;
    }

    private static bool Has(AssignmentProblem problem, ProvenAssignment found, (int Paper, int Reviewer) pair) =>
        found.Pairs.Any(p => p.Paper == problem.Papers[pair.Paper].Id && p.Reviewer == problem.Reviewers[pair.Reviewer].Id);

    private sealed class Relay(Action<SolverProgress> to) : IProgress<SolverProgress>
    {
        public void Report(SolverProgress value) => to(value);
    }
}
