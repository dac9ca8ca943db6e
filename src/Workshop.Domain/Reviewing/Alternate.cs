using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>Somebody to invite when somebody else declines or stays silent; in the organizers' order.</summary>
public sealed class Alternate
{
    public const int MaxCount = 200;

    private Alternate()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public int Position { get; set; }

    public string Name { get; private init; } = "";

    public string Email { get; private init; } = "";

    public string NormalizedEmail { get; private init; } = "";

    /// <summary>Null while it is not their turn.</summary>
    public DateTimeOffset? InvitedAt { get; private set; }

    public static Alternate Add(Guid eventId, InvitedPerson person, int position) =>
        new() { EventId = eventId, Position = position, Name = Person.Clean(person.Name), Email = person.Email.Address, NormalizedEmail = person.Email.Normalized };

    /// <summary>Their turn has come.</summary>
    public void Take(DateTimeOffset now) => InvitedAt ??= now;
}
