namespace Workshop.Domain.Assignment;

/// <summary>
/// Prices for every rule, by position, in whole 1/scale of a millionth, and the bound that they prove; see <see cref="Certificate"/> for the formula. The
/// bound is good for any prices; the checker computes it with code of its own.
/// </summary>
internal sealed class Prices(AssignmentProblem problem, int scale)
{
    public int Scale => scale;

    public long[] Papers { get; } = new long[problem.Papers.Count];

    public long[] Reviewers { get; } = new long[problem.Reviewers.Count];

    public long[] Groups { get; } = new long[problem.Groups.Count];

    public long[] Exclusions { get; } = new long[problem.Exclusions.Count];

    /// <summary>By paper, the multiplier of a floor.</summary>
    public long[] Floor { get; } = new long[problem.Papers.Count];

    public void Take(AssignmentNetwork network)
    {
        for (var p = 0; p < Papers.Length; p++)
        {
            Papers[p] = network.PaperPrice(p);
        }

        for (var r = 0; r < Reviewers.Length; r++)
        {
            Reviewers[r] = network.ReviewerPrice(r);
        }

        for (var g = 0; g < Groups.Length; g++)
        {
            // A group that is not in the network keeps the multiplier that the search gave it.
            if (network.HasGroup(g))
            {
                Groups[g] = network.GroupPrice(g);
            }
        }
    }

    /// <summary>
    /// In whole 1/scale of a millionth; a pair carries at most <paramref name="pairMost"/> of the <paramref name="grid"/> units of a review. It holds for
    /// assignments whose papers reach the <paramref name="floor"/>, in which pairs that are <paramref name="hopeless"/> cannot be. With a scale of 0 it is the
    /// bound on Σ multiplier·(score − floor).
    /// </summary>
    public long Bound(GroupPlan groups, long floor = 0, bool[]? hopeless = null, int grid = 1, int pairMost = 1)
    {
        // An unlimited reviewer's price times their limit may be beyond 64 bits while a run is still under way.
        Int128 bound = 0;
        var ofRules = OfRules(groups, ref bound, grid);
        for (var p = 0; p < Papers.Length; p++)
        {
            var paper = problem.Papers[p];
            bound += (Int128)grid * Papers[p] * (Papers[p] >= 0 ? paper.Most : paper.Least);
            bound -= (Int128)grid * Floor[p] * floor;
            var (gains, pinned) = (0L, 0L);
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (hopeless is { Length: > 0 } && hopeless[pair])
                {
                    continue;
                }

                var gain = ((scale + Floor[p]) * problem.WeightOf(pair)) - Papers[p] - Reviewers[problem.ReviewerOf(pair)] - (ofRules.Length > 0 ? ofRules[pair] : 0);
                if (problem.IsPinned(pair))
                {
                    pinned += gain;
                }
                else
                {
                    gains += Math.Max(0, gain);
                }
            }

            bound += ((Int128)grid * pinned) + ((Int128)pairMost * gains);
        }

        for (var r = 0; r < Reviewers.Length; r++)
        {
            bound += (Int128)grid * Reviewers[r] * (Reviewers[r] >= 0 ? problem.Reviewers[r].Most : problem.Reviewers[r].Least);
        }

        return (long)Int128.Clamp(bound, long.MinValue, long.MaxValue);
    }

    // What the groups and exclusions add to the bound, and what they take from each pair.
    private long[] OfRules(GroupPlan groups, ref Int128 bound, int grid)
    {
        if (Groups.Length == 0 && Exclusions.Length == 0)
        {
            return [];
        }

        var ofPair = new long[problem.PairCount];
        for (var g = 0; g < Groups.Length; g++)
        {
            if (Groups[g] != 0)
            {
                bound += (Int128)grid * Groups[g] * (Groups[g] >= 0 ? problem.Groups[g].Most : problem.Groups[g].Least);
                foreach (var pair in groups.Members[g])
                {
                    ofPair[pair] += Groups[g];
                }
            }
        }

        for (var e = 0; e < Exclusions.Length; e++)
        {
            if (Exclusions[e] == 0)
            {
                continue;
            }

            bound += (Int128)grid * Exclusions[e];
            var (first, second) = problem.Exclusions[e];
            foreach (var (paper, reviewer) in new[] { first, second })
            {
                if (problem.Find(paper, reviewer) is >= 0 and var pair)
                {
                    ofPair[pair] += Exclusions[e];
                }
            }
        }

        return ofPair;
    }
}
