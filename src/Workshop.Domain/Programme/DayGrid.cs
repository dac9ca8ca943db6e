namespace Workshop.Domain.Programme;

/// <summary>A session in the grid of its day. Rows lie between two lines of time, columns are rooms; the ends are not included.</summary>
public sealed record DayGridCell(ProgrammeSession Session, int FirstRow, int EndRow, int FirstColumn, int EndColumn);

/// <summary>A column of the grid.</summary>
/// <param name="Room">Empty for sessions without a room. The same room has a second column where its sessions overlap.</param>
public sealed record DayGridColumn(string Room);

/// <summary>One day as a table of rooms and times, for a page that shows it at a glance.</summary>
/// <param name="Lines">Every instant at which something begins or ends, in order; row n lies between line n and line n + 1.</param>
public sealed record DayGrid(DateOnly Day, IReadOnlyList<DateTimeOffset> Lines, IReadOnlyList<DayGridColumn> Columns, IReadOnlyList<DayGridCell> Cells)
{
    /// <summary>The days of a programme, in order. A session belongs to the day on which it starts.</summary>
    public static IReadOnlyList<DayGrid> Of(ProgrammeDocument programme) =>
        [.. programme.Sessions.GroupBy(session => DateOnly.FromDateTime(session.Starts.DateTime)).OrderBy(day => day.Key).Select(day => Of(day.Key, [.. day]))];

    /// <summary>Minutes of a row.</summary>
    public double MinutesOf(int row) => (Lines[row + 1] - Lines[row]).TotalMinutes;

    private static DayGrid Of(DateOnly day, IReadOnlyList<ProgrammeSession> sessions)
    {
        var lines = sessions.SelectMany(session => new[] { session.Starts, session.Ends }).Distinct().Order().ToList();

        // What nothing stands beside needs no room of its own: it goes across the whole page.
        bool IsAlone(ProgrammeSession session) => sessions.All(other => ReferenceEquals(other, session) || other.Ends <= session.Starts || other.Starts >= session.Ends);

        var lanes = new List<(string Room, DateTimeOffset Free)>();
        var places = new List<(ProgrammeSession Session, int Lane)>();
        foreach (var session in sessions.OrderBy(session => session.Starts).ThenBy(session => session.Ends))
        {
            if (IsAlone(session))
            {
                places.Add((session, -1));
                continue;
            }

            var lane = lanes.FindIndex(known => known.Free <= session.Starts && string.Equals(known.Room, session.Room, StringComparison.OrdinalIgnoreCase));
            if (lane < 0)
            {
                lane = lanes.Count;
                lanes.Add((session.Room, session.Ends));
            }

            lanes[lane] = (lanes[lane].Room, session.Ends);
            places.Add((session, lane));
        }

        var order = lanes.Select((lane, at) => (lane.Room, At: at)).OrderBy(lane => lane.Room.Length == 0).ThenBy(lane => lane.Room, BoardName.Order).ThenBy(lane => lane.At).Select(lane => lane.At).ToList();
        var columns = order.Count == 0 ? [new DayGridColumn(CommonRoom(sessions))] : order.Select(lane => new DayGridColumn(lanes[lane].Room)).ToList();
        return new DayGrid(day, lines, columns,
        [
            .. places.Select(place => new DayGridCell(
                place.Session,
                lines.IndexOf(place.Session.Starts),
                lines.IndexOf(place.Session.Ends),
                place.Lane < 0 ? 0 : order.IndexOf(place.Lane),
                place.Lane < 0 ? columns.Count : order.IndexOf(place.Lane) + 1)),
        ]);
    }

    /// <summary>The room in which everything takes place; empty when there are several or none.</summary>
    private static string CommonRoom(IReadOnlyList<ProgrammeSession> sessions)
    {
        var rooms = sessions.Select(session => session.Room).Where(room => room.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return rooms.Count == 1 ? rooms[0] : "";
    }
}
