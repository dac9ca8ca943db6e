namespace Workshop.Domain.Assignment;

/// <summary>One kind of change that can make an impossible problem possible.</summary>
public enum WayOutChangeKind
{
    /// <summary>A reviewer takes so many papers more.</summary>
    AddPlaces,

    /// <summary>A paper may do with so many reviews fewer.</summary>
    DropReviews,

    /// <summary>A paper may get so many reviews more, so that a reviewer's minimum can be filled.</summary>
    AddReviews,

    /// <summary>A reviewer may take so many papers fewer than their minimum.</summary>
    LowerMinimum,

    /// <summary>A pair that was forbidden may be assigned.</summary>
    LiftForbidden,

    /// <summary>A rule about a group asks for so many fewer.</summary>
    AskLessOfRule,

    /// <summary>A rule about a group allows so many more.</summary>
    AllowMoreByRule,
}

/// <param name="Paper">By id; null when the change is about a reviewer alone.</param>
/// <param name="Reviewer">By id; null when the change is about a paper alone.</param>
/// <param name="Rule">The position of the group rule in the problem, or null.</param>
/// <param name="Count">By how many; 1 for a pair.</param>
/// <param name="Affinity">Of a pair that is lifted; null is missing.</param>
public sealed record WayOutChange(WayOutChangeKind Kind, string? Paper, string? Reviewer, int? Rule, int Count, double? Affinity = null);

/// <summary>Changes that together, and nothing else, make the problem possible.</summary>
/// <param name="IsMixed">Whether changes of several kinds are combined because no kind suffices or is as cheap by itself. Lowered minimums do not count as mixing.</param>
public sealed record WayOut(bool IsMixed, IReadOnlyList<WayOutChange> Changes)
{
    /// <summary>How many places, reviews, pairs and so on in all.</summary>
    public int Count => Changes.Sum(change => change.Count);

    /// <summary>The problem with these changes made.</summary>
    public AssignmentProblem Apply(AssignmentProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var edits = ProblemEdits.Of(problem);
        foreach (var change in Changes)
        {
            var p = edits.Papers.FindIndex(paper => paper.Id == change.Paper);
            var r = edits.Reviewers.FindIndex(reviewer => reviewer.Id == change.Reviewer);
            switch (change.Kind)
            {
                case WayOutChangeKind.AddPlaces:
                    edits.Reviewers[r] = edits.Reviewers[r] with { Most = edits.Reviewers[r].Most + change.Count };
                    break;
                case WayOutChangeKind.DropReviews:
                    edits.Papers[p] = edits.Papers[p] with { Least = edits.Papers[p].Least - change.Count };
                    break;
                case WayOutChangeKind.AddReviews:
                    edits.Papers[p] = edits.Papers[p] with { Most = edits.Papers[p].Most + change.Count };
                    break;
                case WayOutChangeKind.LowerMinimum:
                    edits.Reviewers[r] = edits.Reviewers[r] with { Least = edits.Reviewers[r].Least - change.Count };
                    break;
                case WayOutChangeKind.LiftForbidden:
                    edits.Candidates.Add(new Candidate(p, r, change.Affinity));
                    break;
                case WayOutChangeKind.AskLessOfRule:
                    edits.Groups[change.Rule!.Value] = edits.Groups[change.Rule.Value] with { Least = edits.Groups[change.Rule.Value].Least - change.Count };
                    break;
                case WayOutChangeKind.AllowMoreByRule:
                    edits.Groups[change.Rule!.Value] = edits.Groups[change.Rule.Value] with { Most = edits.Groups[change.Rule.Value].Most + change.Count };
                    break;
            }
        }

        return edits.Build().Value ?? throw new InvalidOperationException("The way out is for another problem.");
    }

    /// <summary>What to do, in a sentence for each kind: "Add 3 places: 2 for Ann, 1 for Bob." The functions turn ids into names.</summary>
    public string Sentence(AssignmentProblem problem, Func<string, string> paper, Func<string, string> reviewer)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return string.Join(' ', Changes.GroupBy(change => change.Kind).Select(group =>
        {
            var n = group.Sum(change => change.Count);
            string List(Func<WayOutChange, string> say) => string.Join(", ", group.Select(say));
            string Rule(WayOutChange change) => $"“{problem.Groups[change.Rule!.Value].Label}” of {paper(change.Paper!)}";
            return group.Key switch
            {
                WayOutChangeKind.AddPlaces => $"Add {Number(n, "place", "places")}: {List(c => $"{c.Count} for {reviewer(c.Reviewer!)}")}.",
                WayOutChangeKind.DropReviews => $"Ask for {Number(n, "review", "reviews")} fewer: {List(c => $"{c.Count} of {paper(c.Paper!)}")}.",
                WayOutChangeKind.AddReviews => $"Allow {Number(n, "review", "reviews")} more: {List(c => $"{c.Count} of {paper(c.Paper!)}")}.",
                WayOutChangeKind.LowerMinimum => $"Lower the minimum loads by {n}: {List(c => $"{c.Count} for {reviewer(c.Reviewer!)}")}.",
                WayOutChangeKind.LiftForbidden => $"Lift {Number(n, "conflict or ban", "conflicts or bans")}: {List(c => $"{paper(c.Paper!)} with {reviewer(c.Reviewer!)}")}.",
                WayOutChangeKind.AskLessOfRule => $"Ask less of {Number(n, "rule", "rules")}: {List(c => $"{c.Count} fewer for {Rule(c)}")}.",
                _ => $"Allow more by {Number(n, "rule", "rules")}: {List(c => $"{c.Count} more for {Rule(c)}")}.",
            };
        }));
    }

    private static string Number(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}

/// <summary>
/// The cheapest ways out of an impossible problem: for each kind of change the fewest of them that suffice by themselves. Minimum loads that cannot be met are lowered in each of them, as nothing else
/// could help there. Exact: a minimum-cost circulation in which breaking a limit by one costs one (Hoffman, 1960). Of several equally small ways one that burdens nobody twice when others can
/// be burdened once, then people who take more already and papers that ask for more. Rules that cut across each other and exclusions are beyond a network: with them a way
/// that does not suffice is left out, and fewest is not claimed.
/// </summary>
public static class WaysOut
{
    // One change outweighs all preferences among changes.
    private const long Change = 1L << 40;

    private static readonly WayOutChangeKind[][] Kinds =
    [
        [WayOutChangeKind.LowerMinimum],
        [WayOutChangeKind.AddPlaces, WayOutChangeKind.LowerMinimum],
        [WayOutChangeKind.DropReviews, WayOutChangeKind.LowerMinimum],
        [WayOutChangeKind.LiftForbidden, WayOutChangeKind.LowerMinimum],
        [WayOutChangeKind.AddReviews],
        [WayOutChangeKind.AskLessOfRule, WayOutChangeKind.AllowMoreByRule, WayOutChangeKind.LowerMinimum],
    ];

    /// <summary>
    /// The fewest changes first. Empty when the problem is possible, as far as a network can tell. A combination of all kinds comes last, and only when no kind alone is as small.
    /// </summary>
    /// <param name="liftable">Forbidden pairs that might be allowed, by position, with the affinity they would have; those that are candidates already are ignored. None: no such way.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<WayOut> Find(AssignmentProblem problem, IReadOnlyCollection<Candidate>? liftable = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var lifts = (liftable ?? []).Where(c => problem.Find(c.Paper, c.Reviewer) < 0).DistinctBy(c => (c.Paper, c.Reviewer)).Select(c => c with { IsPinned = false }).ToList();
        var groups = GroupPlan.Of(problem, alsoSlack: true);
        var mustTry = groups.LeftOut.Count > 0 || problem.Exclusions.Count > 0 || (lifts.Count > 0 && problem.Groups.Count > 0);
        var ways = new List<WayOut>();
        foreach (var kinds in Kinds)
        {
            if (Fewest(problem, groups, lifts, kinds, cancel) is { } changes)
            {
                Keep(new WayOut(false, changes));
            }
        }

        ways.Sort((a, b) => a.Count.CompareTo(b.Count));
        if (Fewest(problem, groups, lifts, Enum.GetValues<WayOutChangeKind>(), cancel) is { } mixed && (ways.Count == 0 || mixed.Sum(c => c.Count) < ways[0].Count))
        {
            Keep(new WayOut(true, mixed));
        }

        return ways;

        void Keep(WayOut way)
        {
            // Kinds that a way does not use make it come twice.
            var isNew = way.Count > 0 && !ways.Exists(other => other.Changes.SequenceEqual(way.Changes));
            if (isNew && (!mustTry || OptimalAssignment.Find(way.Apply(problem), new AssignmentOptions { PriceOptions = false }, cancel: cancel).Succeeded))
            {
                ways.Add(way);
            }
        }
    }

    // Null when these kinds of changes do not suffice.
    private static List<WayOutChange>? Fewest(AssignmentProblem problem, GroupPlan groups, List<Candidate> lifts, WayOutChangeKind[] kinds, CancellationToken cancel)
    {
        var papers = problem.Papers.Count;
        var hub = papers + problem.Reviewers.Count;
        var flow = new MinimumCostFlow(hub + 1 + groups.InNetwork.Count);
        var elastic = new List<(int Arc, WayOutChange Change)>();
        var nodeOf = groups.InNetwork.Index().ToDictionary(g => g.Item, g => hub + 1 + g.Index);
        for (var p = 0; p < papers; p++)
        {
            var paper = problem.Papers[p];
            flow.Add(hub, p, paper.Least, paper.Most, 0);
            // What goes back to the hub has not been reviewed.
            Elastic(WayOutChangeKind.DropReviews, p, hub, paper.Least, problem.Papers.Max(x => x.Least) - paper.Least, new(WayOutChangeKind.DropReviews, paper.Id, null, null, 1));
            var (first, end) = problem.PairsOf(p);
            Elastic(WayOutChangeKind.AddReviews, hub, p, end - first, 0, new(WayOutChangeKind.AddReviews, paper.Id, null, null, 1));
            for (var pair = first; pair < end; pair++)
            {
                var from = groups.Innermost(pair) < 0 ? p : nodeOf[groups.Innermost(pair)];
                flow.Add(from, papers + problem.ReviewerOf(pair), problem.IsPinned(pair) ? 1 : 0, 1, 0);
            }
        }

        for (var r = 0; r < problem.Reviewers.Count; r++)
        {
            var reviewer = problem.Reviewers[r];
            flow.Add(papers + r, hub, reviewer.Least, reviewer.Most, 0);
            Elastic(WayOutChangeKind.AddPlaces, papers + r, hub, papers, problem.Reviewers.Max(x => x.Most) - reviewer.Most, new(WayOutChangeKind.AddPlaces, null, reviewer.Id, null, 1));
            Elastic(WayOutChangeKind.LowerMinimum, hub, papers + r, reviewer.Least, problem.Reviewers.Max(x => x.Least) - reviewer.Least, new(WayOutChangeKind.LowerMinimum, null, reviewer.Id, null, 1));
        }

        foreach (var group in groups.InNetwork)
        {
            var rule = problem.Groups[group];
            var from = groups.Parent[group] < 0 ? rule.Paper : nodeOf[groups.Parent[group]];
            flow.Add(from, nodeOf[group], rule.Least, Math.Max(rule.Least, rule.Most), 0);
            Elastic(WayOutChangeKind.AskLessOfRule, nodeOf[group], from, rule.Least, 0, new(WayOutChangeKind.AskLessOfRule, problem.Papers[rule.Paper].Id, null, group, 1));
            Elastic(WayOutChangeKind.AllowMoreByRule, from, nodeOf[group], problem.Reviewers.Count, 0, new(WayOutChangeKind.AllowMoreByRule, problem.Papers[rule.Paper].Id, null, group, 1));
        }

        foreach (var lift in kinds.Contains(WayOutChangeKind.LiftForbidden) ? lifts : [])
        {
            // Groups list reviewers, not pairs: a pair that is lifted enters the smallest group of its paper that names its reviewer.
            var inside = groups.InNetwork.Where(g => problem.Groups[g].Paper == lift.Paper && problem.Groups[g].Reviewers.Contains(lift.Reviewer)).LastOrDefault(-1);
            elastic.Add((
                flow.Add(inside < 0 ? lift.Paper : nodeOf[inside], papers + lift.Reviewer, 0, 1, Change),
                new(WayOutChangeKind.LiftForbidden, problem.Papers[lift.Paper].Id, problem.Reviewers[lift.Reviewer].Id, null, 1, lift.Affinity)));
        }

        if (!flow.Solve(cancel))
        {
            return null;
        }

        return
        [
            .. elastic.Select(e => e.Change with { Count = flow.Flow(e.Arc) }).Where(c => c.Count > 0)
                .GroupBy(c => c with { Count = 0 }).Select(g => g.Key with { Count = g.Sum(c => c.Count) }),
        ];

        // The first unit is preferred to a second one of the same limit, and so on in doubling steps.
        void Elastic(WayOutChangeKind kind, int from, int to, int most, int reluctance, WayOutChange change)
        {
            if (!kinds.Contains(kind))
            {
                return;
            }

            var given = 0;
            for (var step = 0; given < most; step++)
            {
                var some = Math.Min(most - given, step == 0 ? 1 : 1 << Math.Min(20, step - 1));
                elastic.Add((flow.Add(from, to, 0, some, Change + ((long)step << 20) + reluctance), change));
                given += some;
            }
        }
    }
}
