using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

/// <summary>Every option against trying every assignment, on thousands of small random problems.</summary>
public class RulesTests
{
    [Fact]
    public void Nested_groups_are_solved_by_the_network_alone()
    {
        Compare(0, 1500, seed => RuledProblem.Random(seed, withGroups: true, laminar: true, withExclusions: false), (ruled, found) =>
        {
            Assert.Null(found.Search);
            Assert.Equal(0, found.Certificate.Gap);
        });
    }

    [Fact]
    public void Groups_that_cut_across_each_other_are_searched()
    {
        Compare(10_000, 1500, seed => RuledProblem.Random(seed, withGroups: true, laminar: false, withExclusions: false), (ruled, found) =>
            Assert.True(found.Search?.IsComplete ?? true));
    }

    [Fact]
    public void Exclusions_are_searched()
    {
        Compare(20_000, 1500, seed => RuledProblem.Random(seed, withGroups: false, laminar: false, withExclusions: true), (ruled, found) =>
            Assert.True(found.Search?.IsComplete ?? true));
    }

    [Fact]
    public void Groups_and_exclusions_are_searched_together()
    {
        Compare(30_000, 1500, seed => RuledProblem.Random(seed, withGroups: true, laminar: seed % 2 == 0, withExclusions: true), (ruled, found) =>
            Assert.True(found.Search?.IsComplete ?? true));
    }

    [Theory]
    [InlineData(40_000, false, false)]
    [InlineData(50_000, true, false)]
    [InlineData(60_000, true, true)]
    public void The_best_floor_agrees_with_trying_every_assignment(int first, bool withGroups, bool withExclusions)
    {
        var possible = 0;
        for (var seed = first; seed < first + 1000; seed++)
        {
            var ruled = RuledProblem.Random(seed, withGroups, laminar: seed % 2 == 0, withExclusions);
            var options = new AssignmentOptions { Seed = (ulong)seed, Floor = Floor.Best, MaxNodes = 100_000, PriceOptions = false };
            var found = Solving.Solve(ruled.Problem, options);
            Assert.True(found.Succeeded == ruled.Allowed.Count > 0, $"seed {seed}: {found.Refusal?.Message}");
            if (found.Value is not { } proven)
            {
                continue;
            }

            possible++;
            var highest = ruled.Allowed.Max(ruled.LowestOf);
            var best = ruled.Allowed.Where(set => ruled.LowestOf(set) == highest).Max(ruled.ValueOf);
            Assert.True(highest is null || proven.Certificate.Floor!.Least == highest, $"seed {seed}: floor {proven.Certificate.Floor?.Least}, best {highest}");
            Assert.True(proven.Certificate.Value == best, $"seed {seed}: {proven.Certificate.Value}, best {best}");
            Assert.True(proven.Search!.IsComplete, $"seed {seed}: {proven.Search.Sentence}");
            Solving.AssertAccepted(ruled.Problem, proven, options, seed);
        }

        Assert.True(possible > 150, $"{possible} possible");
    }

    [Theory]
    [InlineData(70_000, false)]
    [InlineData(80_000, true)]
    public void A_floor_of_a_value_agrees_with_trying_every_assignment(int first, bool withRules)
    {
        var possible = 0;
        var outOfReach = 0;
        for (var seed = first; seed < first + 1500; seed++)
        {
            var ruled = RuledProblem.Random(seed, withRules, laminar: seed % 2 == 0, withRules);
            var scores = ruled.Allowed.Select(ruled.LowestOf).OfType<long>().Distinct().Order().ToList();
            // A score that some assignment has, or one above the best.
            var floor = scores.Count == 0 ? 300_000 : seed % 3 == 0 ? scores[^1] + 1 : scores[seed % scores.Count];
            var options = new AssignmentOptions { Floor = Floor.Of(floor / 1e6), MaxNodes = 100_000, PriceOptions = false };
            var found = Solving.Solve(ruled.Problem, options);
            var reaching = ruled.Allowed.Where(set => ruled.LowestOf(set) is not { } lowest || lowest >= floor).ToList();
            Assert.True(found.Succeeded == reaching.Count > 0, $"seed {seed}: {found.Refusal?.Message}");
            if (found.Value is not { } proven)
            {
                outOfReach += ruled.Allowed.Count > 0 ? 1 : 0;
                Assert.True(ruled.Allowed.Count == 0 || found.Refusal!.Code == "assignment.floor", $"seed {seed}");
                continue;
            }

            possible++;
            Assert.True(proven.Certificate.Value == reaching.Max(ruled.ValueOf), $"seed {seed}");
            Assert.True(proven.Search!.IsComplete);
            Solving.AssertAccepted(ruled.Problem, proven, options, seed);
        }

        Assert.True(possible > 200, $"{possible} possible");
        Assert.True(outOfReach > 10, $"{outOfReach} out of reach");
    }

    private static void Compare(int first, int count, Func<int, RuledProblem> make, Action<RuledProblem, ProvenAssignment> also)
    {
        var possible = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            var ruled = make(seed);
            var options = new AssignmentOptions { Seed = (ulong)seed, CandidatesPerPaper = seed % 3 == 0 ? 1 : null, MaxNodes = 100_000, PriceOptions = false };
            var found = Solving.Solve(ruled.Problem, options);
            Assert.True(found.Succeeded == ruled.Allowed.Count > 0, $"seed {seed}: {found.Refusal?.Message}");
            if (found.Value is not { } proven)
            {
                continue;
            }

            possible++;
            var best = ruled.Allowed.Max(ruled.ValueOf);
            Assert.True(proven.Certificate.Value == best, $"seed {seed}: {proven.Certificate.Value}, best {best}");
            Solving.AssertAccepted(ruled.Problem, proven, options, seed);
            also(ruled, proven);
        }

        Assert.True(possible > count / 8, $"{possible} of {count} possible");
    }
}
