using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// An assignment drawn at random so that no pair has a probability above a largest one, with the largest expected total: whoever wants a certain paper cannot
/// count on it. Probabilities are whole multiples of 1/grid, found by the same network with flows in these units; pinned pairs have probability 1. The draw
/// keeps every limit, and its probabilities are exactly those.
/// Sources: Jecmen, Zhang, Liu, Shah, Conitzer and Fang, Mitigating manipulation in peer review via randomized reviewer assignments, NeurIPS 2020; Gandhi,
/// Khuller, Parthasarathy and Srinivasan, Dependent rounding and its applications to approximation algorithms, 2006.
/// </summary>
internal sealed class RandomAssignment(
    AssignmentProblem problem, AssignmentOptions options, Limits limits, GroupPlan groups, IProgress<SolverProgress>? progress, CancellationToken cancel)
{
    private const int Grid = AssignmentOptions.ProbabilityGrid;

    public Outcome<ProvenAssignment> Solve()
    {
        // The small amount keeps 1/3, which is no exact double, from falling one unit short.
        var most = (int)Math.Floor((options.MaxProbability!.Value * Grid) + 1e-6);
        var refusals = WhyNot(most);
        if (refusals.Count > 0)
        {
            return Outcome.No<ProvenAssignment>(refusals);
        }

        var value = new long[problem.PairCount];
        var largest = 0L;
        for (var pair = 0; pair < value.Length; pair++)
        {
            value[pair] = problem.WeightOf(pair);
            largest = Math.Max(largest, Math.Abs(value[pair]));
        }

        var network = new AssignmentNetwork(problem, limits, groups, value, largest, options.Seed, options.CandidatesPerPaper, Grid, most);
        void Report() => progress?.Report(new SolverProgress("spreading", network.Pivots, (network.Unplaced + Grid - 1) / Grid, null, null));
        Report();
        network.Solve(Report, Math.Max(64, problem.PairCount / 64), cancel);
        if (network.Unplaced > 0)
        {
            // Whether it is the probability that is in the way shows the same problem without it.
            var plain = new AssignmentRun(problem, options with { MaxProbability = null }, limits, groups, null, cancel).Solve();
            return !plain.Succeeded
                ? Outcome.No<ProvenAssignment>(plain.Refusals)
                : new Refusal("assignment.probability", $"With no pair above a probability of {Show(most)}, the papers cannot all be served within the limits. Allow a larger probability, more papers a reviewer, or lift conflicts.");
        }

        var prices = new Prices(problem, 1);
        prices.Take(network);
        var bound = prices.Bound(groups, grid: Grid, pairMost: most);
        var expected = 0L;
        var probabilities = new List<PairProbability>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (network.FlowOf(pair) is > 0 and var flow)
                {
                    expected += flow * (long)problem.WeightOf(pair);
                    probabilities.Add(new PairProbability(problem.Papers[p].Id, problem.Reviewers[problem.ReviewerOf(pair)].Id, flow));
                }
            }
        }

        if (expected != bound)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The solver stopped at {expected} with a bound of {bound}."));
        }

        var drawn = new DependentRounding(network.Flows(), Grid, options.Seed).Draw(cancel);
        for (var pair = 0; pair < problem.PairCount; pair++)
        {
            if (problem.IsPinned(pair))
            {
                drawn.Add(pair);
            }
        }

        drawn.Sort();
        var pairs = Proof.Pairs(problem, drawn);
        var certificate = Proof.Certify(problem, pairs, prices, expected, bound, randomization: new Randomization(Grid, most, probabilities));
        progress?.Report(new SolverProgress("drawn", network.Pivots, 0, (double)expected / Grid / AssignmentProblem.Scale, (double)bound / Grid / AssignmentProblem.Scale));
        return new ProvenAssignment(pairs, certificate, network.Pivots)
        {
            Probabilities = probabilities,
            Expected = (double)expected / Grid / AssignmentProblem.Scale,
        };
    }

    private List<Refusal> WhyNot(int most)
    {
        var refusals = new List<Refusal>();
        if (most == 0)
        {
            refusals.Add(new Refusal("assignment.probability", $"The largest probability must be at least 1/{Grid}."));
        }

        if (problem.Exclusions.Count > 0)
        {
            refusals.Add(new Refusal("assignment.exclusions-and-probability", "Pairs that exclude each other, as against mutual reviewing, and a largest probability cannot be had together: two pairs that are each possible could be drawn at once. Choose one of them."));
        }

        if (groups.LeftOut.Count > 0)
        {
            var rule = problem.Groups[groups.LeftOut[0]];
            refusals.Add(new Refusal("assignment.groups-and-probability", $"With a largest probability, the rules of a paper must not cut across each other: \"{rule.Label}\" of paper {problem.Papers[rule.Paper].Id} shares reviewers with another rule without containing it. Drop one of the rules."));
        }

        CheckSize(refusals);
        for (var p = 0; p < problem.Papers.Count && most > 0; p++)
        {
            var (first, end) = problem.PairsOf(p);
            var candidates = 0L;
            for (var pair = first; pair < end; pair++)
            {
                candidates += !problem.IsPinned(pair) && problem.Reviewers[problem.ReviewerOf(pair)].Most > 0 ? 1 : 0;
            }

            if (candidates * most < (long)limits.PaperLeast[p] * Grid)
            {
                var needed = (((long)limits.PaperLeast[p] * Grid) + most - 1) / most;
                refusals.Add(new Refusal("assignment.probability", $"Paper {problem.Papers[p].Id} needs {needed} candidates for its {limits.PaperLeast[p]} reviews when none may have a probability above {Show(most)}, but has {candidates}. Allow a larger probability, lift a conflict or ask for fewer reviews."));
            }
        }

        return refusals;
    }

    // Flows are whole 1/grid of a review in 32 bits, and totals in 64.
    private void CheckSize(List<Refusal> refusals)
    {
        const int Most = (int.MaxValue / Grid) - 1;
        var crowded = Enumerable.Range(0, problem.Papers.Count).FirstOrDefault(p => problem.PairsOf(p) is var (first, end) && end - first > Most, -1);
        var loaded = Array.FindIndex(limits.ReviewerMost, most => most > Most);
        if (crowded >= 0 || loaded >= 0)
        {
            var what = crowded >= 0 ? $"paper {problem.Papers[crowded].Id} has more candidates" : $"reviewer {problem.Reviewers[loaded].Id} may take more papers";
            refusals.Add(new Refusal("assignment.size-and-probability", $"A draw counts up to {Most} reviews of one paper or one reviewer, and {what}. Set a lower limit or list fewer pairs."));
        }

        Int128 total = 0;
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                total += Math.Abs((long)problem.WeightOf(pair));
            }
        }

        if (total * Grid > long.MaxValue)
        {
            refusals.Add(new Refusal("assignment.size-and-probability", "The affinities are so large that a draw cannot count their total. Give them on a smaller scale, such as 0 to 1."));
        }
    }

    private static string Show(int units) => ((double)units / Grid).ToString("0.######", CultureInfo.InvariantCulture);
}
