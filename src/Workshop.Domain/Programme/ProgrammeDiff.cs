using System.Globalization;

namespace Workshop.Domain.Programme;

public enum DifferenceKind
{
    Added,
    Removed,

    /// <summary>When or where it is has changed; its texts may have changed too.</summary>
    Moved,

    /// <summary>Only what is said about it has changed.</summary>
    Changed,
}

/// <summary>What became of one item between two programmes.</summary>
/// <param name="Before">Null for what was added.</param>
/// <param name="After">Null for what was removed.</param>
/// <param name="Moves">About time and place: "Moved from 10:00 to 10:30.". Whole sentences; empty unless <paramref name="Kind"/> is <see cref="DifferenceKind.Moved"/>.</param>
/// <param name="Texts">About title, authors and abstract.</param>
public sealed record ItemDifference(string Key, DifferenceKind Kind, PlacedItem? Before, PlacedItem? After, IReadOnlyList<string> Moves, IReadOnlyList<string> Texts)
{
    /// <summary>As it is now, or as it was before it went.</summary>
    public PlacedItem Shown => After ?? Before!;
}

/// <inheritdoc cref="ItemDifference"/>
public sealed record SessionDifference(string Key, DifferenceKind Kind, ProgrammeSession? Before, ProgrammeSession? After, IReadOnlyList<string> Sentences)
{
    public ProgrammeSession Shown => After ?? Before!;
}

/// <summary>
/// What is different between two programmes of the same event, by the keys of items and sessions. Deterministic, in the order of the later programme's times; what was removed stands
/// where it was. Compared in the other direction, added and removed change places and everything else keeps its kind.
/// </summary>
/// <param name="Others">About the programme as a whole: name, days, venue.</param>
public sealed record ProgrammeDiff(IReadOnlyList<SessionDifference> Sessions, IReadOnlyList<ItemDifference> Items, IReadOnlyList<string> Others)
{
    public bool IsEmpty => Sessions.Count == 0 && Items.Count == 0 && Others.Count == 0;

    /// <summary>"2 added, 1 moved, 3 with other texts": of the items; empty when no item is different.</summary>
    public string Summary => string.Join(", ", new[]
    {
        Count(DifferenceKind.Added, "added"), Count(DifferenceKind.Moved, "moved"), Count(DifferenceKind.Removed, "removed"), Count(DifferenceKind.Changed, "with other texts"),
    }.Where(part => part.Length > 0));

    /// <summary>Everything is new compared with <paramref name="before"/> = null, as in the first version.</summary>
    public static ProgrammeDiff Of(ProgrammeDocument? before, ProgrammeDocument after)
    {
        var earlier = ByKey(before is null ? [] : PlacedItem.AllOf(before), item => item.Key);
        var later = ByKey(PlacedItem.AllOf(after), item => item.Key);
        var items = Union(earlier, later)
            .Select(key => Compare(key, earlier.GetValueOrDefault(key), later.GetValueOrDefault(key)))
            .OfType<ItemDifference>()
            .OrderBy(item => item.Shown.Starts).ThenBy(item => item.Shown.Room, BoardName.Order).ThenBy(item => item.Shown.Item.Board, BoardName.Order).ThenBy(item => item.Key, BoardName.Order);
        var earlierSessions = ByKey(before is null ? [] : before.Sessions, session => session.Key);
        var laterSessions = ByKey(after.Sessions, session => session.Key);
        var sessions = Union(earlierSessions, laterSessions)
            .Select(key => Compare(key, earlierSessions.GetValueOrDefault(key), laterSessions.GetValueOrDefault(key)))
            .OfType<SessionDifference>()
            .OrderBy(session => session.Shown.Starts).ThenBy(session => session.Shown.Room, BoardName.Order).ThenBy(session => session.Key, StringComparer.Ordinal);
        return new ProgrammeDiff([.. sessions], [.. items], before is null ? [] : [.. Whole(before, after)]);
    }

    private string Count(DifferenceKind kind, string words)
    {
        var count = Items.Count(item => item.Kind == kind);
        return count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {words}");
    }

    private static ItemDifference? Compare(string key, PlacedItem? before, PlacedItem? after)
    {
        if (before is null || after is null)
        {
            return new ItemDifference(key, before is null ? DifferenceKind.Added : DifferenceKind.Removed, before, after, [], []);
        }

        List<string> moves = [.. Moves(before, after)];
        List<string> texts = [.. Texts(before.Item, after.Item)];
        return moves.Count > 0 ? new ItemDifference(key, DifferenceKind.Moved, before, after, moves, texts)
            : texts.Count > 0 ? new ItemDifference(key, DifferenceKind.Changed, before, after, [], texts)
            : null;
    }

    private static IEnumerable<string> Moves(PlacedItem before, PlacedItem after)
    {
        if (before.IsPoster != after.IsPoster)
        {
            yield return after.IsPoster ? "Now a poster instead of a talk." : "Now a talk instead of a poster.";
        }

        if (before.Starts != after.Starts)
        {
            yield return MovedTo(before.Starts, after.Starts);
        }

        if (before.Ends - before.Starts != after.Ends - after.Starts)
        {
            yield return before.IsPoster || after.IsPoster
                ? $"It ends at {ProgrammeWords.Clock(after.Ends)}."
                : string.Create(CultureInfo.InvariantCulture, $"{after.Item.Minutes} minutes instead of {before.Item.Minutes}.");
        }

        if (before.Room != after.Room)
        {
            yield return Room(before.Room, after.Room);
        }

        if (before.Item.Board != after.Item.Board)
        {
            yield return (before.Item.Board, after.Item.Board) switch
            {
                (null, { } board) => $"Board {board}.",
                ({ } board, null) => $"No board any more; it was {board}.",
                var (was, now) => $"Board {now} instead of {was}.",
            };
        }

        // Two sessions of the same name at the same time and place are the same to people.
        if (before.Session.Key != after.Session.Key && before.Session.Title != after.Session.Title)
        {
            yield return $"Now in the session “{after.Session.Title}” instead of “{before.Session.Title}”.";
        }

        if (before.Item.SharesSlot != after.Item.SharesSlot)
        {
            yield return after.Item.SharesSlot ? "It now shares its time with the talk before it." : "It now has its time to itself.";
        }
    }

    private static IEnumerable<string> Texts(ProgrammeItem before, ProgrammeItem after)
    {
        if (before.Title != after.Title)
        {
            yield return (before.Title, after.Title) switch
            {
                (null, _) => "Its title was still to be announced.",
                ({ } was, null) => $"Its title is to be announced again; it was “{was}”.",
                ({ } was, _) => $"It was called “{was}”.",
            };
        }

        string[] names = [.. before.Authors.Select(author => author.Name)];
        string[] newNames = [.. after.Authors.Select(author => author.Name)];
        if (!names.SequenceEqual(newNames, StringComparer.Ordinal))
        {
            string[] gone = [.. names.Except(newNames, StringComparer.Ordinal)];
            string[] come = [.. newNames.Except(names, StringComparer.Ordinal)];
            yield return (come.Length, gone.Length) switch
            {
                (0, 0) => "Its authors stand in another order.",
                (_, 0) => $"New among its authors: {string.Join(", ", come)}.",
                (0, _) => $"No longer among its authors: {string.Join(", ", gone)}.",
                _ => $"New among its authors: {string.Join(", ", come)}. No longer: {string.Join(", ", gone)}.",
            };
        }
        else if (!before.Authors.Zip(after.Authors).All(pair => pair.First.Affiliations.SequenceEqual(pair.Second.Affiliations, StringComparer.Ordinal)))
        {
            yield return "An affiliation was changed.";
        }

        string[] presenters = [.. before.Authors.Where(author => author.IsPresenter).Select(author => author.Name)];
        string[] newPresenters = [.. after.Authors.Where(author => author.IsPresenter).Select(author => author.Name)];
        if (!presenters.SequenceEqual(newPresenters, StringComparer.Ordinal))
        {
            yield return newPresenters.Length == 0 ? "Who presents it is open again." : $"Presented by {string.Join(", ", newPresenters)}.";
        }

        if (before.Abstract != after.Abstract)
        {
            yield return !before.HasAbstract ? "There is an abstract now." : !after.HasAbstract ? "The abstract was taken out." : "The abstract was changed.";
        }

        if (before.Biography != after.Biography || before.Photo != after.Photo)
        {
            yield return "What is said about the speaker was changed.";
        }

        if (!before.Topics.SequenceEqual(after.Topics, StringComparer.Ordinal))
        {
            yield return "Its topics were changed.";
        }
    }

    private static SessionDifference? Compare(string key, ProgrammeSession? before, ProgrammeSession? after)
    {
        if (before is null || after is null)
        {
            return new SessionDifference(key, before is null ? DifferenceKind.Added : DifferenceKind.Removed, before, after, []);
        }

        List<string> sentences = [];
        if (before.Starts != after.Starts)
        {
            sentences.Add(MovedTo(before.Starts, after.Starts));
        }

        if (before.Ends - before.Starts != after.Ends - after.Starts)
        {
            sentences.Add($"It ends at {ProgrammeWords.Clock(after.Ends)} instead of {ProgrammeWords.Clock(before.Ends)}.");
        }

        if (before.Room != after.Room)
        {
            sentences.Add(Room(before.Room, after.Room));
        }

        var kind = sentences.Count > 0 ? DifferenceKind.Moved : DifferenceKind.Changed;
        if (before.Title != after.Title)
        {
            sentences.Add($"It was called “{before.Title}”.");
        }

        if (before.Chair != after.Chair)
        {
            sentences.Add((before.Chair.Length, after.Chair.Length) switch
            {
                (0, _) => $"Chaired by {after.Chair}.",
                (_, 0) => $"No chair is named any more; it was {before.Chair}.",
                _ => $"Chaired by {after.Chair} instead of {before.Chair}.",
            });
        }

        if (before.Kind != after.Kind)
        {
            sentences.Add("It is another kind of session now.");
        }

        return sentences.Count > 0 ? new SessionDifference(key, kind, before, after, sentences) : null;
    }

    private static IEnumerable<string> Whole(ProgrammeDocument before, ProgrammeDocument after)
    {
        if (before.Name != after.Name)
        {
            yield return $"The event was called “{before.Name}”.";
        }

        if (before.StartsOn != after.StartsOn || before.EndsOn != after.EndsOn)
        {
            yield return "The event is on other days.";
        }

        if (before.Venue != after.Venue)
        {
            yield return after.Venue.Length == 0 ? "No venue is named any more." : $"The venue is {after.Venue}.";
        }
    }

    private static string MovedTo(DateTimeOffset before, DateTimeOffset after) => before.Date == after.Date
        ? $"Moved from {ProgrammeWords.Clock(before)} to {ProgrammeWords.Clock(after)}."
        : $"Moved from {ProgrammeWords.DayAndClock(before)} to {ProgrammeWords.DayAndClock(after)}.";

    private static string Room(string before, string after) => (before.Length, after.Length) switch
    {
        (0, _) => $"In {after}.",
        (_, 0) => $"No room is named any more; it was {before}.",
        _ => $"In {after} instead of {before}.",
    };

    private static Dictionary<string, T> ByKey<T>(IEnumerable<T> all, Func<T, string> key)
    {
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            known.TryAdd(key(one), one);
        }

        return known;
    }

    private static IEnumerable<string> Union<T>(Dictionary<string, T> earlier, Dictionary<string, T> later) => earlier.Keys.Union(later.Keys, StringComparer.Ordinal);
}
