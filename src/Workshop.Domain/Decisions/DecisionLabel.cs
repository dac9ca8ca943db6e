using Workshop.Domain.People;

namespace Workshop.Domain.Decisions;

/// <summary>
/// An event's own name for a decision, such as "Spotlight": a kind of talk, poster, place on the waiting list or rejection. The plain outcomes need no label and always exist.
/// </summary>
public sealed class DecisionLabel
{
    public const int MaxNameLength = 40;
    public const int MaxWordsLength = 200;
    public const int MaxPlaces = 10_000;

    /// <summary>More nobody tells apart.</summary>
    public const int MostLabels = 12;

    private DecisionLabel()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public DecisionOutcome Outcome { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>How the mail says it, after "is accepted for THEORY 2027": "as a spotlight talk". Empty: the words of the plain outcome.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Its own room, inside that of its outcome; null when nobody counts.</summary>
    public int? Places { get; private set; }

    /// <summary>It was removed: nothing new gets it, and whatever has it keeps it.</summary>
    public bool IsRetired { get; private set; }

    public void Retire() => IsRetired = true;

    public static Outcome<DecisionLabel> Create(Guid eventId, DecisionOutcome outcome, string name, string words, int? places)
    {
        var label = new DecisionLabel { EventId = eventId, Outcome = outcome };
        return label.Change(name, words, places) is { Succeeded: false } no ? Workshop.Domain.Outcome.No<DecisionLabel>(no.Refusals) : label;
    }

    /// <summary>One that was removed exists again.</summary>
    public Outcome<Done> Change(string name, string words, int? places)
    {
        var refusals = new List<Refusal>();
        var (cleanName, cleanWords) = (Person.Clean(name), Person.Clean(words));
        if (cleanName.Length is 0 or > MaxNameLength)
        {
            refusals.Add(new Refusal("label.name", $"Give the label a name of at most {MaxNameLength} characters.", nameof(Name)));
        }

        if (cleanWords.Length > MaxWordsLength)
        {
            refusals.Add(new Refusal("label.words", $"Shorten the words for the mail to {MaxWordsLength} characters.", nameof(Words)));
        }

        if (places is < 0 or > MaxPlaces)
        {
            refusals.Add(new Refusal("label.places", $"Choose between 0 and {MaxPlaces} places, or leave it empty when nobody counts.", nameof(Places)));
        }

        if (refusals.Count > 0)
        {
            return Workshop.Domain.Outcome.No<Done>(refusals);
        }

        (Name, Words, Places, IsRetired) = (cleanName, cleanWords, places, false);
        return Done.Instance;
    }
}
