using Workshop.Domain.People;

namespace Workshop.Domain.Events;

/// <summary>
/// Somebody who runs an event, known by an e-mail address: whoever proves to own that address is the organizer.
/// So organizers can be named before they have an account, and nothing has to be linked up later.
/// </summary>
public sealed class Organizer
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public static Organizer Add(Guid eventId, EmailAddress email, DateTimeOffset now) =>
        new() { EventId = eventId, Email = email.Address, NormalizedEmail = email.Normalized, AddedAt = now };

    /// <summary>Why this one may not be removed, or null. An event always keeps an organizer.</summary>
    /// <param name="all">Everybody who organizes the event, this one included.</param>
    public Refusal? WhyNotRemove(IReadOnlyCollection<Organizer> all) => all.Any(other => other.Id != Id)
        ? null
        : new Refusal("organizer.last", "This is the only organizer. Add another one first.");
}
