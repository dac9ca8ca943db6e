namespace Workshop.Domain.Programme;

public enum ProgrammeMoment
{
    /// <summary>Nothing has begun yet.</summary>
    Before,

    Running,

    /// <summary>Nothing runs, but something follows.</summary>
    Between,

    /// <summary>Nothing follows; an empty programme is over too.</summary>
    Over,
}

/// <summary>What happens in one room for a while: a talk, the two talks that share a slot, or a session as a whole.</summary>
/// <param name="Items">Empty for a session without timed items at that moment: a break, posters, a discussion at the end.</param>
/// <param name="Ends">Not included.</param>
public sealed record RoomMoment(ProgrammeSession Session, IReadOnlyList<ProgrammeItem> Items, DateTimeOffset Starts, DateTimeOffset Ends)
{
    /// <summary>Begun minutes count whole, so that "1 minute left" is never "0".</summary>
    public int MinutesLeft(DateTimeOffset now) => (int)Math.Ceiling((Ends - now).TotalMinutes);

    /// <inheritdoc cref="MinutesLeft"/>
    public int MinutesUntil(DateTimeOffset now) => (int)Math.Ceiling((Starts - now).TotalMinutes);
}

/// <param name="Room">Empty for what has no room: a break for everybody.</param>
/// <param name="Now">More than one when sessions in a room overlap; empty when nothing runs.</param>
/// <param name="Next">What begins next in this room, today or later; null when nothing does.</param>
public sealed record RoomNow(string Room, IReadOnlyList<RoomMoment> Now, RoomMoment? Next);

/// <summary>What runs at an instant and what is next, room by room. A start is included, an end is not.</summary>
/// <param name="Next">When the next session or item begins anywhere; null when nothing follows.</param>
/// <param name="Rooms">In natural order of their names, what has no room first; rooms in which nothing runs or follows are left out.</param>
public sealed record NowAndNext(ProgrammeMoment Moment, DateTimeOffset? Next, IReadOnlyList<RoomNow> Rooms)
{
    public static NowAndNext At(ProgrammeDocument programme, DateTimeOffset now)
    {
        var rooms = programme.Sessions
            .GroupBy(session => session.Room, StringComparer.OrdinalIgnoreCase)
            .Select(room => new RoomNow(room.First().Room, [.. room.Where(session => Runs(session, now)).Select(session => Current(session, now))], NextIn(room, now)))
            .Where(room => room.Now.Count > 0 || room.Next is not null)
            .OrderBy(room => room.Room, BoardName.Order)
            .ToList();
        DateTimeOffset? next = rooms.Select(room => room.Next?.Starts).Min();
        var moment = rooms.Exists(room => room.Now.Count > 0) ? ProgrammeMoment.Running
            : next is null ? ProgrammeMoment.Over
            : programme.Sessions.Any(session => session.Starts <= now) ? ProgrammeMoment.Between
            : ProgrammeMoment.Before;
        return new NowAndNext(moment, next, rooms);
    }

    private static bool Runs(ProgrammeSession session, DateTimeOffset now) => session.Starts <= now && now < session.Ends;

    private static RoomMoment Current(ProgrammeSession session, DateTimeOffset now)
    {
        var running = session.Items.Where(item => item.Starts <= now && now < item.Starts.Value.AddMinutes(item.Minutes)).ToList();
        return running.Count == 0
            ? new RoomMoment(session, [], session.Starts, session.Ends)
            : new RoomMoment(session, running, running.Min(item => item.Starts!.Value), running.Max(item => item.Starts!.Value.AddMinutes(item.Minutes)));
    }

    /// <summary>The earliest start after now, of an item or of a session; an item that opens its session stands for both.</summary>
    private static RoomMoment? NextIn(IEnumerable<ProgrammeSession> room, DateTimeOffset now)
    {
        RoomMoment? next = null;
        foreach (var session in room)
        {
            foreach (var starts in session.Items.Select(item => item.Starts).OfType<DateTimeOffset>().Append(session.Starts).Where(starts => starts > now))
            {
                if (next is null || starts < next.Starts)
                {
                    var items = session.Items.Where(item => item.Starts == starts).ToList();
                    next = new RoomMoment(session, items, starts, items.Count == 0 ? session.Ends : items.Max(item => starts.AddMinutes(item.Minutes)));
                }
            }
        }

        return next;
    }
}
