namespace Workshop.Domain.Assignment;

public enum PairRuleKind
{
    /// <summary>This pair must be.</summary>
    Pin,

    /// <summary>This pair must not be.</summary>
    Ban,
}

/// <summary>What an organizer decided about one pair by hand. It holds for every proposal until it is lifted; a conflict is stronger than a pin.</summary>
public sealed class PairRule
{
    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    public PairRuleKind Kind { get; private set; }

    public Guid SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public void Set(PairRuleKind kind, Guid by, DateTimeOffset now)
    {
        Kind = kind;
        SetBy = by;
        SetAt = now;
    }
}
