namespace Workshop.Domain.Programme;

/// <summary>A room of one day; several lanes when sessions overlap in it.</summary>
/// <param name="Room">Empty for what runs beside others and has no room.</param>
/// <param name="First">The first of its lanes, counted from 1 over the whole day.</param>
public sealed record RoomColumn(string Room, int First, int Lanes);

/// <summary>Where a session stands. Lanes and rows are counted from 1.</summary>
/// <param name="Lanes">All of the day's where nothing else runs meanwhile.</param>
public sealed record RoomBlock(ProgrammeSession Session, int Lane, int Lanes, int Row, int Rows);

/// <param name="Minutes">Until the next row.</param>
/// <param name="IsStart">Some session starts now; otherwise one only ends.</param>
public sealed record RoomRow(DateTimeOffset At, int Minutes, bool IsStart);

/// <summary>One day of a programme as rooms × times. A session that runs over midnight stands on the day on which it starts. No two blocks of a grid overlap.</summary>
/// <param name="Rows">One for every stretch between two instants at which something starts or ends.</param>
public sealed record RoomGrid(DateOnly Day, IReadOnlyList<RoomColumn> Columns, IReadOnlyList<RoomRow> Rows, IReadOnlyList<RoomBlock> Blocks)
{
    public int Lanes => Columns.Sum(column => column.Lanes);

    /// <summary>In order of the days; rooms in natural order (Room 2 before Room 10), what has no room last.</summary>
    public static IReadOnlyList<RoomGrid> Of(ProgrammeDocument programme) =>
        [.. programme.Sessions.GroupBy(session => DateOnly.FromDateTime(session.Starts.DateTime)).OrderBy(day => day.Key).Select(day => OfDay(day.Key, [.. day]))];

    /// <summary>The room of a block that does not stand under the name of its room; empty when it does, or has none.</summary>
    public string RoomToSay(RoomBlock block) =>
        Columns.Any(column => string.Equals(column.Room, block.Session.Room.Trim(), StringComparison.OrdinalIgnoreCase) && column.First <= block.Lane && column.Lanes >= block.Lanes) ? "" : block.Session.Room;

    private static RoomGrid OfDay(DateOnly day, List<ProgrammeSession> sessions)
    {
        var instants = sessions.SelectMany(session => new[] { session.Starts, session.Ends }).Distinct().Order().ToList();
        var rows = instants.Zip(instants.Skip(1), (at, next) => new RoomRow(at, (int)(next - at).TotalMinutes, sessions.Exists(session => session.Starts == at))).ToList();
        int RowOf(DateTimeOffset at) => instants.IndexOf(at) + 1;

        var alone = sessions.Where(session => !sessions.Exists(other => !ReferenceEquals(other, session) && Overlap(session, other))).ToHashSet(ReferenceEqualityComparer.Instance);
        var columns = new List<RoomColumn>();
        var blocks = new List<RoomBlock>();
        var lanes = 0;
        // Rooms of sessions that stand across the whole day have no column unless something else happens there.
        var beside = sessions.Where(session => !alone.Contains(session)).ToList();
        if (beside.Count == 0)
        {
            var rooms = sessions.Select(session => session.Room.Trim()).Where(room => room.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            columns.Add(new RoomColumn(rooms.Count == 1 ? rooms[0] : "", 1, 1));
            lanes = 1;
        }

        foreach (var room in beside.GroupBy(session => session.Room.Trim(), StringComparer.OrdinalIgnoreCase).OrderBy(room => room.Key.Length == 0).ThenBy(room => room.Key, BoardName.Order))
        {
            var free = new List<DateTimeOffset>();
            foreach (var session in room.OrderBy(session => session.Starts).ThenByDescending(session => session.Ends))
            {
                var lane = free.FindIndex(until => until <= session.Starts);
                if (lane < 0)
                {
                    lane = free.Count;
                    free.Add(session.Ends);
                }

                free[lane] = session.Ends;
                blocks.Add(new RoomBlock(session, lanes + lane + 1, 1, RowOf(session.Starts), RowOf(session.Ends) - RowOf(session.Starts)));
            }

            columns.Add(new RoomColumn(room.Key, lanes + 1, free.Count));
            lanes += free.Count;
        }

        blocks.AddRange(sessions.Where(alone.Contains).Select(session => new RoomBlock(session, 1, lanes, RowOf(session.Starts), RowOf(session.Ends) - RowOf(session.Starts))));
        return new RoomGrid(day, columns, rows, [.. blocks.OrderBy(block => block.Row).ThenBy(block => block.Lane)]);
    }

    private static bool Overlap(ProgrammeSession left, ProgrammeSession right) => left.Starts < right.Ends && right.Starts < left.Ends;
}
