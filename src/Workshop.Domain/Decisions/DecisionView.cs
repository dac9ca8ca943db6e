using Workshop.Domain.People;

namespace Workshop.Domain.Decisions;

/// <summary>A search in the table of decisions that is worth a name.</summary>
public sealed class DecisionView
{
    public const int MaxNameLength = 60;
    public const int MaxSortLength = 30;

    /// <summary>Of one person, and of an event for what is shared: more nobody finds again.</summary>
    public const int Most = 30;

    private DecisionView()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public Guid MadeBy { get; private init; }

    /// <summary>All organizers of the event see it; otherwise only who made it.</summary>
    public bool IsShared { get; private init; }

    public string Name { get; private init; } = "";

    public string Search { get; private init; } = "";

    /// <summary>"-score"; empty for the usual order.</summary>
    public string Sort { get; private init; } = "";

    /// <summary>Refused without a name, and for a search that cannot be read.</summary>
    public static Outcome<DecisionView> Create(Guid eventId, Guid by, string name, string search, string sort, bool shared)
    {
        var clean = Person.Clean(name);
        if (clean.Length is 0 or > MaxNameLength)
        {
            return new Refusal("view.name", $"Give the view a name of at most {MaxNameLength} characters.", "ViewName");
        }

        var parsed = DecisionSearch.Parse(search);
        return parsed.Succeeded
            ? new DecisionView { EventId = eventId, MadeBy = by, IsShared = shared, Name = clean, Search = search.Trim(), Sort = sort.Length <= MaxSortLength ? sort : "" }
            : Outcome.No<DecisionView>(parsed.Refusals);
    }
}
