namespace Workshop.Domain.Events;

/// <summary>That an event's submission deadline was seen to be this one, so that feeds and mails can say when it moved. Public from then on.</summary>
public sealed class DeadlineRecord
{
    /// <summary>A deadline that is mended or taken back within this time was a slip, not news.</summary>
    public static readonly TimeSpan Settles = TimeSpan.FromMinutes(30);

    private DeadlineRecord()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public DateTimeOffset Deadline { get; private init; }

    public DateTimeOffset SeenAt { get; private init; }

    public static DeadlineRecord Of(Guid eventId, DateTimeOffset deadline, DateTimeOffset now) => new() { EventId = eventId, Deadline = deadline, SeenAt = now };

    /// <summary>What is to be kept, given what is kept of one event and its deadline now; null when nothing changes. The first record says what the deadline was from the start.</summary>
    /// <param name="kept">In order of time.</param>
    public static (DeadlineRecord? Add, DeadlineRecord? Remove)? Note(IReadOnlyList<DeadlineRecord> kept, Guid eventId, DateTimeOffset deadline, DateTimeOffset now)
    {
        var last = kept.Count > 0 ? kept[^1] : null;
        if (last?.Deadline == deadline)
        {
            return null;
        }

        // The first one is never a slip of this kind: there was nothing that it moved.
        var slip = kept.Count > 1 && now - last!.SeenAt < Settles ? last : null;
        var before = slip is null ? last : kept[^2];
        return (before?.Deadline == deadline ? null : Of(eventId, deadline, now), slip);
    }

    /// <summary>Those that moved the deadline after people could know it, in order of time.</summary>
    /// <param name="records">Of one event, in order of time.</param>
    public static IEnumerable<(DeadlineRecord Record, DateTimeOffset Before)> Moves(IReadOnlyList<DeadlineRecord> records, DateTimeOffset submissionsOpen, DateTimeOffset now)
    {
        for (var i = 1; i < records.Count; i++)
        {
            if (records[i].SeenAt >= submissionsOpen && now >= records[i].SeenAt + Settles)
            {
                yield return (records[i], records[i - 1].Deadline);
            }
        }
    }
}
