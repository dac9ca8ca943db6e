using Workshop.Domain;
using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class WhatIfTests
{
    [Fact]
    public void Every_question_is_answered_as_solving_the_changed_problem_does()
    {
        var (answered, refused) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var tiny = TinyProblem.Random(seed, groups: seed % 3 == 0, exclusions: seed % 6 == 0);
            if (Solving.Solve(tiny.Problem).Value is not { } found)
            {
                continue;
            }

            var pairs = found.Pairs.Select(p => (p.Paper, p.Reviewer)).ToList();
            var (paper, reviewer) = ($"p{seed % tiny.Problem.Papers.Count}", $"r{seed % tiny.Problem.Reviewers.Count}");
            foreach (var question in (Outcome<AssignmentProblem>[])
                [
                    WhatIf.MorePlaces(tiny.Problem, reviewer), WhatIf.MorePlaces(tiny.Problem, reviewer, -1), WhatIf.Load(tiny.Problem, reviewer, 1, 2), WhatIf.Reviews(tiny.Problem, paper, 2), WhatIf.Without(tiny.Problem, reviewer),
                    WhatIf.Allow(tiny.Problem, paper, reviewer, 0.5), WhatIf.Forbid(tiny.Problem, paper, reviewer), WhatIf.Pin(tiny.Problem, paper, reviewer), WhatIf.Pin(tiny.Problem, paper, reviewer, false),
                ])
            {
                if (!question.Succeeded)
                {
                    refused++;
                    continue;
                }

                var changed = TinyProblem.Of(question.Value);
                var answer = WhatIf.Ask(tiny.Problem, pairs, question.Value, cancel: TestContext.Current.CancellationToken);
                Assert.True(changed.Best() is null != answer.Succeeded, $"seed {seed}");
                if (!answer.Succeeded)
                {
                    refused++;
                    continue;
                }

                answered++;
                var after = answer.Value.Assignment.Pairs.Select(p => (p.Paper, p.Reviewer)).ToList();
                var difference = answer.Value.Difference;
                Assert.Equal(changed.Best(), changed.Value(changed.SetOf(after)));
                Assert.Equal(changed.Best()!.Value / 1e6, difference.TotalAfter, 1e-9);
                Assert.Equal(found.Certificate.Value / 1e6, difference.TotalBefore, 1e-9);
                Assert.Equal(difference.TotalChange, difference.Scores.Sum(s => s.Change), 1e-9);
                Assert.Equal(after.Order(), pairs.Except(difference.Gone).Concat(difference.New).Order());
                Assert.Equal(after.Count - pairs.Count, difference.Loads.Sum(l => l.After - l.Before));
                Assert.All(difference.Loads, l => Assert.Equal(after.Count(p => p.Reviewer == l.Reviewer), l.After));
            }
        }

        Assert.True(answered > 500 && refused > 100, $"{answered} {refused}");
    }

    [Fact]
    public void What_is_unknown_or_makes_no_sense_is_refused()
    {
        var problem = AssignmentProblem.Create([new("p", 1, 1)], [new("a", 0, 1), new("b", 0, 1)], [new(0, 0, 0.5)]).Value!;

        Assert.Equal("assignment.unknown-reviewer", WhatIf.MorePlaces(problem, "x").Refusal?.Code);
        Assert.Equal(int.MaxValue, WhatIf.MorePlaces(problem, "a", int.MaxValue).Value!.Reviewers[0].Most);
        Assert.Equal("assignment.unknown-paper", WhatIf.Reviews(problem, "x", 1).Refusal?.Code);
        Assert.Equal("assignment.unknown-paper", WhatIf.Allow(problem, "x", "a", 1).Refusal?.Code);
        Assert.Equal("assignment.forbidden", WhatIf.Pin(problem, "p", "b").Refusal?.Code);
        Assert.Equal("assignment.reviewer-range", WhatIf.MorePlaces(problem, "a", -2).Refusal?.Code);
        Assert.Equal(["assignment.too-few-candidates"], WhatIf.Ask(problem, [("p", "a")], WhatIf.Without(problem, "a").Value!, cancel: TestContext.Current.CancellationToken).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_difference_names_the_largest_loss_first()
    {
        var problem = AssignmentProblem.Create(
            [new("p", 1, 1), new("q", 1, 1)], [new("a", 0, 2), new("b", 0, 2)], [new(0, 0, 0.9), new(0, 1, 0.2), new(1, 0, 0.3), new(1, 1, 0.1)]).Value!;

        var difference = AssignmentDifference.Between(problem, [("p", "a"), ("q", "b")], problem, [("p", "b"), ("q", "a")]);

        Assert.Equal([("p", "a"), ("q", "b")], difference.Gone);
        Assert.Equal([("p", "b"), ("q", "a")], difference.New);
        Assert.Equal([new ScoreChange("p", 0.9, 0.2), new ScoreChange("q", 0.1, 0.3)], difference.Scores);
        Assert.Empty(difference.Loads);
        Assert.Equal(-0.5, difference.TotalChange, 1e-9);
    }
}
