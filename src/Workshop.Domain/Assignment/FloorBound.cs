namespace Workshop.Domain.Assignment;

/// <summary>
/// A proof that no assignment has a lowest score above <see cref="Bound"/>: were every score at least Bound + 1, the pairs that are then hopeless would be
/// out, and Σ weight·(score − Bound − 1), which would be at least 0, is bounded by prices below 0.
/// </summary>
internal sealed class FloorBound
{
    private readonly AssignmentProblem _problem;
    private readonly Prices _prices;

    /// <summary>What one paper can reach by itself.</summary>
    public FloorBound(AssignmentProblem problem, GroupPlan groups, int paper)
    {
        _problem = problem;
        _prices = new Prices(problem, 0);
        _prices.Floor[paper] = 1;
        var (first, end) = problem.PairsOf(paper);
        var weights = Enumerable.Range(first, end - first).Select(problem.WeightOf).OrderDescending().ToList();
        var (least, most) = (problem.Papers[paper].Least, problem.Papers[paper].Most);
        // The paper's price is the weight of the last one that it would take.
        if (weights.Count >= most && weights[most - 1] > 0)
        {
            _prices.Papers[paper] = weights[most - 1];
        }
        else if (weights.Count >= least && weights[least - 1] < 0)
        {
            _prices.Papers[paper] = weights[least - 1];
        }

        Bound = _prices.Bound(groups);
    }

    private FloorBound(AssignmentProblem problem, Prices prices, long bound) => (_problem, _prices, Bound) = (problem, prices, bound);

    public long Bound { get; }

    /// <summary>The lowest bound that these prices, made while looking for <paramref name="target"/>, prove; null when they prove none.</summary>
    public static FloorBound? Of(AssignmentProblem problem, GroupPlan groups, Prices prices, long target)
    {
        long? bound = prices.Bound(groups, target, Reach.HopelessPairs(problem, target)) < 0 ? target - 1 : null;
        var sum = prices.Floor.Sum();
        if (sum > 0)
        {
            var total = prices.Bound(groups);
            var plain = (total / sum) - (total % sum < 0 ? 1 : 0);
            bound = bound is null || plain < bound ? plain : bound;
        }

        return bound is { } proved ? new FloorBound(problem, prices, proved) : null;
    }

    public FloorProof ToProof(long least, IReadOnlyDictionary<string, long> floorPrices) => new(
        least, floorPrices, Bound, Proof.ByPaper(_problem, _prices.Floor), Proof.ByPaper(_problem, _prices.Papers), Proof.ByReviewer(_problem, _prices.Reviewers),
        _prices.Groups, _prices.Exclusions);
}
