namespace Workshop.Domain.Events;

/// <summary>A subject of the call, in the organizers' order.</summary>
public sealed class Topic
{
    public const int MaxNameLength = 120;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public required string Name { get; init; }

    /// <summary>The heading under which it stands; null for none. One name stands in one group only.</summary>
    public string? Group { get; internal set; }

    /// <summary>Zero-based place in the list.</summary>
    public int Position { get; internal set; }
}
