namespace Workshop.Domain.Assignment;

/// <summary>A reviewer whose number of papers changed. A reviewer who is not in one of the two problems has 0 there.</summary>
public sealed record LoadChange(string Reviewer, int Before, int After);

/// <summary>A paper whose score, the sum of its reviewers' affinities, changed; in affinity. A paper that is not in one of the two problems has 0 there.</summary>
public sealed record ScoreChange(string Paper, double Before, double After)
{
    public double Change => After - Before;
}

/// <summary>What is different between two assignments. A pair that is a candidate in neither problem counts as 0, like a missing affinity.</summary>
/// <param name="Gone">Pairs of the first that are not in the second, by paper, then reviewer.</param>
/// <param name="New">Pairs of the second that are not in the first, by paper, then reviewer.</param>
/// <param name="Loads">Reviewers with more or fewer papers, by id.</param>
/// <param name="Scores">Papers whose score changed, the largest loss first, the largest gain last.</param>
/// <param name="TotalBefore">In affinity.</param>
/// <param name="TotalAfter">In affinity.</param>
public sealed record AssignmentDifference(
    IReadOnlyList<(string Paper, string Reviewer)> Gone,
    IReadOnlyList<(string Paper, string Reviewer)> New,
    IReadOnlyList<LoadChange> Loads,
    IReadOnlyList<ScoreChange> Scores,
    double TotalBefore,
    double TotalAfter)
{
    /// <summary>In affinity; below 0 when the second is worth less.</summary>
    public double TotalChange => TotalAfter - TotalBefore;

    /// <summary>Compares by ids; the affinities of each assignment are those of its own problem, which may be the same.</summary>
    public static AssignmentDifference Between(
        AssignmentProblem problemBefore, IEnumerable<(string Paper, string Reviewer)> before, AssignmentProblem problemAfter, IEnumerable<(string Paper, string Reviewer)> after)
    {
        var (first, second) = (Reading.Of(problemBefore, before), Reading.Of(problemAfter, after));
        var papers = first.Scores.Keys.Union(second.Scores.Keys).Select(paper =>
            new ScoreChange(paper, Shown(first.Scores.GetValueOrDefault(paper)), Shown(second.Scores.GetValueOrDefault(paper))));
        var reviewers = first.Loads.Keys.Union(second.Loads.Keys).Select(reviewer => new LoadChange(reviewer, first.Loads.GetValueOrDefault(reviewer), second.Loads.GetValueOrDefault(reviewer)));
        return new AssignmentDifference(
            Sorted(first.Pairs.Except(second.Pairs)), Sorted(second.Pairs.Except(first.Pairs)),
            [.. reviewers.Where(r => r.Before != r.After).OrderBy(r => r.Reviewer, StringComparer.Ordinal)],
            [.. papers.Where(p => p.Before != p.After).OrderBy(p => p.Change).ThenBy(p => p.Paper, StringComparer.Ordinal)],
            Shown(first.Total), Shown(second.Total));
    }

    private static double Shown(long millionths) => millionths / (double)AssignmentProblem.Scale;

    private static List<(string Paper, string Reviewer)> Sorted(IEnumerable<(string Paper, string Reviewer)> pairs) =>
        [.. pairs.OrderBy(p => p.Paper, StringComparer.Ordinal).ThenBy(p => p.Reviewer, StringComparer.Ordinal)];

    private sealed record Reading(HashSet<(string Paper, string Reviewer)> Pairs, Dictionary<string, int> Loads, Dictionary<string, long> Scores, long Total)
    {
        public static Reading Of(AssignmentProblem problem, IEnumerable<(string Paper, string Reviewer)> pairs)
        {
            var papers = ProblemEdits.Positions(problem.Papers.Select(p => p.Id));
            var reviewers = ProblemEdits.Positions(problem.Reviewers.Select(r => r.Id));
            var all = pairs.ToHashSet();
            var loads = new Dictionary<string, int>(StringComparer.Ordinal);
            var scores = new Dictionary<string, long>(StringComparer.Ordinal);
            var total = 0L;
            foreach (var (paper, reviewer) in all)
            {
                var pair = papers.TryGetValue(paper, out var p) && reviewers.TryGetValue(reviewer, out var r) ? problem.Find(p, r) : -1;
                var weight = pair < 0 ? 0 : problem.WeightOf(pair);
                loads[reviewer] = loads.GetValueOrDefault(reviewer) + 1;
                scores[paper] = scores.GetValueOrDefault(paper) + weight;
                total += weight;
            }

            return new Reading(all, loads, scores, total);
        }
    }
}

/// <summary>What would be, and how it differs from what is.</summary>
public sealed record WhatIfAnswer(AssignmentProblem Problem, ProvenAssignment Assignment, AssignmentDifference Difference);

/// <summary>
/// Questions "what if": each makes a new problem from a problem and changes nothing else; <see cref="Ask"/> solves it and compares. Raising the floor is a matter of the
/// options, so it needs no new problem. Papers and reviewers are named by id.
/// </summary>
public static class WhatIf
{
    /// <summary>The reviewer takes so many papers more, or fewer when below 0; their minimum goes down with the maximum where it must. Refused below 0 places.</summary>
    public static Outcome<AssignmentProblem> MorePlaces(AssignmentProblem problem, string reviewer, int more = 1) => ChangeReviewer(problem, reviewer, (edits, r) =>
    {
        var load = edits.Reviewers[r];
        // "No limit" may be the largest number there is.
        var most = (int)Math.Clamp((long)load.Most + more, int.MinValue, int.MaxValue);
        edits.Reviewers[r] = load with { Least = Math.Min(load.Least, most), Most = most };
    });

    /// <summary>The reviewer takes at least and at most so many papers, both ends included.</summary>
    public static Outcome<AssignmentProblem> Load(AssignmentProblem problem, string reviewer, int least, int most) =>
        ChangeReviewer(problem, reviewer, (edits, r) => edits.Reviewers[r] = edits.Reviewers[r] with { Least = least, Most = most });

    /// <summary>The paper gets exactly so many reviews.</summary>
    public static Outcome<AssignmentProblem> Reviews(AssignmentProblem problem, string paper, int reviews) =>
        ChangePaper(problem, paper, (edits, p) => edits.Papers[p] = edits.Papers[p] with { Least = reviews, Most = reviews });

    /// <summary>The reviewer takes nothing: their candidates and pins go. They stay in the list, with no place, so that positions and ids keep their meaning.</summary>
    public static Outcome<AssignmentProblem> Without(AssignmentProblem problem, string reviewer) => ChangeReviewer(problem, reviewer, (edits, r) =>
    {
        edits.Reviewers[r] = edits.Reviewers[r] with { Least = 0, Most = 0 };
        edits.Candidates.RemoveAll(c => c.Reviewer == r);
    });

    /// <summary>A pair that was forbidden may be assigned. Null affinity is missing. A pair that is a candidate already gets this affinity and keeps its pin.</summary>
    public static Outcome<AssignmentProblem> Allow(AssignmentProblem problem, string paper, string reviewer, double? affinity) => ChangePair(problem, paper, reviewer, (edits, p, r) =>
    {
        var pinned = edits.Candidates.RemoveAll(c => c.Paper == p && c.Reviewer == r && c.IsPinned) > 0;
        edits.Candidates.RemoveAll(c => c.Paper == p && c.Reviewer == r);
        edits.Candidates.Add(new Candidate(p, r, affinity, pinned));
    });

    /// <summary>A pair may not be assigned, pinned or not; no change when it is no candidate.</summary>
    public static Outcome<AssignmentProblem> Forbid(AssignmentProblem problem, string paper, string reviewer) =>
        ChangePair(problem, paper, reviewer, (edits, p, r) => edits.Candidates.RemoveAll(c => c.Paper == p && c.Reviewer == r));

    /// <summary>A candidate pair is in every assignment, or need not be any more. Refused when it is no candidate.</summary>
    public static Outcome<AssignmentProblem> Pin(AssignmentProblem problem, string paper, string reviewer, bool isPinned = true)
    {
        var isCandidate = true;
        var changed = ChangePair(problem, paper, reviewer, (edits, p, r) =>
        {
            var at = edits.Candidates.FindIndex(c => c.Paper == p && c.Reviewer == r);
            isCandidate = at >= 0;
            if (isCandidate)
            {
                edits.Candidates[at] = edits.Candidates[at] with { IsPinned = isPinned };
            }
        });
        return isCandidate ? changed : new Refusal("assignment.forbidden", $"Reviewer {reviewer} may not review paper {paper}.");
    }

    /// <summary>
    /// Solves the problem as it would be and says what is different from the assignment that is. Refused, with every cause found, when it is impossible.
    /// </summary>
    /// <param name="before">The problem that the pairs belong to.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Outcome<WhatIfAnswer> Ask(
        AssignmentProblem before, IReadOnlyCollection<(string Paper, string Reviewer)> pairs, AssignmentProblem after, AssignmentOptions? options = null, CancellationToken cancel = default)
    {
        var found = OptimalAssignment.Find(after, options, cancel: cancel);
        return found.Succeeded
            ? new WhatIfAnswer(after, found.Value, AssignmentDifference.Between(before, pairs, after, found.Value.Pairs.Select(p => (p.Paper, p.Reviewer))))
            : Outcome.No<WhatIfAnswer>(found.Refusals);
    }

    private static Outcome<AssignmentProblem> ChangeReviewer(AssignmentProblem problem, string reviewer, Action<ProblemEdits, int> change)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var edits = ProblemEdits.Of(problem);
        var r = edits.Reviewers.FindIndex(x => x.Id == reviewer);
        if (r < 0)
        {
            return new Refusal("assignment.unknown-reviewer", $"There is no reviewer {reviewer}.");
        }

        change(edits, r);
        return edits.Build();
    }

    private static Outcome<AssignmentProblem> ChangePaper(AssignmentProblem problem, string paper, Action<ProblemEdits, int> change)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var edits = ProblemEdits.Of(problem);
        var p = edits.Papers.FindIndex(x => x.Id == paper);
        if (p < 0)
        {
            return new Refusal("assignment.unknown-paper", $"There is no paper {paper}.");
        }

        change(edits, p);
        return edits.Build();
    }

    private static Outcome<AssignmentProblem> ChangePair(AssignmentProblem problem, string paper, string reviewer, Action<ProblemEdits, int, int> change)
    {
        Refusal? refusal = null;
        var changed = ChangeReviewer(problem, reviewer, (edits, r) =>
        {
            var p = edits.Papers.FindIndex(x => x.Id == paper);
            refusal = p < 0 ? new Refusal("assignment.unknown-paper", $"There is no paper {paper}.") : null;
            if (p >= 0)
            {
                change(edits, p, r);
            }
        });
        return refusal is null ? changed : refusal;
    }
}
