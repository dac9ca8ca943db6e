namespace Workshop.Domain.Assignment;

/// <summary>How much of a published assignment a repair may touch. Pairs whose review has begun, the locked ones, never move.</summary>
public enum RepairMode
{
    /// <summary>Every existing pair that is still allowed stays; only what is missing is filled, with the largest total.</summary>
    FillOnly,

    /// <summary>As few existing pairs as needed move; among those ways, the one with the largest total.</summary>
    KeepAlmostEverything,

    /// <summary>Everything but the locked pairs may move; the largest total.</summary>
    Reoptimize,
}

/// <summary>A pair that exists. Locked when its review has begun.</summary>
public sealed record ExistingPair(string Paper, string Reviewer, bool IsLocked);

/// <summary>What is wrong with a locked pair.</summary>
public enum LockedTroubleKind
{
    /// <summary>The pair may not be assigned any more: a conflict or ban came up after the review began. It stays, and counts, until somebody takes it away.</summary>
    Forbidden,

    /// <summary>The paper or the reviewer is not in the problem any more, so the pair cannot be in the result.</summary>
    NoLongerThere,

    /// <summary>The paper, the reviewer or a group allows fewer than are locked. The limit was raised to the number of locked pairs.</summary>
    LimitRaised,

    /// <summary>Two locked pairs exclude each other. The exclusion was dropped.</summary>
    ExclusionDropped,
}

/// <summary>For people to decide: a repair neither keeps nor drops such a pair silently.</summary>
public sealed record LockedTrouble(string Paper, string Reviewer, LockedTroubleKind Kind, string Sentence);

/// <summary>A repaired assignment with its numbers.</summary>
/// <param name="Problem">
/// What was solved, and what the certificate is for: the problem of now with pins and, when most is to be kept, with <paramref name="Bonus"/> added to the affinity of each existing pair.
/// </param>
/// <param name="Assignment">The pairs; their affinities are those of <paramref name="Problem"/>, so with the bonus.</param>
/// <param name="Kept">Existing pairs that stay.</param>
/// <param name="New">Pairs that did not exist.</param>
/// <param name="Gone">Existing pairs that do not stay, also those whose paper or reviewer is gone.</param>
/// <param name="Total">The total affinity without any bonus.</param>
/// <param name="PeopleWithNews">How many reviewers get a paper that they did not have.</param>
/// <param name="Bonus">What keeping one pair was worth, in affinity; 0 in the other modes.</param>
/// <param name="IsFewest">Whether it is proved that no allowed assignment keeps more of the existing pairs.</param>
/// <param name="Troubles">Locked pairs that people must look at.</param>
public sealed record RepairedAssignment(
    RepairMode Mode,
    AssignmentProblem Problem,
    ProvenAssignment Assignment,
    IReadOnlyList<(string Paper, string Reviewer)> Kept,
    IReadOnlyList<(string Paper, string Reviewer)> New,
    IReadOnlyList<(string Paper, string Reviewer)> Gone,
    double Total,
    int PeopleWithNews,
    double Bonus,
    bool IsFewest,
    IReadOnlyList<LockedTrouble> Troubles);

/// <summary>
/// Mends a published assignment when people or papers came or went. A locked pair never moves: it is pinned; when it is forbidden now it is allowed again, with a missing affinity, for this
/// repair; when more are locked than a limit allows, the limit is raised to them; each of these is reported. A pair that is pinned in the problem is pinned here too.
/// </summary>
public static class Repair
{
    // Affinities go up to 1,000 in a problem; the bonus must leave room for them.
    private const long LargestWeight = 1_000L * AssignmentProblem.Scale;

    /// <summary>
    /// The repair, or why it is impossible: in <see cref="RepairMode.FillOnly"/> also when a reviewer now takes fewer papers than they have.
    /// </summary>
    /// <param name="now">What holds now: without those who left, with the new papers, with today's conflicts and limits.</param>
    /// <param name="existing">The published pairs; their papers and reviewers need not be in the problem any more.</param>
    /// <param name="options">
    /// A floor counts in the modes whose affinities are real ones, not where most is to be kept. Nothing is drawn at random and options are not priced.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Outcome<RepairedAssignment> Find(
        AssignmentProblem now, IReadOnlyCollection<ExistingPair> existing, RepairMode mode, AssignmentOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(existing);
        options = (options ?? new AssignmentOptions()) with { MaxProbability = null, PriceOptions = false };
        var troubles = new List<LockedTrouble>();
        var edits = PinLocked(now, existing, troubles);
        var there = Allowed(edits, existing);
        if (mode == RepairMode.FillOnly)
        {
            Change(edits, there, candidate => candidate with { IsPinned = true });
        }

        var bonus = 0L;
        long? mostKept = null;
        if (mode == RepairMode.KeepAlmostEverything)
        {
            options = options with { Floor = Floor.None };
            var found = BonusFor(edits, there, options, cancel);
            if (!found.Succeeded)
            {
                return Outcome.No<RepairedAssignment>(found.Refusals);
            }

            (bonus, mostKept) = found.Value;
        }

        var real = edits.Build();
        if (!real.Succeeded)
        {
            return Outcome.No<RepairedAssignment>(real.Refusals);
        }

        if (bonus > 0)
        {
            Change(edits, there, candidate => candidate with { Affinity = (candidate.Affinity ?? 0) + (bonus / (double)AssignmentProblem.Scale) });
        }

        var problem = bonus == 0 ? real : edits.Build();
        if (!problem.Succeeded)
        {
            return Outcome.No<RepairedAssignment>(problem.Refusals);
        }

        var solved = OptimalAssignment.Find(problem.Value, options, cancel: cancel);
        if (!solved.Succeeded)
        {
            return Outcome.No<RepairedAssignment>(solved.Refusals);
        }

        var difference = AssignmentDifference.Between(now, existing.Select(e => (e.Paper, e.Reviewer)), real.Value, solved.Value.Pairs.Select(p => (p.Paper, p.Reviewer)));
        var kept = solved.Value.Pairs.Select(p => (p.Paper, p.Reviewer)).Except(difference.New).ToList();
        return new RepairedAssignment(
            mode, problem.Value, solved.Value, kept, difference.New, difference.Gone, difference.TotalAfter, difference.New.Select(p => p.Reviewer).Distinct(StringComparer.Ordinal).Count(),
            bonus / (double)AssignmentProblem.Scale, mode == RepairMode.FillOnly || mostKept == kept.Count, troubles);
    }

    private static ProblemEdits PinLocked(AssignmentProblem now, IReadOnlyCollection<ExistingPair> existing, List<LockedTrouble> troubles)
    {
        var edits = ProblemEdits.Of(now);
        var papers = ProblemEdits.Positions(edits.Papers.Select(p => p.Id));
        var reviewers = ProblemEdits.Positions(edits.Reviewers.Select(r => r.Id));
        var at = edits.Candidates.Index().ToDictionary(c => (c.Item.Paper, c.Item.Reviewer), c => c.Index);
        var locked = new List<(int Paper, int Reviewer)>();
        foreach (var pair in existing.Where(e => e.IsLocked).DistinctBy(e => (e.Paper, e.Reviewer)))
        {
            if (!papers.TryGetValue(pair.Paper, out var p) || !reviewers.TryGetValue(pair.Reviewer, out var r))
            {
                troubles.Add(new LockedTrouble(pair.Paper, pair.Reviewer, LockedTroubleKind.NoLongerThere, $"The review of paper {pair.Paper} by {pair.Reviewer} has begun, but one of them is no longer there. Decide what becomes of the review."));
                continue;
            }

            locked.Add((p, r));
            if (at.TryGetValue((p, r), out var index))
            {
                edits.Candidates[index] = edits.Candidates[index] with { IsPinned = true };
                continue;
            }

            edits.Candidates.Add(new Candidate(p, r, null, IsPinned: true));
            troubles.Add(new LockedTrouble(pair.Paper, pair.Reviewer, LockedTroubleKind.Forbidden, $"The review of paper {pair.Paper} by {pair.Reviewer} has begun, but the two may not be assigned to each other any more. The pair stays until you take it away."));
        }

        RaiseLimits(edits, locked, troubles);
        return edits;
    }

    private static void RaiseLimits(ProblemEdits edits, List<(int Paper, int Reviewer)> locked, List<LockedTrouble> troubles)
    {
        foreach (var (r, pairs) in locked.GroupBy(pair => pair.Reviewer).Select(g => (g.Key, g.ToList())))
        {
            var load = edits.Reviewers[r];
            if (pairs.Count > load.Most)
            {
                edits.Reviewers[r] = load with { Most = pairs.Count };
                Raised(pairs, $"Reviewer {load.Id} takes at most {load.Most}, but has begun {pairs.Count} reviews: they keep these.");
            }
        }

        foreach (var (p, pairs) in locked.GroupBy(pair => pair.Paper).Select(g => (g.Key, g.ToList())))
        {
            var demand = edits.Papers[p];
            if (pairs.Count > demand.Most)
            {
                edits.Papers[p] = demand with { Most = pairs.Count };
                Raised(pairs, $"Paper {demand.Id} gets at most {demand.Most}, but {pairs.Count} reviews of it have begun: it keeps these.");
            }
        }

        for (var g = 0; g < edits.Groups.Count; g++)
        {
            var rule = edits.Groups[g];
            var members = rule.Reviewers.ToHashSet();
            var pairs = locked.Where(pair => pair.Paper == rule.Paper && members.Contains(pair.Reviewer)).ToList();
            if (pairs.Count > rule.Most)
            {
                edits.Groups[g] = rule with { Most = pairs.Count };
                Raised(pairs, $"The rule \"{rule.Label}\" of paper {edits.Papers[rule.Paper].Id} allows {rule.Most}, but {pairs.Count} such reviews have begun: it keeps these.");
            }
        }

        var all = locked.ToHashSet();
        foreach (var exclusion in edits.Exclusions.Where(e => all.Contains(e.First) && all.Contains(e.Second)).ToList())
        {
            edits.Exclusions.Remove(exclusion);
            troubles.Add(new LockedTrouble(
                edits.Papers[exclusion.First.Paper].Id, edits.Reviewers[exclusion.First.Reviewer].Id, LockedTroubleKind.ExclusionDropped,
                $"The reviews of paper {edits.Papers[exclusion.First.Paper].Id} by {edits.Reviewers[exclusion.First.Reviewer].Id} and of paper {edits.Papers[exclusion.Second.Paper].Id} by {edits.Reviewers[exclusion.Second.Reviewer].Id} exclude each other, but both have begun. Both stay."));
        }

        void Raised(List<(int Paper, int Reviewer)> pairs, string sentence) =>
            troubles.AddRange(pairs.Select(pair => new LockedTrouble(edits.Papers[pair.Paper].Id, edits.Reviewers[pair.Reviewer].Id, LockedTroubleKind.LimitRaised, sentence)));
    }

    // Where among the candidates the existing pairs are that may stay.
    private static List<int> Allowed(ProblemEdits edits, IReadOnlyCollection<ExistingPair> existing)
    {
        var wanted = existing.Select(e => (e.Paper, e.Reviewer)).ToHashSet();
        return [.. edits.Candidates.Index().Where(c => wanted.Contains((edits.Papers[c.Item.Paper].Id, edits.Reviewers[c.Item.Reviewer].Id))).Select(c => c.Index)];
    }

    private static void Change(ProblemEdits edits, List<int> candidates, Func<Candidate, Candidate> change)
    {
        foreach (var index in candidates)
        {
            edits.Candidates[index] = change(edits.Candidates[index]);
        }
    }

    // The bonus makes one more kept pair outweigh every gain elsewhere: no total exceeds the best of all (bound), and some assignment that keeps the most reaches what the
    // counting run found. So bound − that + 1 is always enough, and far less than a bonus that ignores the affinities.
    private static Outcome<(long Bonus, long MostKept)> BonusFor(ProblemEdits edits, List<int> there, AssignmentOptions options, CancellationToken cancel)
    {
        var real = edits.Build();
        if (!real.Succeeded)
        {
            return Outcome.No<(long, long)>(real.Refusals);
        }

        if (there.Count == 0)
        {
            return (0L, 0L);
        }

        var best = OptimalAssignment.Find(real.Value, options, cancel: cancel);
        if (!best.Succeeded)
        {
            return Outcome.No<(long, long)>(best.Refusals);
        }

        var counting = ProblemEdits.Of(real.Value);
        var isThere = there.Select(index => (edits.Candidates[index].Paper, edits.Candidates[index].Reviewer)).ToHashSet();
        for (var index = 0; index < counting.Candidates.Count; index++)
        {
            var candidate = counting.Candidates[index];
            counting.Candidates[index] = candidate with { Affinity = isThere.Contains((candidate.Paper, candidate.Reviewer)) ? 1 : 0 };
        }

        var count = OptimalAssignment.Find(counting.Build().Value!, options, cancel: cancel);
        if (!count.Succeeded)
        {
            return Outcome.No<(long, long)>(count.Refusals);
        }

        var reached = AssignmentDifference.Between(real.Value, [], real.Value, count.Value.Pairs.Select(p => (p.Paper, p.Reviewer))).TotalAfter;
        var enough = LargestOf(best.Value) - (long)Math.Round(reached * AssignmentProblem.Scale) + 1;
        var largest = edits.Candidates.Max(c => Math.Abs(c.Affinity ?? 0));
        var room = LargestWeight - (long)Math.Ceiling(largest * AssignmentProblem.Scale);
        return (Math.Clamp(enough, 1, Math.Max(1, room)), LargestOf(count.Value) / AssignmentProblem.Scale);
    }

    // What no assignment exceeds, in millionths: what was found when the search left nothing open, else the bound.
    private static long LargestOf(ProvenAssignment found) => found.Search is { IsComplete: true } ? found.Certificate.Value : found.Certificate.Bound;
}
