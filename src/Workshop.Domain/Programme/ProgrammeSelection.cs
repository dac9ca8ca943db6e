using System.Security.Cryptography;

namespace Workshop.Domain.Programme;

/// <summary>
/// What one visitor wants to see: marked items of an event's programme, by their keys, which stay the same in every version. It belongs to a person, or to a browser that knows its id.
/// </summary>
public sealed class ProgrammeSelection
{
    /// <summary>No programme has more; it keeps a visitor's row small.</summary>
    public const int MaxMarks = 500;

    public const int MaxKeyLength = 64;

    private readonly List<ProgrammeMark> _marks = [];

    private ProgrammeSelection()
    {
    }

    /// <summary>Whoever holds it may change the selection of a visitor without an account: it is never shown and never stands in an address.</summary>
    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>Null for a visitor without an account; one selection of a person for an event at most.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The secret in the address of its calendar: whoever has it may read, not change. Null when there is no calendar.</summary>
    public string? FeedToken { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public IReadOnlyList<ProgrammeMark> Marks => _marks;

    public static ProgrammeSelection Start(Guid eventId, Guid? personId, DateTimeOffset now) => new() { EventId = eventId, PersonId = personId, CreatedAt = now };

    /// <summary>Marking twice is marking once.</summary>
    public Outcome<Done> Mark(string key)
    {
        if (_marks.Exists(mark => mark.Key == key))
        {
            return Done.Instance;
        }

        if (_marks.Count >= MaxMarks || key.Length > MaxKeyLength)
        {
            return new Refusal("selection.full", "Your programme is full. Take something out first.");
        }

        _marks.Add(new ProgrammeMark { SelectionId = Id, Key = key });
        return Done.Instance;
    }

    public void Unmark(string key) => _marks.RemoveAll(mark => mark.Key == key);

    /// <summary>What was marked before signing in becomes the person's. A calendar that is subscribed to keeps its address.</summary>
    public void GiveTo(Guid personId) => PersonId = personId;

    /// <summary>Everything of another selection too, up to the limit.</summary>
    public void Take(ProgrammeSelection other)
    {
        foreach (var mark in other.Marks)
        {
            _ = Mark(mark.Key);
        }

        // A calendar that somebody subscribed to before signing in goes on.
        FeedToken ??= other.FeedToken;
    }

    /// <summary>Gives its calendar a new address; the one before opens nothing any more.</summary>
    public void OpenFeed() => FeedToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public void CloseFeed() => FeedToken = null;
}

/// <summary>One marked item.</summary>
public sealed class ProgrammeMark
{
    public required Guid SelectionId { get; init; }

    /// <summary>The <see cref="ProgrammeItem.Key"/>; it may have left the programme since.</summary>
    public required string Key { get; init; }
}

/// <summary>Two marked talks at the same time in different sessions.</summary>
public sealed record ProgrammeOverlap(PlacedItem First, PlacedItem Second)
{
    /// <summary>Every pair, in the order of the programme. Posters overlap with nothing: they can be visited at any time of their session. Talks that share a slot are heard together.</summary>
    public static IReadOnlyList<ProgrammeOverlap> Among(IEnumerable<PlacedItem> items)
    {
        var talks = items.Where(item => !item.IsPoster).OrderBy(item => item.Starts).ThenBy(item => item.Ends).ThenBy(item => item.Key, StringComparer.Ordinal).ToList();
        var found = new List<ProgrammeOverlap>();
        for (var i = 0; i < talks.Count; i++)
        {
            for (var j = i + 1; j < talks.Count && talks[j].Starts < talks[i].Ends; j++)
            {
                if (talks[i].Session.Key != talks[j].Session.Key)
                {
                    found.Add(new ProgrammeOverlap(talks[i], talks[j]));
                }
            }
        }

        return found;
    }
}
