using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class RandomAssignmentTests
{
    [Fact]
    public void Halves_agree_with_trying_every_assignment_of_twice_the_limits()
    {
        // Probabilities of at most 1/2 in an optimal corner are halves, so twice the limits with whole pairs is the same problem.
        var possible = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var small = SmallProblem.Random(seed);
            var candidates = small.Candidates.Select(c => c with { IsPinned = false }).ToArray();
            var doubled = new SmallProblem
            {
                Papers = [.. small.Papers.Select(p => p with { Least = 2 * p.Least, Most = 2 * p.Most })],
                Reviewers = [.. small.Reviewers.Select(r => r with { Least = 2 * r.Least, Most = 2 * r.Most })],
                Candidates = candidates,
            };
            var best = doubled.BestByTrying();
            var options = new AssignmentOptions { Seed = (ulong)seed, MaxProbability = 0.5, PriceOptions = false };
            var problem = AssignmentProblem.Create(small.Papers, small.Reviewers, candidates).Value!;
            var found = Solving.Solve(problem, options);
            Assert.True(found.Succeeded == best is not null, $"seed {seed}: {found.Refusal?.Message}");
            if (found.Value is { } drawn)
            {
                possible++;
                Assert.True(best * (AssignmentOptions.ProbabilityGrid / 2) == drawn.Certificate.Value, $"seed {seed}");
                Solving.AssertAccepted(problem, drawn, options, seed);
            }
        }

        Assert.True(possible > 200, $"{possible} possible");
    }

    [Fact]
    public void Nested_groups_and_pins_hold_in_every_draw()
    {
        var possible = 0;
        for (var seed = 90_000; seed < 91_500; seed++)
        {
            var ruled = RuledProblem.Random(seed, withGroups: true, laminar: true, withExclusions: false);
            var options = new AssignmentOptions { Seed = (ulong)seed, MaxProbability = 0.3 + (seed % 7 / 10.0), PriceOptions = false };
            var found = Solving.Solve(ruled.Problem, options);
            if (found.Value is not { } drawn)
            {
                continue;
            }

            possible++;
            Assert.NotEmpty(ruled.Allowed);
            Assert.True(drawn.Expected <= (ruled.Allowed.Max(ruled.ValueOf) / 1e6) + 1e-9, $"seed {seed}");
            Solving.AssertAccepted(ruled.Problem, drawn, options, seed);
        }

        Assert.True(possible > 150, $"{possible} possible");
    }

    [Fact]
    public void A_probability_of_one_gives_the_best_assignment()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var small = SmallProblem.Random(seed);
            if (Solving.Solve(small.Problem, new AssignmentOptions { MaxProbability = 1, PriceOptions = false }).Value is { } drawn)
            {
                Assert.Equal(small.BestByTrying(), (long)Math.Round(drawn.Total * 1e6));
            }
        }
    }

    [Fact]
    public void Over_many_seeds_each_pair_is_drawn_as_often_as_its_probability_says()
    {
        var problem = OptimalAssignmentTests.Random(20, 12, 3, 2, 8);
        var options = new AssignmentOptions { MaxProbability = 0.37, PriceOptions = false };
        var first = Solving.Solve(problem, options).Value!;
        var times = new Dictionary<(string, string), int>();
        const int Draws = 3000;
        for (var seed = 0; seed < Draws; seed++)
        {
            var drawn = Solving.Solve(problem, options with { Seed = (ulong)seed }).Value!;
            Assert.Equal(first.Expected, drawn.Expected);
            foreach (var pair in drawn.Pairs)
            {
                times[(pair.Paper, pair.Reviewer)] = times.GetValueOrDefault((pair.Paper, pair.Reviewer)) + 1;
            }
        }

        var limit = (int)Math.Floor(0.37 * AssignmentOptions.ProbabilityGrid);
        Assert.Contains(first.Probabilities, p => p.Probability < limit);
        foreach (var (paper, reviewer, probability) in first.Probabilities)
        {
            // Five standard deviations.
            var share = (double)probability / AssignmentOptions.ProbabilityGrid;
            Assert.InRange(times.GetValueOrDefault((paper, reviewer)) / (double)Draws, share - (5 * Math.Sqrt(share * (1 - share) / Draws)), share + (5 * Math.Sqrt(share * (1 - share) / Draws)));
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_seed_draws_another()
    {
        var problem = OptimalAssignmentTests.Random(30, 12, 3, 2, 12);
        ProvenAssignment Draw(ulong seed) => Solving.Solve(problem, new AssignmentOptions { Seed = seed, MaxProbability = 0.5 }).Value!;

        Assert.Equal(Draw(3).Pairs, Draw(3).Pairs);
        Assert.NotEqual(Draw(3).Pairs, Draw(4).Pairs);
        var cost = Assert.Single(Draw(3).Costs);
        Assert.True(cost is { Option: "probability", IsExact: true, Cost: > 0 });
        Assert.Matches(@"^Drawing at random costs [0-9.]+ in expectation\.$", cost.Sentence);
    }

    [Fact]
    public void A_paper_with_too_few_candidates_for_the_probability_is_named()
    {
        var problem = AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1), new PaperDemand("q", 1, 1)], [new ReviewerLoad("a", 0, 2), new ReviewerLoad("b", 0, 2)],
            [new Candidate(0, 0, 1), new Candidate(0, 1, 1), new Candidate(1, 0, 1)]).Value!;

        var refusal = Solving.Solve(problem, new AssignmentOptions { MaxProbability = 0.5 }).Refusal!;

        Assert.Equal("Paper q needs 2 candidates for its 1 reviews when none may have a probability above 0.5, but has 1. Allow a larger probability, lift a conflict or ask for fewer reviews.", refusal.Message);
    }

    [Fact]
    public void The_probability_is_blamed_only_when_the_problem_can_be_solved_without_it()
    {
        // Both papers need the one senior, who takes one paper.
        GroupRule Senior(int paper) => new(paper, [0], 1, 1, GroupKind.Senior, "senior");
        AssignmentProblem Of(int places, int secondPlaces, params GroupRule[] groups) => AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1), new PaperDemand("q", 1, 1)], [new ReviewerLoad("a", 0, places), new ReviewerLoad("b", 0, secondPlaces)],
            [new Candidate(0, 0, 1), new Candidate(0, 1, 1), new Candidate(1, 0, 1), new Candidate(1, 1, 1)], groups).Value!;

        Assert.Equal("assignment.too-few-in-group", Solving.Solve(Of(1, 2, Senior(0), Senior(1)), new AssignmentOptions { MaxProbability = 0.9 }).Refusal?.Code);
        Assert.Equal("assignment.probability", Solving.Solve(Of(2, 2, Senior(0), Senior(1)), new AssignmentOptions { MaxProbability = 0.9 }).Refusal?.Code);
    }

    [Fact]
    public void More_than_a_draw_can_count_is_refused()
    {
        var papers = Enumerable.Range(0, 51_200).Select(p => new PaperDemand($"p{p}", 0, 1)).ToList();
        AssignmentProblem Of(int most, double affinity) => AssignmentProblem.Create(papers, [new ReviewerLoad("a", 0, most)], [.. papers.Select((_, p) => new Candidate(p, 0, affinity))]).Value!;
        var options = new AssignmentOptions { MaxProbability = 0.5, PriceOptions = false };

        Assert.Equal("assignment.size-and-probability", Solving.Solve(Of(int.MaxValue, 1), options).Refusal?.Code);
        var drawn = Solving.Solve(Of(50_000, 1), options).Value!;
        Solving.AssertAccepted(Of(50_000, 1), drawn, options);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_probability_outside_its_range_is_refused(double probability)
    {
        Assert.Equal("assignment.probability", Solving.Solve(OptimalAssignmentTests.Random(5, 5, 2, 0, 5), new AssignmentOptions { MaxProbability = probability }).Refusal?.Code);
    }

    [Fact]
    public void What_a_draw_cannot_promise_is_refused()
    {
        var problem = OptimalAssignmentTests.Random(5, 5, 2, 0, 5);

        Assert.Equal("assignment.floor-and-probability", Solving.Solve(problem, new AssignmentOptions { MaxProbability = 0.8, Floor = Floor.Best }).Refusal?.Code);
        Assert.Equal("assignment.exclusions-and-probability", Solving.Solve(
            AssignmentProblem.Create(problem.Papers, problem.Reviewers, Candidates(problem), [], [new Exclusion((0, 0), (1, 1))]).Value!, new AssignmentOptions { MaxProbability = 0.8 }).Refusal?.Code);
        Assert.Equal("assignment.groups-and-probability", Solving.Solve(
            AssignmentProblem.Create(problem.Papers, problem.Reviewers, Candidates(problem), [new GroupRule(0, [0, 1], 0, 1, GroupKind.Institution, "one of X"), new GroupRule(0, [1, 2], 1, 2, GroupKind.Senior, "a senior")]).Value!,
            new AssignmentOptions { MaxProbability = 0.8 }).Refusal?.Code);
    }

    private static List<Candidate> Candidates(AssignmentProblem problem)
    {
        var candidates = new List<Candidate>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                candidates.Add(new Candidate(p, problem.ReviewerOf(pair), problem.WeightOf(pair) / 1e6));
            }
        }

        return candidates;
    }
}
