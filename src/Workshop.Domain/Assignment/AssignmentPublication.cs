namespace Workshop.Domain.Assignment;

/// <summary>
/// One publishing: which pairs it added and which it took away, so that it can be undone as a whole while nobody has begun. Pairs are named by their <c>ReviewAssignment</c>.
/// </summary>
public sealed class AssignmentPublication
{
    private readonly List<PublishedChange> _changes = [];

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    public required Guid ProposalId { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required Guid PublishedBy { get; init; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public Guid? UndoneBy { get; private set; }

    public IReadOnlyList<PublishedChange> Changes => _changes;

    public void Note(Guid assignmentId, bool added) => _changes.Add(new PublishedChange { PublicationId = Id, AssignmentId = assignmentId, Added = added });

    /// <summary>Undoing twice is refused, so that nobody gets two mails.</summary>
    public Outcome<Done> Undo(Guid by, DateTimeOffset now)
    {
        if (UndoneAt is not null)
        {
            return new Refusal("assignment.undone", "This publication has been undone already.");
        }

        UndoneAt = now;
        UndoneBy = by;
        return Done.Instance;
    }
}

/// <summary>One pair that a publication added or took away.</summary>
public sealed class PublishedChange
{
    public required Guid PublicationId { get; init; }

    public required Guid AssignmentId { get; init; }

    public required bool Added { get; init; }
}
