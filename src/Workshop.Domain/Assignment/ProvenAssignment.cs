namespace Workshop.Domain.Assignment;

/// <summary>One assigned pair. Null affinity means that it was missing and counted as 0; otherwise it is the affinity in whole millionths, as a number.</summary>
public sealed record AssignedPair(string Paper, string Reviewer, double? Affinity, bool IsPinned);

/// <summary>The probability of one pair under <see cref="AssignmentOptions.MaxProbability"/>, in whole 1/<see cref="AssignmentOptions.ProbabilityGrid"/>; never 0.</summary>
public sealed record PairProbability(string Paper, string Reviewer, int Probability);

/// <summary>
/// What one option costs in total affinity against leaving only that option out. <paramref name="IsExact"/> is false when either of the two searches
/// ended early; then <paramref name="Cost"/> is the difference of what was found, and the sentence gives the range that is proved. Where the search without
/// the option found nothing, nothing is known: the cost is 0 and the sentence says so.
/// </summary>
public sealed record OptionCost(string Option, string Sentence, double Cost, bool IsExact);

/// <summary>
/// What the search behind a floor, an exclusion or groups that cut across each other found out. The certificate proves its own bound to anybody;
/// this is what the search proved beyond it, and only running it again can confirm that.
/// </summary>
/// <param name="IsComplete">Whether nothing was left to search: the assignment is then best, even if the certificate's prices leave a gap.</param>
/// <param name="Bound">No allowed assignment has a larger total than this, in affinity.</param>
/// <param name="Floor">The lowest score of a paper that gets reviews, when a floor was asked for.</param>
/// <param name="FloorBound">No allowed assignment has a larger lowest score than this, when the best floor was asked for.</param>
/// <param name="Sentence">The same in words.</param>
public sealed record SearchOutcome(bool IsComplete, double Bound, double? Floor, double? FloorBound, string Sentence);

/// <summary>
/// An assignment of the largest possible total affinity, and the proof. Pairs are in the order of the problem's papers, then reviewers. With a largest
/// probability, the pairs are one draw, and it is the expected total that is largest.
/// </summary>
public sealed record ProvenAssignment(IReadOnlyList<AssignedPair> Pairs, Certificate Certificate, long Pivots)
{
    /// <summary>How many nodes were searched; 0 when the network alone decided.</summary>
    public long Nodes { get; init; }

    /// <summary>Null when the network alone decided: the certificate then proves everything.</summary>
    public SearchOutcome? Search { get; init; }

    /// <summary>One entry for each option that is in use; empty when they were not to be priced.</summary>
    public IReadOnlyList<OptionCost> Costs { get; init; } = [];

    /// <summary>Every pair that can be drawn; empty unless there is a largest probability.</summary>
    public IReadOnlyList<PairProbability> Probabilities { get; init; } = [];

    /// <summary>The expected total affinity of a draw, or null when nothing is drawn.</summary>
    public double? Expected { get; init; }

    /// <summary>The total affinity of <see cref="Pairs"/>.</summary>
    public double Total => Pairs.Sum(pair => (long)Math.Round((pair.Affinity ?? 0) * AssignmentProblem.Scale)) / (double)AssignmentProblem.Scale;
}

/// <summary>
/// How far a run is. Value and bound are in affinity (not millionths) and null where they are not known: while <paramref name="Unplaced"/> is above 0, while a
/// floor is looked for, before a draw, and while options are priced. While the network improves, and within one search for the total, the value only
/// rises; a phase may come again, as when the best floor is looked for in several searches, and then starts from other numbers.
/// </summary>
/// <param name="Phase">What it does now, in a word for people: "placing", "improving", "searching", "raising the floor", "spreading", "drawn", "pricing options"; more may come.</param>
/// <param name="Pivots">Steps so far. How many there will be is not known.</param>
/// <param name="Unplaced">Reviews that are asked for and not placed yet.</param>
/// <param name="Value">The largest total affinity of an allowed assignment that is known now.</param>
/// <param name="Bound">A total that no assignment exceeds.</param>
public sealed record SolverProgress(string Phase, long Pivots, long Unplaced, double? Value, double? Bound)
{
    /// <summary>Bound − value, or null while one of them is not known.</summary>
    public double? Gap => Bound - Value;
}
