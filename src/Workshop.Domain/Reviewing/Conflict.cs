namespace Workshop.Domain.Reviewing;

public enum ConflictSource
{
    DeclaredByReviewer,
    RecordedByOrganizer,
}

/// <summary>What ties two people, as whoever declares a conflict says it.</summary>
public enum ConflictTie
{
    Unspecified,

    /// <summary>Wrote it, without being listed under a known address.</summary>
    OwnPaper,
    SameInstitution,
    Coauthor,
    Advisor,
    Family,
    Financial,
    Other,
}

/// <summary>A recorded reason why one person must keep away from one submission. Own papers and shared institutions are not recorded but computed: see <see cref="ConflictRules"/>.</summary>
public sealed class Conflict
{
    public const int MaxNoteLength = 500;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid PersonId { get; init; }

    public required ConflictSource Source { get; init; }

    public ConflictTie Tie { get; init; }

    /// <summary>The year in which the tie ended; null while it lasts. A tie that ended long ago is not recorded at all: see <see cref="TieRules"/>.</summary>
    public int? EndedIn { get; init; }

    public required string Note { get; init; }

    public required Guid RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
