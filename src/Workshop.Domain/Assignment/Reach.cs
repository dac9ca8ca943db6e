namespace Workshop.Domain.Assignment;

/// <summary>What single papers can reach, whatever happens to the others: the simplest bounds on a floor.</summary>
internal static class Reach
{
    /// <summary>Whether the paper needs a review; one that needs none has no floor.</summary>
    public static bool HasFloor(AssignmentProblem problem, int paper) => problem.Papers[paper].Least > 0;

    /// <summary>
    /// The pairs that no set of reviewers reaching <paramref name="floor"/> can contain: even with the best others up to the most of the paper, the score stays
    /// below. Pinned pairs are never among them.
    /// </summary>
    public static bool[] HopelessPairs(AssignmentProblem problem, long floor)
    {
        var hopeless = new bool[problem.PairCount];
        var weights = new List<int>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            if (!HasFloor(problem, p))
            {
                continue;
            }

            var (first, end) = problem.PairsOf(p);
            var most = problem.Papers[p].Most;
            Best(problem, p, weights);
            var best = Sum(weights, most);
            for (var pair = first; pair < end; pair++)
            {
                // The pair itself and the best others: those that the best set has, without its last one unless the pair is in it.
                var weight = problem.WeightOf(pair);
                var isAmongBest = weights.Count <= most ? weight > 0 : weight >= weights[most - 1] && weight > 0;
                var reach = isAmongBest ? best : weight + Sum(weights, most - 1);
                hopeless[pair] = reach < floor && !problem.IsPinned(pair);
            }
        }

        return hopeless;
    }

    /// <summary>The paper that can reach least by itself, and how much; null when no paper has a floor.</summary>
    public static (int Paper, long Score)? Lowest(AssignmentProblem problem)
    {
        (int Paper, long Score)? lowest = null;
        var weights = new List<int>();
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            if (HasFloor(problem, p))
            {
                Best(problem, p, weights);
                var (first, end) = problem.PairsOf(p);
                // Where all the best are not enough for the least, the remaining ones only take away.
                var score = Sum(weights, problem.Papers[p].Most);
                if (weights.Count < problem.Papers[p].Least)
                {
                    var others = Enumerable.Range(first, end - first).Select(problem.WeightOf).Where(w => w <= 0).OrderDescending().Take(problem.Papers[p].Least - weights.Count);
                    score += others.Sum(w => (long)w);
                }

                lowest = lowest is null || score < lowest.Value.Score ? (p, score) : lowest;
            }
        }

        return lowest;
    }

    // The weights above 0, falling.
    private static void Best(AssignmentProblem problem, int paper, List<int> weights)
    {
        weights.Clear();
        var (first, end) = problem.PairsOf(paper);
        for (var pair = first; pair < end; pair++)
        {
            if (problem.WeightOf(pair) > 0)
            {
                weights.Add(problem.WeightOf(pair));
            }
        }

        weights.Sort((a, b) => b.CompareTo(a));
    }

    private static long Sum(List<int> weights, int count)
    {
        var sum = 0L;
        for (var i = 0; i < Math.Min(count, weights.Count); i++)
        {
            sum += weights[i];
        }

        return sum;
    }
}
