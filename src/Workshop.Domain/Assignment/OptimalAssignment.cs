namespace Workshop.Domain.Assignment;

/// <summary>
/// Finds an assignment of the largest total affinity under demands, loads, conflicts, pins, groups, exclusions and a floor, or draws one under a largest
/// probability. Integer arithmetic on millionths throughout. Without a floor, exclusions and groups that cut across each other the network alone decides and
/// the gap of the certificate is 0; otherwise a search does, which ends at a stated number of nodes, and what it proved is stated. Deterministic: the same
/// problem and options give the same result. Another seed or another number of candidates may give other pairs: of the same total when the network alone
/// decides or the search is complete, possibly of another one, or none at all, when the limit on nodes ended it.
/// </summary>
public static class OptimalAssignment
{
    /// <summary>
    /// The assignment, or every cause found why there is none; codes that end in "not-found" say that none was found within the limit on nodes, which proves
    /// nothing. <paramref name="progress"/> is called on this thread: at the start, after so many pivots as there are 64ths of the pairs (64 at least), at each
    /// node of a search, when the network or a draw is done, and before each option that is priced. A search has no last report of its own.
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

        var found = Solve(problem, options, progress, cancel);
        return found.Succeeded && options.PriceOptions ? found.Value with { Costs = OptionPrices.Of(problem, options, found.Value, progress, cancel) } : found;
    }

    internal static Outcome<ProvenAssignment> Solve(AssignmentProblem problem, AssignmentOptions options, IProgress<SolverProgress>? progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var limits = Limits.After(problem);
        if (limits.Refusals.Count > 0)
        {
            return Outcome.No<ProvenAssignment>(limits.Refusals);
        }

        // Short of places or of people is seen by counting, before any work.
        var groups = GroupPlan.Of(problem);
        List<Refusal> plain = [.. Infeasibility.PlainCauses(problem, limits), .. groups.Refusals];
        return plain.Count > 0
            ? Outcome.No<ProvenAssignment>(plain)
            : new AssignmentRun(problem, options, limits, groups, progress, cancel).Solve();
    }
}
