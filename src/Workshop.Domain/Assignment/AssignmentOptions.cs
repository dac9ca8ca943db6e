namespace Workshop.Domain.Assignment;

/// <summary>How to solve an <see cref="AssignmentProblem"/>, beside what the problem itself demands.</summary>
public sealed record AssignmentOptions
{
    /// <summary>
    /// Decides between assignments of the same total, and what is drawn under <see cref="MaxProbability"/>. Where <see cref="MaxNodes"/> ends a search, it can
    /// change the total too, as the search takes another way. The same seed gives the same result; whoever draws against manipulation chooses one that nobody can guess.
    /// </summary>
    public ulong Seed { get; init; }

    public Floor Floor { get; init; } = Floor.None;

    /// <summary>
    /// Draw the assignment at random so that no pair that is not pinned has a larger probability than this; above 0, at most 1. Null draws nothing.
    /// It is rounded down to whole 1/<see cref="ProbabilityGrid"/>.
    /// </summary>
    public double? MaxProbability { get; init; }

    /// <summary>
    /// With how many candidates of each paper the solver starts. It widens until no pair left out could help, so this changes the work and not the total; only
    /// where <see cref="MaxNodes"/> ends a search, whose way then differs, it can change the total too. Null lets the solver choose.
    /// </summary>
    public int? CandidatesPerPaper { get; init; }

    /// <summary>
    /// How many nodes a search may open, for each question it answers; on a large problem a node counts for several. A count and not a time, so that the
    /// result does not depend on the machine. The network alone needs none.
    /// </summary>
    public int MaxNodes { get; init; } = 500;

    /// <summary>Whether to solve once more without each option, to say what it costs.</summary>
    public bool PriceOptions { get; init; } = true;

    /// <summary>Probabilities are whole multiples of 1/42,000, which holds thousandths, thirds and sevenths exactly.</summary>
    public const int ProbabilityGrid = 42_000;

    /// <summary>What makes no sense in these options, or null.</summary>
    public Refusal? WhyNot()
    {
        if (MaxProbability is { } probability && !(probability > 0 && probability <= 1))
        {
            return new Refusal("assignment.probability", "The largest probability of a pair must be above 0 and at most 1.");
        }

        if (MaxProbability is not null && (Floor.IsBest || Floor.AtLeast is not null))
        {
            return new Refusal("assignment.floor-and-probability", "A floor for the worst-served paper and a largest probability cannot be had together: a drawn assignment could fall below the floor. Choose one of them.");
        }

        if (CandidatesPerPaper is < 1)
        {
            return new Refusal("assignment.candidates", "The solver must start with at least one candidate of each paper.");
        }

        return MaxNodes < 1 ? new Refusal("assignment.nodes", "The search needs at least one node.") : null;
    }
}
