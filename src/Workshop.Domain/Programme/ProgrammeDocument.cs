using System.Text.Json.Serialization;

namespace Workshop.Domain.Programme;

/// <summary>
/// A whole programme as it is shown and printed: nothing in it is secret any more and nothing has to be looked up. Times are wall-clock times at the event,
/// with the offset then in force.
/// </summary>
/// <param name="ZoneName">For people: "Copenhagen time".</param>
/// <param name="Sessions">In order of their start.</param>
public sealed record ProgrammeDocument(string Name, DateOnly StartsOn, DateOnly EndsOn, string Venue, string ZoneName, IReadOnlyList<ProgrammeSession> Sessions)
{
    /// <summary>IANA name.</summary>
    public string ZoneId { get; init; } = "Etc/UTC";

    /// <summary>The name of the released version; empty for a draft and for a programme from a file.</summary>
    public string Version { get; init; } = "";

    /// <summary>What stands around the sessions in print.</summary>
    public ProgrammeFront Front { get; init; } = new();

    /// <summary>All items, in the order of the programme.</summary>
    [JsonIgnore]
    public IEnumerable<ProgrammeItem> Items => Sessions.SelectMany(session => session.Items);

    /// <summary>The items that have an abstract to print, in the order of the programme.</summary>
    [JsonIgnore]
    public IEnumerable<ProgrammeItem> WithAbstract => Items.Where(item => item.HasAbstract);
}

/// <param name="Room">May be empty.</param>
/// <param name="Chair">May be empty.</param>
public sealed record ProgrammeSession(string Title, SessionKind Kind, DateTimeOffset Starts, DateTimeOffset Ends, string Room, string Chair, IReadOnlyList<ProgrammeItem> Items)
{
    /// <summary>Letters, digits and hyphens; unique in the programme, the same in each of its versions. Empty in a programme from a file.</summary>
    public string Key { get; init; } = "";

    [JsonIgnore]
    public bool HasPosters => Kind == SessionKind.Posters;

    /// <summary>Without some of its items; the times of the others stand. What shared the slot of an item that goes begins the slot itself.</summary>
    public ProgrammeSession Only(Func<ProgrammeItem, bool> stays)
    {
        var items = new List<ProgrammeItem>();
        foreach (var item in Items.Where(stays))
        {
            items.Add(item with { SharesSlot = item.SharesSlot && items.Count > 0 && items[^1].Starts == item.Starts });
        }

        return this with { Items = items };
    }
}

/// <param name="Key">Letters, digits and hyphens; unique in the programme, the same in each of its versions.</param>
/// <param name="Number">What people call the submission (#12); null for an invited talk.</param>
/// <param name="Starts">Null for a poster, which has a board instead of a time.</param>
/// <param name="Board">What stands on the board ("P7", "A12"); null for a talk and for a poster without one. Sorted by <see cref="BoardName"/>.</param>
/// <param name="Title">Plain text with LaTeX maths; null means "title to be announced".</param>
/// <param name="Abstract">Plain text with LaTeX maths, paragraphs between empty lines; may be empty.</param>
public sealed record ProgrammeItem(string Key, int? Number, DateTimeOffset? Starts, int Minutes, string? Board, string? Title, string Abstract, IReadOnlyList<ProgrammeAuthor> Authors)
{
    public const string TitleToBeAnnounced = "Title to be announced";

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Of an invited speaker: plain text, may be empty.</summary>
    public string Biography { get; init; } = "";

    /// <summary>SHA-256 of the speaker's stored portrait; empty without one.</summary>
    public string Photo { get; init; } = "";

    /// <summary>Shares one slot with the item before it: both have the same start and the length of the whole slot.</summary>
    public bool SharesSlot { get; init; }

    /// <summary>Only in an organizer's draft: the acceptance is not released yet.</summary>
    public bool IsStaged { get; init; }

    [JsonIgnore]
    public string ShownTitle => Title ?? TitleToBeAnnounced;

    [JsonIgnore]
    public bool HasAbstract => !string.IsNullOrWhiteSpace(Abstract);
}

/// <param name="Affiliations">None, one or several; the same words mean the same place.</param>
public sealed record ProgrammeAuthor(string Name, IReadOnlyList<string> Affiliations)
{
    public bool IsPresenter { get; init; }

    /// <summary>An affiliation typed into one field: a semicolon or a line break separates several, because commas are part of addresses.</summary>
    public static ProgrammeAuthor Of(string name, string affiliation) =>
        new(name, [.. affiliation.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);

    /// <summary>Speakers typed into one field: separated by semicolons when there are any, otherwise by commas and "and".</summary>
    public static IReadOnlyList<ProgrammeAuthor> Split(string speakers, string affiliation)
    {
        string[] separators = speakers.Contains(';', StringComparison.Ordinal) ? [";"] : [",", " and ", " & "];
        return [.. speakers.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => Of(name, affiliation))];
    }
}
