namespace Workshop.Domain.People;

/// <summary>One address of one person. At most one person has confirmed an address; several may claim it until then.</summary>
public sealed class PersonEmail
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid PersonId { get; init; }

    public required string Address { get; init; }

    public required string NormalizedAddress { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When its owner proved it; null before.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public bool IsPrimary { get; internal set; }

    public bool IsConfirmed => ConfirmedAt is not null;

    internal void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;
}
