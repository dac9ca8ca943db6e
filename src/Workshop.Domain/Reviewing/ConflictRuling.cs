namespace Workshop.Domain.Reviewing;

/// <summary>
/// An organizer's word that inferred conflicts of one kind between one person and one submission are none, and why. It lifts what was worked out from names, domains and past papers or named by
/// authors; never an own paper by a known address or ORCID iD, and never what was declared. One row for each kind: whoever is a namesake of an author may still be a colleague.
/// </summary>
public sealed class ConflictRuling
{
    public const int MaxNoteLength = 500;

    private ConflictRuling()
    {
    }

    public Guid EventId { get; private init; }

    public Guid SubmissionId { get; private init; }

    public Guid PersonId { get; private init; }

    public ConflictKind Kind { get; private init; }

    public string Note { get; private set; } = "";

    public Guid RuledBy { get; private set; }

    public DateTimeOffset RuledAt { get; private set; }

    /// <summary>Refused for a kind that is certain or declared, and without a note: somebody will ask why.</summary>
    public static Outcome<ConflictRuling> Overrule(Guid eventId, Guid submissionId, Guid personId, ConflictKind kind, string? note, Guid ruledBy, DateTimeOffset now)
    {
        var why = People.Person.Clean(note ?? "");
        if (ConflictRules.WhyNotOverrule(kind) is { } certain)
        {
            return certain;
        }

        if (why.Length == 0)
        {
            return new Refusal("conflict.note-missing", "Say in a sentence why this is no conflict. Only organizers read it.", "Note");
        }

        return why.Length <= MaxNoteLength
            ? new ConflictRuling { EventId = eventId, SubmissionId = submissionId, PersonId = personId, Kind = kind, Note = why, RuledBy = ruledBy, RuledAt = now }
            : new Refusal("conflict.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", "Note");
    }

    /// <summary>Overruled again, because something was said after the first time.</summary>
    public void Renew(ConflictRuling newer) => (Note, RuledBy, RuledAt) = (newer.Note, newer.RuledBy, newer.RuledAt);
}
