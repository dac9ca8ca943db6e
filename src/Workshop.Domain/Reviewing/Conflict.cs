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

/// <summary>A recorded reason why one person must keep away from one submission. Own papers, co-authors and shared institutions are not recorded but worked out: see <see cref="ConflictFinder"/>.</summary>
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

    /// <summary>Refused when the note is too long, when <paramref name="endedIn"/> is no year in which a tie can have ended, and when the tie ended so long ago that it is none any more.</summary>
    /// <param name="eventYear">In which the event takes place.</param>
    public static Outcome<Conflict> Record(
        Guid eventId, Guid submissionId, Guid personId, ConflictSource source, ConflictTie tie, int? endedIn, string? note, Guid recordedBy, int eventYear, DateTimeOffset now)
    {
        var words = People.Person.Clean(note ?? "");
        if (words.Length > MaxNoteLength)
        {
            return new Refusal("conflict.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", "Note");
        }

        if (TieRules.WhyNot(tie, endedIn, eventYear) is { } ended)
        {
            return ended;
        }

        return new Conflict
        {
            EventId = eventId,
            SubmissionId = submissionId,
            PersonId = personId,
            Source = source,
            Tie = tie,
            EndedIn = endedIn,
            Note = words,
            RecordedBy = recordedBy,
            RecordedAt = now,
        };
    }
}
