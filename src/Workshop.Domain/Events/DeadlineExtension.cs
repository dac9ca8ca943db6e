using Workshop.Domain.People;

namespace Workshop.Domain.Events;

/// <summary>A later submission deadline for one person, known by e-mail, shown to that person and to the organizers only.</summary>
public sealed class DeadlineExtension
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid EventId { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    /// <summary>The last instant, included; no grace is added.</summary>
    public required DateTimeOffset Until { get; init; }

    public required string Note { get; init; }

    public required Guid GrantedBy { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public static DeadlineExtension Grant(Guid eventId, EmailAddress email, DateTimeOffset until, string note, Guid grantedBy, DateTimeOffset now) =>
        new() { EventId = eventId, Email = email.Address, NormalizedEmail = email.Normalized, Until = until, Note = note, GrantedBy = grantedBy, GrantedAt = now };
}
