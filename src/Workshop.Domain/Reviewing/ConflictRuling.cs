namespace Workshop.Domain.Reviewing;

/// <summary>
/// An organizer's word that an inferred conflict between one person and one submission is none, and why. It lifts what was worked out from names, domains and past papers or named by
/// authors; never an own paper by a known address or ORCID iD, and never what the person themselves declared.
/// </summary>
public sealed class ConflictRuling
{
    public const int MaxNoteLength = 500;

    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid PersonId { get; init; }

    public required string Note { get; init; }

    public required Guid RuledBy { get; init; }

    public required DateTimeOffset RuledAt { get; init; }
}
