using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

public class InfeasibilityTests
{
    [Fact]
    public void A_paper_with_too_few_people_is_named_with_them()
    {
        var refusals = Refusals([("p", 3, 3)], [("ann", 0, 5), ("bob", 0, 5), ("cem", 0, 5)], [(0, 0), (0, 1)]);

        Assert.Equal(["Paper p needs 3 reviews but only 2 people may review it (ann, bob). Lift a conflict, add a reviewer or ask for fewer reviews."], refusals);
    }

    [Fact]
    public void Too_little_capacity_is_counted()
    {
        var refusals = Refusals([("p", 2, 2), ("q", 2, 2)], [("ann", 0, 1), ("bob", 0, 2)], [(0, 0), (0, 1), (1, 0), (1, 1)]);

        Assert.Equal(["The papers need 4 reviews in all, but the reviewers together take at most 3: total capacity 3 < demand 4. Add 1 place or ask for fewer reviews."], refusals);
    }

    [Fact]
    public void Papers_that_compete_for_the_same_people_are_named()
    {
        // Enough places in all, enough people for each paper; p, q and s share ann and bob, who have two places each.
        var refusals = Refusals(
            [("p", 2, 2), ("q", 2, 2), ("s", 2, 2), ("t", 1, 1)], [("ann", 0, 2), ("bob", 0, 2), ("cem", 0, 9)],
            [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 2)]);

        Assert.Equal(["These papers p, q, s together need 6 more reviews, but the people who may review them can give only 4 (ann, bob can take no more). Add 2 places among them, lift conflicts or ask for fewer reviews."], refusals);
    }

    [Fact]
    public void A_minimum_load_that_the_papers_cannot_fill_is_named()
    {
        var refusals = Refusals([("p", 1, 1), ("q", 1, 1)], [("ann", 1, 2), ("bob", 1, 2), ("cem", 0, 2)], [(0, 0), (0, 1), (1, 2)]);

        Assert.Equal(["These reviewers ann, bob must take at least 2 more papers, but the papers they may review have room for only 1. Lower the minimum loads or ask for more reviews."], refusals);
    }

    [Fact]
    public void A_minimum_above_the_candidates_is_named()
    {
        var refusals = Refusals([("p", 1, 2), ("q", 1, 2)], [("ann", 2, 2), ("bob", 0, 2)], [(0, 0), (0, 1), (1, 1)]);

        Assert.Equal(["Reviewer ann must take at least 2 papers but may review only 1. Lower the minimum or lift a conflict."], refusals);
    }

    [Fact]
    public void Pins_beyond_a_limit_are_named()
    {
        var problem = AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1)], [new ReviewerLoad("a", 0, 1), new ReviewerLoad("b", 0, 1)], [new Candidate(0, 0, 1, true), new Candidate(0, 1, 1, true)]).Value!;

        Assert.Equal(["assignment.too-many-pins"], Solving.Solve(problem).Refusals.Select(r => r.Code));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1000.1)]
    [InlineData(-1000.1)]
    public void An_affinity_that_is_no_usable_number_is_refused(double affinity)
    {
        var outcome = AssignmentProblem.Create([new PaperDemand("p", 1, 1)], [new ReviewerLoad("a", 0, 1)], [new Candidate(0, 0, affinity)]);

        Assert.Equal(["assignment.affinity-range"], outcome.Refusals.Select(r => r.Code));
    }

    [Fact]
    public void Nonsense_in_the_lists_is_refused_all_at_once()
    {
        var outcome = AssignmentProblem.Create(
            [new PaperDemand("p", 1, 1), new PaperDemand("p", 3, 2)], [new ReviewerLoad("a", -1, 1), new ReviewerLoad("a", 0, 1)], [new Candidate(0, 5, 1)]);

        Assert.Equal(
            ["assignment.paper-twice", "assignment.paper-range", "assignment.reviewer-range", "assignment.reviewer-twice", "assignment.unknown-pair"],
            outcome.Refusals.Select(r => r.Code));
        Assert.Equal(
            ["assignment.pair-twice"],
            AssignmentProblem.Create([new PaperDemand("p", 1, 1)], [new ReviewerLoad("a", 0, 1)], [new Candidate(0, 0, 1), new Candidate(0, 0, 2)]).Refusals.Select(r => r.Code));
    }

    private static IEnumerable<string> Refusals((string Id, int Least, int Most)[] papers, (string Id, int Least, int Most)[] reviewers, (int Paper, int Reviewer)[] pairs) =>
        Solving.Solve(AssignmentProblem.Create(
            [.. papers.Select(p => new PaperDemand(p.Id, p.Least, p.Most))],
            [.. reviewers.Select(r => new ReviewerLoad(r.Id, r.Least, r.Most))],
            [.. pairs.Select(p => new Candidate(p.Paper, p.Reviewer, 0.5))]).Value!).Refusals.Select(r => r.Message);
}
