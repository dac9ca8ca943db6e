namespace Workshop.Domain.Reviewing;

/// <summary>What a reviewer says about the co-authors that were found in past papers and earlier events: one more, or not them.</summary>
public sealed class CoauthorCorrection
{
    public const int MaxOfReviewer = 300;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid ReviewerId { get; init; }

    public required string Name { get; init; }

    /// <summary>True: whoever was found under this name is no co-author, a namesake for instance. False: somebody whom no list shows.</summary>
    public required bool IsNone { get; init; }

    public required DateTimeOffset SaidAt { get; init; }
}
