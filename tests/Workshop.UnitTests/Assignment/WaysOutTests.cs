using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class WaysOutTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_way_suffices_and_no_smaller_number_of_its_changes_does(bool groups)
    {
        var seen = new Dictionary<string, int>();
        for (var seed = 0; seed < 1000; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups);
            var forbidden = Forbidden(tiny.Problem);
            var ways = Ways(tiny.Problem, groups ? [] : forbidden);
            Assert.Equal(tiny.Allowed.Count > 0, ways.Count == 0);
            foreach (var way in ways)
            {
                Assert.NotEmpty(TinyProblem.Of(way.Apply(tiny.Problem)).Allowed);
                var kinds = way.IsMixed ? Enum.GetValues<WayOutChangeKind>().ToHashSet() : [.. way.Changes.Select(c => c.Kind), WayOutChangeKind.LowerMinimum];
                if (way.Count <= 2 || (way.Count == 3 && seed % 5 == 0))
                {
                    AssertNoSmaller(tiny.Problem, forbidden, kinds, way.Count - 1, seed);
                }

                seen[way.IsMixed ? "mixed" : way.Changes[0].Kind.ToString()] = seen.GetValueOrDefault(way.IsMixed ? "mixed" : way.Changes[0].Kind.ToString()) + 1;
            }

            Assert.Equal(ways.OrderBy(w => w.IsMixed).ThenBy(w => w.Count).Select(w => w.Count), ways.Select(w => w.Count));
        }

        Assert.True(seen.Count >= 5, string.Join(" ", seen));
    }

    [Fact]
    public void Places_go_to_those_who_take_more_and_nobody_gets_two_before_others_get_one()
    {
        var problem = AssignmentProblem.Create(
            [.. Enumerable.Range(0, 5).Select(p => new PaperDemand($"p{p}", 1, 1))], [new("a", 0, 1), new("b", 0, 2), new("c", 0, 0)],
            [.. Enumerable.Range(0, 5).SelectMany(p => Enumerable.Range(0, 3).Select(r => new Candidate(p, r, 0.5)))]).Value!;

        var ways = Ways(problem, []);

        Assert.Equal("Add 2 places: 1 for A, 1 for B.", ways[0].Sentence(problem, p => p, r => r.ToUpperInvariant()));
        Assert.StartsWith("Ask for 2 reviews fewer: 1 of p", ways[1].Sentence(problem, p => p, r => r), StringComparison.Ordinal);
        Assert.Equal([2, 2], ways.Select(w => w.Count));
        Assert.Equal(2, ways[1].Changes.Select(c => c.Paper).Distinct().Count());
    }

    [Fact]
    public void Only_lifting_a_conflict_or_asking_for_less_helps_a_paper_without_people()
    {
        var problem = AssignmentProblem.Create([new("p", 2, 2)], [new("a", 0, 5), new("b", 0, 5)], [new(0, 0, 0.5)]).Value!;

        var ways = Ways(problem, [new(0, 1, 0.25), new(0, 0, 0.5)]);

        Assert.Equal(["Ask for 1 review fewer: 1 of p.", "Lift 1 conflict or ban: p with b."], ways.Select(w => w.Sentence(problem, p => p, r => r)));
        Assert.Equal(250_000, ways[1].Apply(problem).WeightOf(ways[1].Apply(problem).Find(0, 1)));
    }

    [Fact]
    public void A_large_problem_is_answered_soon()
    {
        var random = new Random(1);
        var problem = AssignmentProblem.Create(
            [.. Enumerable.Range(0, 400).Select(p => new PaperDemand($"p{p}", 3, 3))], [.. Enumerable.Range(0, 120).Select(r => new ReviewerLoad($"r{r}", 0, random.Next(7, 11)))],
            [.. Enumerable.Range(0, 400).SelectMany(p => Enumerable.Range(0, 120).Where(_ => random.Next(20) > 0).Select(r => new Candidate(p, r, 0.5)))]).Value!;
        var missing = 1200 - problem.Reviewers.Sum(r => r.Most);

        Assert.True(missing > 0);
        Assert.All(Ways(problem, Forbidden(problem)), way => Assert.Equal(missing, way.Count));
    }

    private static IReadOnlyList<WayOut> Ways(AssignmentProblem problem, IReadOnlyCollection<Candidate> liftable) => WaysOut.Find(problem, liftable, TestContext.Current.CancellationToken);

    private static List<Candidate> Forbidden(AssignmentProblem problem) =>
    [
        .. Enumerable.Range(0, problem.Papers.Count).SelectMany(p => Enumerable.Range(0, problem.Reviewers.Count).Where(r => problem.Find(p, r) < 0).Select(r => new Candidate(p, r, 0.5))),
    ];

    private static void AssertNoSmaller(AssignmentProblem problem, List<Candidate> forbidden, HashSet<WayOutChangeKind> kinds, int changes, int seed)
    {
        if (changes == 0)
        {
            Assert.Empty(TinyProblem.Of(problem).Allowed);
            return;
        }

        List<WayOutChange> units =
        [
            .. problem.Reviewers.Select(r => new WayOutChange(WayOutChangeKind.AddPlaces, null, r.Id, null, 1)),
            .. problem.Papers.Where(p => p.Least > 0).Select(p => new WayOutChange(WayOutChangeKind.DropReviews, p.Id, null, null, 1)),
            .. problem.Papers.Select(p => new WayOutChange(WayOutChangeKind.AddReviews, p.Id, null, null, 1)),
            .. problem.Reviewers.Where(r => r.Least > 0).Select(r => new WayOutChange(WayOutChangeKind.LowerMinimum, null, r.Id, null, 1)),
            .. forbidden.Select(c => new WayOutChange(WayOutChangeKind.LiftForbidden, problem.Papers[c.Paper].Id, problem.Reviewers[c.Reviewer].Id, null, 1)),
            .. problem.Groups.Index().Where(g => g.Item.Least > 0).Select(g => new WayOutChange(WayOutChangeKind.AskLessOfRule, problem.Papers[g.Item.Paper].Id, null, g.Index, 1)),
            .. problem.Groups.Index().Select(g => new WayOutChange(WayOutChangeKind.AllowMoreByRule, problem.Papers[g.Item.Paper].Id, null, g.Index, 1)),
        ];
        units.RemoveAll(u => !kinds.Contains(u.Kind) || (problem.Groups.Count > 0 && u.Kind == WayOutChangeKind.LiftForbidden));
        foreach (var first in units)
        {
            // A unit that cannot be made any more (a least below 0, a pair twice) is no way.
            foreach (var second in changes == 1 ? [null] : units.Cast<WayOutChange?>())
            {
                var way = new WayOut(false, second is null ? [first] : [first, second]);
                if (second == first && IsSpent(problem, first))
                {
                    continue;
                }

                Assert.True(TinyProblem.Of(way.Apply(problem)).Allowed.Count == 0, $"seed {seed}: {way.Sentence(problem, p => p, r => r)}");
            }
        }
    }

    private static bool IsSpent(AssignmentProblem problem, WayOutChange unit) => unit.Kind switch
    {
        WayOutChangeKind.LiftForbidden => true,
        WayOutChangeKind.DropReviews => problem.Papers.Single(p => p.Id == unit.Paper).Least < 2,
        WayOutChangeKind.LowerMinimum => problem.Reviewers.Single(r => r.Id == unit.Reviewer).Least < 2,
        WayOutChangeKind.AskLessOfRule => problem.Groups[unit.Rule!.Value].Least < 2,
        _ => false,
    };
}
