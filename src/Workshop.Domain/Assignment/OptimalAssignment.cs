using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// Finds an assignment of the largest total affinity under demands, loads, conflicts and pins. Exact: integer arithmetic on millionths, the
/// gap of the certificate is 0. Deterministic: the same problem and seed give the same pairs; another seed may give other pairs, of the same
/// total.
/// </summary>
public static class OptimalAssignment
{
    /// <summary>
    /// The assignment, or every cause found why there is none. <paramref name="progress"/> is called on this thread, every few thousand
    /// pivots and once at the end.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; checked before every pivot.</exception>
    public static Outcome<ProvenAssignment> Find(
        AssignmentProblem problem, AssignmentOptions? options = null, IProgress<SolverProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new AssignmentOptions();
        if (options.WhyNot() is { } refusal)
        {
            return refusal;
        }

        if (problem.Groups.Count > 0 || problem.Exclusions.Count > 0 || options.Floor != Floor.None || options.MaxProbability is not null)
        {
            return new Refusal("assignment.unsolved", "Groups, exclusions, floors and probabilities are not solved yet.");
        }

        var limits = Limits.After(problem);
        if (limits.Refusals.Count > 0)
        {
            return Outcome.No<ProvenAssignment>(limits.Refusals);
        }

        // Short of places or of people is seen by counting, before any work.
        var plain = Infeasibility.PlainCauses(problem, limits);
        if (plain.Count > 0)
        {
            return Outcome.No<ProvenAssignment>(plain);
        }

        var simplex = new NetworkSimplex(problem, limits.PaperLeast, limits.PaperMost, limits.ReviewerLeast, limits.ReviewerMost, options.Seed);
        var bound = long.MaxValue;
        void Report()
        {
            if (progress is null)
            {
                return;
            }

            if (simplex.Unplaced is var unplaced && unplaced > 0)
            {
                progress.Report(new SolverProgress("placing", simplex.Pivots, unplaced, null, null));
                return;
            }

            var (paperPrices, reviewerPrices) = Prices(problem, simplex, limits);
            bound = Math.Min(bound, Bound(problem, paperPrices, reviewerPrices));
            progress.Report(new SolverProgress("improving", simplex.Pivots, 0, (double)Value(problem, UsedPairs(problem, simplex)) / AssignmentProblem.Scale, (double)bound / AssignmentProblem.Scale));
        }

        cancel.ThrowIfCancellationRequested();
        simplex.Run(Report, Math.Max(4096, problem.PairCount / 64), cancel);
        if (simplex.Unplaced > 0)
        {
            return Outcome.No<ProvenAssignment>(Infeasibility.CutCauses(problem, limits, cancel));
        }

        Report();
        return Prove(problem, simplex, limits);
    }

    private static ProvenAssignment Prove(AssignmentProblem problem, NetworkSimplex simplex, Limits limits)
    {
        var used = UsedPairs(problem, simplex);
        var pairs = new List<AssignedPair>(used.Count);
        foreach (var (paper, pair) in used)
        {
            double? affinity = problem.IsAffinityMissing(pair) ? null : (double)problem.WeightOf(pair) / AssignmentProblem.Scale;
            pairs.Add(new AssignedPair(problem.Papers[paper].Id, problem.Reviewers[problem.ReviewerOf(pair)].Id, affinity, problem.IsPinned(pair)));
        }

        var (paperPrices, reviewerPrices) = Prices(problem, simplex, limits);
        var value = Value(problem, used);
        var bound = Bound(problem, paperPrices, reviewerPrices);
        if (value != bound)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The solver stopped at {value} with a bound of {bound}."));
        }

        var paperPriceOf = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var p = 0; p < paperPrices.Length; p++)
        {
            paperPriceOf.Add(problem.Papers[p].Id, paperPrices[p]);
        }

        var reviewerPriceOf = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var r = 0; r < reviewerPrices.Length; r++)
        {
            reviewerPriceOf.Add(problem.Reviewers[r].Id, reviewerPrices[r]);
        }

        var fingerprint = Certificate.FingerprintOf(problem, pairs.Select(p => (p.Paper, p.Reviewer)), paperPriceOf, reviewerPriceOf);
        return new ProvenAssignment(pairs, new Certificate(paperPriceOf, reviewerPriceOf, value, bound, bound - value, problem.PairCount, fingerprint), simplex.Pivots);
    }

    // Used and pinned pairs with their papers, in the problem's order.
    private static List<(int Paper, int Pair)> UsedPairs(AssignmentProblem problem, NetworkSimplex simplex)
    {
        var chosen = simplex.UsedPairs();
        var next = 0;
        var used = new List<(int Paper, int Pair)>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (next < chosen.Length && chosen[next] == pair)
                {
                    used.Add((p, pair));
                    next++;
                }
                else if (problem.IsPinned(pair))
                {
                    used.Add((p, pair));
                }
            }
        }

        return used;
    }

    private static long Value(AssignmentProblem problem, List<(int Paper, int Pair)> used)
    {
        var value = 0L;
        foreach (var (_, pair) in used)
        {
            value += problem.WeightOf(pair);
        }

        return value;
    }

    private static (long[] Papers, long[] Reviewers) Prices(AssignmentProblem problem, NetworkSimplex simplex, Limits limits)
    {
        // More pins than the least asks for make the least say nothing; a price below 0 would still claim it.
        var papers = new long[problem.Papers.Count];
        for (var p = 0; p < papers.Length; p++)
        {
            papers[p] = limits.PaperPins[p] > problem.Papers[p].Least ? Math.Max(0, simplex.PaperPrice(p)) : simplex.PaperPrice(p);
        }

        var reviewers = new long[problem.Reviewers.Count];
        for (var r = 0; r < reviewers.Length; r++)
        {
            reviewers[r] = limits.ReviewerPins[r] > problem.Reviewers[r].Least ? Math.Max(0, simplex.ReviewerPrice(r)) : simplex.ReviewerPrice(r);
        }

        return (papers, reviewers);
    }

    private static long Bound(AssignmentProblem problem, long[] paperPrices, long[] reviewerPrices)
    {
        var bound = 0L;
        for (var p = 0; p < paperPrices.Length; p++)
        {
            bound += paperPrices[p] * (paperPrices[p] >= 0 ? problem.Papers[p].Most : problem.Papers[p].Least);
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                var gain = problem.WeightOf(pair) - paperPrices[p] - reviewerPrices[problem.ReviewerOf(pair)];
                bound += problem.IsPinned(pair) ? gain : Math.Max(0, gain);
            }
        }

        for (var r = 0; r < reviewerPrices.Length; r++)
        {
            bound += reviewerPrices[r] * (reviewerPrices[r] >= 0 ? problem.Reviewers[r].Most : problem.Reviewers[r].Least);
        }

        return bound;
    }
}
