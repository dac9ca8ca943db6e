namespace Workshop.Domain.Assignment;

/// <summary>Writes what the solver found by position as what people and the checker read: by id.</summary>
internal static class Proof
{
    /// <summary>Assigned pairs, rising, with the pinned ones.</summary>
    public static List<AssignedPair> Pairs(AssignmentProblem problem, IEnumerable<int> used)
    {
        var pairs = new List<AssignedPair>();
        var paper = 0;
        foreach (var pair in used)
        {
            while (problem.PairsOf(paper).End <= pair)
            {
                paper++;
            }

            double? affinity = problem.IsAffinityMissing(pair) ? null : (double)problem.WeightOf(pair) / AssignmentProblem.Scale;
            pairs.Add(new AssignedPair(problem.Papers[paper].Id, problem.Reviewers[problem.ReviewerOf(pair)].Id, affinity, problem.IsPinned(pair)));
        }

        return pairs;
    }

    public static long Value(AssignmentProblem problem, IEnumerable<int> used) => used.Sum(pair => (long)problem.WeightOf(pair));

    /// <summary>The certificate; <paramref name="bound"/> is what <paramref name="prices"/> prove, in millionths, or 1/grid of one for a draw.</summary>
    public static Certificate Certify(
        AssignmentProblem problem, IReadOnlyList<AssignedPair> pairs, Prices prices, long value, long bound, FloorProof? floor = null, Randomization? randomization = null)
    {
        var certificate = new Certificate(ByPaper(problem, prices.Papers), ByReviewer(problem, prices.Reviewers), value, bound, bound - value, problem.PairCount, "")
        {
            PriceScale = prices.Scale,
            GroupPrices = prices.Groups,
            ExclusionPrices = prices.Exclusions,
            Floor = floor,
            Randomization = randomization,
        };
        return certificate with { Fingerprint = Certificate.FingerprintOf(problem, pairs.Select(p => (p.Paper, p.Reviewer)), certificate) };
    }

    public static Dictionary<string, long> ByPaper(AssignmentProblem problem, long[] prices)
    {
        var priceOf = new Dictionary<string, long>(prices.Length, StringComparer.Ordinal);
        for (var p = 0; p < prices.Length; p++)
        {
            priceOf.Add(problem.Papers[p].Id, prices[p]);
        }

        return priceOf;
    }

    public static Dictionary<string, long> ByReviewer(AssignmentProblem problem, long[] prices)
    {
        var priceOf = new Dictionary<string, long>(prices.Length, StringComparer.Ordinal);
        for (var r = 0; r < prices.Length; r++)
        {
            priceOf.Add(problem.Reviewers[r].Id, prices[r]);
        }

        return priceOf;
    }
}
