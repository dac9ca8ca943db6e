using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class AssignmentExplanationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_price_of_a_best_assignment_is_that_of_solving_again(bool nestedGroups)
    {
        var (priced, impossible) = (0, 0);
        for (var seed = 0; seed < 2500; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups: nestedGroups);
            if (tiny.Best() is not { } best)
            {
                continue;
            }

            var set = tiny.Allowed.First(s => tiny.Value(s) == best);
            var explanation = Explain(tiny, set);
            Assert.Null(explanation.Improvement);
            for (var pair = 0; pair < tiny.Problem.PairCount; pair++)
            {
                var bit = 1 << pair;
                var (paper, reviewer) = tiny.Name(pair);
                var isAssigned = (set & bit) != 0;
                if (isAssigned && tiny.Problem.IsPinned(pair))
                {
                    continue;
                }

                var price = isAssigned ? explanation.Without(paper, reviewer).Price : explanation.WhyNot(paper, reviewer).Price;
                var again = tiny.Best(s => (s & bit) != 0 != isAssigned);
                Assert.True(best - again == price?.Millionths, $"seed {seed}, pair {pair}: {best} - {again} is not {price}");
                if (price is null)
                {
                    impossible++;
                    continue;
                }

                priced++;
                Assert.Equal(PriceKind.Exact, price.Kind);
                var moved = tiny.Move(set, price.Moves);
                Assert.Equal(again, tiny.Value(moved));
                Assert.Contains(moved, tiny.Allowed);
                Assert.Equal(new PairMove(paper, reviewer, !isAssigned), price.Moves[0]);
            }
        }

        Assert.True(priced > 1500 && impossible > 500, $"{priced} {impossible}");
    }

    [Fact]
    public void A_certificate_changes_no_price()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var tiny = TinyProblem.Random(seed);
            if (Solving.Solve(tiny.Problem).Value is { } found)
            {
                var pairs = found.Pairs.Select(p => (p.Paper, p.Reviewer)).ToList();
                var with = AssignmentExplanation.Of(tiny.Problem, pairs, found.Certificate, TestContext.Current.CancellationToken).Value!;
                var without = AssignmentExplanation.Of(tiny.Problem, pairs, null, TestContext.Current.CancellationToken).Value!;
                Assert.All(tiny.Problem.Papers, p => Assert.Equal(
                    without.AlternativesOf(p.Id).Select(a => (a.Reviewer, a.Price?.Millionths)).Order(), with.AlternativesOf(p.Id).Select(a => (a.Reviewer, a.Price?.Millionths)).Order()));
            }
        }
    }

    [Fact]
    public void Of_an_edited_assignment_prices_are_chains_that_work_and_improvements_gain()
    {
        var (exact, atMost, improved) = (0, 0, 0);
        for (var seed = 0; seed < 2000; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups: seed % 2 == 0);
            if (tiny.Allowed.Count == 0)
            {
                continue;
            }

            var set = tiny.Allowed[seed % tiny.Allowed.Count];
            var explanation = Explain(tiny, set);
            Assert.Equal(tiny.Value(set) == tiny.Best(), explanation.Improvement is null);
            if (explanation.Improvement is { } improvement)
            {
                improved++;
                Assert.True(improvement.Millionths < 0);
                AssertWorks(tiny, set, improvement);
            }

            foreach (var absence in tiny.Problem.Papers.SelectMany(p => explanation.AlternativesOf(p.Id)))
            {
                var bit = tiny.SetOf([(absence.Paper, absence.Reviewer)]);
                var lost = tiny.Value(set) - tiny.Best(s => (s & bit) != 0);
                Assert.Equal(lost is null, absence.Price is null);
                if (absence.Price is { } price)
                {
                    AssertWorks(tiny, set, price);
                    Assert.True(price.IsExact ? price.Millionths == lost : price.Kind == PriceKind.AtMost && price.Millionths >= lost, $"seed {seed}");
                    exact += price.IsExact ? 1 : 0;
                    atMost += price.IsExact ? 0 : 1;
                }
            }
        }

        Assert.True(exact > 100 && atMost > 300 && improved > 200, $"{exact} {atMost} {improved}");
    }

    [Fact]
    public void Rules_that_cross_make_a_price_a_bound_or_leave_it_exact_never_wrong()
    {
        var kinds = new Dictionary<PriceKind, int>();
        for (var seed = 0; seed < 3000; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups: true, crossing: true, exclusions: true);
            if (tiny.Best() is not { } best)
            {
                continue;
            }

            var set = tiny.Allowed.First(s => tiny.Value(s) == best);
            var explanation = Explain(tiny, set);
            foreach (var absence in tiny.Problem.Papers.SelectMany(p => explanation.AlternativesOf(p.Id)))
            {
                var bit = tiny.SetOf([(absence.Paper, absence.Reviewer)]);
                var lost = best - tiny.Best(s => (s & bit) != 0);
                if (absence.Price is not { } price)
                {
                    Assert.Null(lost);
                    continue;
                }

                kinds[price.Kind] = kinds.GetValueOrDefault(price.Kind) + 1;
                var isRight = price.Kind switch
                {
                    PriceKind.Exact => price.Millionths == lost,
                    PriceKind.AtLeast => lost is null || price.Millionths <= lost,
                    PriceKind.AtMost => price.Millionths >= lost,
                    _ => true,
                };
                Assert.True(isRight, $"seed {seed}: {lost} {price}");
            }
        }

        Assert.True(kinds.GetValueOrDefault(PriceKind.Exact) > 400 && kinds.GetValueOrDefault(PriceKind.AtLeast) > 50, string.Join(" ", kinds));
    }

    [Fact]
    public void A_swap_costs_the_difference_and_is_refused_when_a_rule_forbids_it()
    {
        var (swapped, refused) = (0, 0);
        for (var seed = 0; seed < 1500; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups: true, exclusions: true);
            if (tiny.Allowed.Count == 0)
            {
                continue;
            }

            var set = tiny.Allowed[seed % tiny.Allowed.Count];
            var explanation = Explain(tiny, set);
            var pairs = tiny.Names(set);
            foreach (var (a, b) in pairs.SelectMany(a => pairs.Select(b => (a, b))).Where(x => x.a.Paper != x.b.Paper && x.a.Reviewer != x.b.Reviewer))
            {
                int[] bits = [tiny.SetOf([a]), tiny.SetOf([b]), tiny.SetOf([(a.Paper, b.Reviewer)]), tiny.SetOf([(b.Paper, a.Reviewer)])];
                var works = bits[2] != 0 && bits[3] != 0 && (set & (bits[2] | bits[3])) == 0 && tiny.Allowed.Contains(set ^ bits.Sum());
                var price = explanation.Swap(a, b);
                Assert.True(works == price.Succeeded, $"seed {seed}");
                if (works)
                {
                    swapped++;
                    Assert.Equal(tiny.Value(set) - tiny.Value(set ^ bits.Sum()), price.Value!.Millionths);
                    AssertWorks(tiny, set, price.Value);
                }
                else
                {
                    refused++;
                }
            }
        }

        Assert.True(swapped > 80 && refused > 200, $"{swapped} {refused}");
    }

    [Fact]
    public void Under_a_floor_a_chain_that_breaks_it_is_no_exact_price()
    {
        var (exact, others) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var tiny = TinyProblem.Random(seed);
            if (Solving.Solve(tiny.Problem, new AssignmentOptions { Floor = Floor.Best, PriceOptions = false }).Value is not { Certificate.Floor: { } floor } found)
            {
                continue;
            }

            bool Holds(int set) => tiny.Problem.Papers.Index().All(p => p.Item.Least == 0
                || Enumerable.Range(0, tiny.Problem.PairCount).Where(pair => (set & (1 << pair)) != 0 && tiny.PaperOf[pair] == p.Index).Sum(pair => (long)tiny.Problem.WeightOf(pair)) >= floor.Least);
            var explanation = AssignmentExplanation.Of(tiny.Problem, found.Pairs.Select(p => (p.Paper, p.Reviewer)), found.Certificate, TestContext.Current.CancellationToken).Value!;
            foreach (var absence in tiny.Problem.Papers.SelectMany(p => explanation.AlternativesOf(p.Id)).Where(a => a.Price is not null))
            {
                var bit = tiny.SetOf([(absence.Paper, absence.Reviewer)]);
                var lost = found.Certificate.Value - tiny.Best(set => (set & bit) != 0 && Holds(set));
                var price = absence.Price!;
                Assert.True(price.Kind switch { PriceKind.Exact => price.Millionths == lost, PriceKind.AtLeast => lost is null || price.Millionths <= lost, PriceKind.AtMost => price.Millionths >= lost, _ => true }, $"seed {seed}: {lost} {price}");
                exact += price.IsExact ? 1 : 0;
                others += price.IsExact ? 0 : 1;
            }
        }

        Assert.True(exact > 100 && others > 100, $"{exact} {others}");
    }

    [Fact]
    public void The_chain_is_told_paper_by_paper()
    {
        var problem = AssignmentProblem.Create(
            [new("P", 1, 1), new("Q", 1, 1)], [new("a", 0, 1), new("b", 0, 1), new("c", 0, 1)],
            [new(0, 0, 0.9), new(0, 1, 0.8), new(1, 1, 0.9), new(1, 2, 0.55), new(1, 0, null)]).Value!;
        var explanation = AssignmentExplanation.Of(problem, [("P", "a"), ("Q", "b")], null, TestContext.Current.CancellationToken).Value!;

        var absence = explanation.WhyNot("P", "b");

        Assert.Equal((AbsenceReason.Priced, true, 0.8), (absence.Reason, absence.IsLoadFull, absence.Affinity));
        Assert.Equal("costs 0.45: paper P: B instead of A; paper Q: C instead of B", absence.Price!.Sentence(p => $"paper {p}", r => r.ToUpperInvariant()));
        Assert.Equal(AbsenceReason.NotACandidate, explanation.WhyNot("P", "c").Reason);
        Assert.Equal(AbsenceReason.Assigned, explanation.WhyNot("P", "a").Reason);
        Assert.Equal(["c", "a"], explanation.AlternativesOf("Q").Select(a => a.Reviewer));
        Assert.Equal("assignment.forbidden", AssignmentExplanation.Of(problem, [("P", "c")], null, TestContext.Current.CancellationToken).Refusal?.Code);
        Assert.Equal("assignment.unknown-pair", AssignmentExplanation.Of(problem, [("X", "c")], null, TestContext.Current.CancellationToken).Refusal?.Code);
        Assert.Throws<KeyNotFoundException>(() => explanation.Without("P", "b"));
    }

    private static AssignmentExplanation Explain(TinyProblem tiny, int set) =>
        AssignmentExplanation.Of(tiny.Problem, tiny.Names(set), null, TestContext.Current.CancellationToken).Value!;

    private static void AssertWorks(TinyProblem tiny, int set, PriceOfChange price)
    {
        var moved = tiny.Move(set, price.Moves);
        Assert.Contains(moved, tiny.Allowed);
        Assert.Equal(tiny.Value(set) - tiny.Value(moved), price.Millionths);
    }
}
