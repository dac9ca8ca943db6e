using Workshop.Domain.Mail;

namespace Workshop.Domain.Programme;

/// <summary>
/// The programme as calendar entries. A thing keeps its UID in every version and wherever it is written, in a feed or in a mail, and its SEQUENCE is the number of the version, so that
/// calendar programs replace what they have.
/// </summary>
/// <param name="Version">Number of the version that the entries come from.</param>
/// <param name="ReleasedAt">Of that version.</param>
/// <param name="Address">Of the programme page, absolute.</param>
public sealed record ProgrammeCalendar(Guid EventId, int Version, DateTimeOffset ReleasedAt, string Venue, string Address)
{
    /// <summary>How often calendar programs should look for changes.</summary>
    public static TimeSpan Refresh { get; } = TimeSpan.FromMinutes(30);

    public static string Uid(Guid eventId, string key) => $"{eventId:n}-{key}@workshop";

    public CalendarEntry Entry(PlacedItem placed)
    {
        var item = placed.Item;
        string[] lines =
        [
            string.Join(", ", item.Authors.Select(author => author.Name)),
            ProgrammeWords.Where(placed),
            item.Topics.Count > 0 ? $"Topics: {string.Join(", ", item.Topics)}" : "",
        ];
        return new CalendarEntry(Uid(EventId, item.Key), Version, item.ShownTitle, placed.Starts, placed.Ends, Location(placed.Room), string.Join('\n', lines.Where(line => line.Length > 0)), $"{Address}#{item.Key}")
        {
            ChangedAt = ReleasedAt,
        };
    }

    /// <summary>A session that consists of timed items leaves the time free: the items take it.</summary>
    public CalendarEntry Entry(ProgrammeSession session)
    {
        string[] lines =
        [
            session.Chair.Length > 0 ? $"Chair: {session.Chair}" : "",
            .. session.Items.OrderBy(item => item.Starts).Select(item => $"{(item.Starts is { } starts ? ProgrammeWords.Clock(starts) : item.Board)} {item.ShownTitle}".Trim()),
        ];
        return new CalendarEntry(Uid(EventId, session.Key), Version, session.Title, session.Starts, session.Ends, Location(session.Room), string.Join('\n', lines.Where(line => line.Length > 0)), $"{Address}#s-{session.Key}")
        {
            ChangedAt = ReleasedAt,
            LeavesTimeFree = session.Items.Any(item => item.Starts is not null),
        };
    }

    /// <summary>Takes an entry out of calendars that have it. It says nothing of what it was: that may not be public any more.</summary>
    public CalendarEntry Cancelled(string key, DateTimeOffset starts, DateTimeOffset ends) => new(Uid(EventId, key), Version, "Cancelled", starts, ends) { ChangedAt = ReleasedAt, IsCancelled = true };

    /// <summary>
    /// Sessions and timed items of a programme, and cancellations of what earlier ones had. Posters stand in the entry of their session.
    /// </summary>
    /// <param name="room">Null for all rooms; differences of case do not matter.</param>
    /// <param name="earlier">Programmes that calendars may still hold, the current version as it was released among them.</param>
    public IReadOnlyList<CalendarEntry> Entries(ProgrammeDocument programme, string? room, IEnumerable<ProgrammeDocument> earlier)
    {
        var entries = new Dictionary<string, CalendarEntry>(StringComparer.Ordinal);
        foreach (var session in programme.Sessions.Where(session => IsIn(session, room)))
        {
            entries.TryAdd(session.Key, Entry(session));
            foreach (var item in session.Items.Where(item => item.Starts is not null))
            {
                entries.TryAdd(item.Key, Entry(PlacedItem.Of(item, session)));
            }
        }

        var standing = programme.Sessions.Select(session => session.Key).Concat(programme.Items.Where(item => item.Starts is not null).Select(item => item.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var session in earlier.SelectMany(document => document.Sessions).Where(session => IsIn(session, room)))
        {
            if (!standing.Contains(session.Key))
            {
                entries.TryAdd(session.Key, Cancelled(session.Key, session.Starts, session.Ends));
            }

            foreach (var item in session.Items.Where(item => item.Starts is not null && !standing.Contains(item.Key)))
            {
                entries.TryAdd(item.Key, Cancelled(item.Key, item.Starts!.Value, item.Starts.Value.AddMinutes(item.Minutes)));
            }
        }

        return [.. entries.Values.OrderBy(entry => entry.Starts).ThenBy(entry => entry.Uid, StringComparer.Ordinal)];
    }

    private static bool IsIn(ProgrammeSession session, string? room) => room is null || string.Equals(session.Room, room, StringComparison.OrdinalIgnoreCase);

    private string Location(string room) => string.Join(", ", new[] { room, Venue }.Where(part => part.Length > 0));
}
