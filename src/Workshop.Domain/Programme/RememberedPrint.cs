namespace Workshop.Domain.Programme;

/// <summary>How one kind of print was last wanted for an event, so that nobody chooses twice.</summary>
public sealed class RememberedPrint
{
    public const int MaxKindLength = 40;

    private RememberedPrint()
    {
    }

    public Guid EventId { get; private init; }

    /// <summary>"booklet", "badges".</summary>
    public string Kind { get; private init; } = "";

    /// <summary>From the programme under construction instead of the released one.</summary>
    public bool FromDraft { get; private set; }

    /// <summary>Option and chosen value. Read with care: options come and go with versions of the program.</summary>
    public IReadOnlyList<PrintChoice> Choices { get; private set; } = [];

    public static RememberedPrint Open(Guid eventId, string kind) => new() { EventId = eventId, Kind = kind };

    public void Remember(bool fromDraft, IEnumerable<PrintChoice> choices)
    {
        FromDraft = fromDraft;
        Choices = [.. choices];
    }
}

public sealed record PrintChoice(string Option, string Value);
