namespace Workshop.Domain.Programme;

/// <summary>An item with when and where it is: what people have to know to find it.</summary>
/// <param name="Starts">Of the item; a poster has the start of its session.</param>
/// <param name="Ends">Not included; a poster has the end of its session.</param>
public sealed record PlacedItem(ProgrammeItem Item, ProgrammeSession Session, DateTimeOffset Starts, DateTimeOffset Ends)
{
    public string Key => Item.Key;

    public string Room => Session.Room;

    /// <summary>Stands on a board for the whole session instead of having a time of its own.</summary>
    public bool IsPoster => Item.Starts is null;

    public static PlacedItem Of(ProgrammeItem item, ProgrammeSession session) => item.Starts is { } starts
        ? new PlacedItem(item, session, starts, starts.AddMinutes(item.Minutes))
        : new PlacedItem(item, session, session.Starts, session.Ends);

    /// <summary>All items, in the order of the programme.</summary>
    public static IEnumerable<PlacedItem> AllOf(ProgrammeDocument programme) => programme.Sessions.SelectMany(session => session.Items.Select(item => Of(item, session)));
}
