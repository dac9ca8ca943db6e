namespace Workshop.Domain.Reviewing;

/// <summary>
/// Somebody whom the authors of a submission name as not free to review it. Authors are not told who reviews, so they name people freely; whom it concerns is worked out when
/// reviewers are assigned. It bars from reviewing only: were organizers kept away by it, authors could choose who handles their paper.
/// </summary>
public sealed class NamedConflict
{
    /// <summary>A submission names at most this many people.</summary>
    public const int MaxOfSubmission = 30;

    public const int MaxNoteLength = 500;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid SubmissionId { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty when the authors do not know it: then the name alone is compared.</summary>
    public required string NormalizedEmail { get; init; }

    public required ConflictTie Tie { get; init; }

    public int? EndedIn { get; init; }

    public required string Note { get; init; }

    public required Guid NamedBy { get; init; }

    public required DateTimeOffset NamedAt { get; init; }
}
