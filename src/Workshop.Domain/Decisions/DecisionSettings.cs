namespace Workshop.Domain.Decisions;

/// <summary>What an event chose about its decisions; one row per event, and without a row everything is as here.</summary>
public sealed class DecisionSettings
{
    public const int DefaultUndoMinutes = 10;
    public const int MaxUndoMinutes = 24 * 60;

    private DecisionSettings()
    {
    }

    public Guid EventId { get; private init; }

    /// <summary>How long a release can be taken back before its mails go; 0 means that they go at once.</summary>
    public int UndoMinutes { get; private set; } = DefaultUndoMinutes;

    /// <summary>Room for talks, whatever their label; null when nobody counts.</summary>
    public int? TalkPlaces { get; private set; }

    /// <summary>Boards for posters, whatever their label; null when nobody counts.</summary>
    public int? PosterPlaces { get; private set; }

    /// <summary>By when accepted authors are asked to say who presents. Nothing is refused later: a late answer is better than none.</summary>
    public DateTimeOffset? ConfirmBy { get; private set; }

    /// <summary>The last instant, included, at which a final version may arrive; null when none is asked for.</summary>
    public DateTimeOffset? FinalsDue { get; private set; }

    /// <summary>Page limit of the final version; null is that of the call.</summary>
    public int? FinalPageLimit { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    public TimeSpan UndoWindow => TimeSpan.FromMinutes(UndoMinutes);

    public static DecisionSettings For(Guid eventId) => new() { EventId = eventId };

    public DecisionTerms Terms => new(UndoMinutes, TalkPlaces, PosterPlaces, ConfirmBy, FinalsDue, FinalPageLimit);

    /// <summary>Refused with every reason at once, or with "decisions.settings.changed-elsewhere"; nothing is then changed.</summary>
    public Outcome<Done> Change(DecisionTerms terms, int revision)
    {
        if (revision != Revision)
        {
            return new Refusal("decisions.settings.changed-elsewhere", "Somebody changed these settings after you opened the page. Compare, then save again to keep what you see here.");
        }

        if (terms.Check() is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        UndoMinutes = terms.UndoMinutes;
        TalkPlaces = terms.TalkPlaces;
        PosterPlaces = terms.PosterPlaces;
        ConfirmBy = terms.ConfirmBy;
        FinalsDue = terms.FinalsDue;
        FinalPageLimit = terms.FinalPageLimit;
        Revision++;
        return Done.Instance;
    }

    /// <summary>Why a final version is refused whose request arrived then; null when it is in time.</summary>
    public Refusal? WhyNotFinal(DateTimeOffset arrived) => FinalsDue switch
    {
        null => new Refusal("final.not-asked", "The organizers do not ask for final versions."),
        { } due when arrived > due => new Refusal("final.closed", "The deadline for final versions has passed. Write to the organizers if you still need to change yours."),
        _ => null,
    };
}

/// <summary>See <see cref="DecisionSettings"/>, property by property.</summary>
public sealed record DecisionTerms(int UndoMinutes, int? TalkPlaces, int? PosterPlaces, DateTimeOffset? ConfirmBy, DateTimeOffset? FinalsDue, int? FinalPageLimit)
{
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (UndoMinutes is < 0 or > DecisionSettings.MaxUndoMinutes)
        {
            refusals.Add(new Refusal("decisions.undo-minutes", $"Choose between 0 and {DecisionSettings.MaxUndoMinutes} minutes; 0 sends at once.", nameof(UndoMinutes)));
        }

        foreach (var (places, field) in new[] { (TalkPlaces, nameof(TalkPlaces)), (PosterPlaces, nameof(PosterPlaces)) })
        {
            if (places is < 0 or > DecisionLabel.MaxPlaces)
            {
                refusals.Add(new Refusal("decisions.places", $"Choose between 0 and {DecisionLabel.MaxPlaces}, or leave it empty when nobody counts.", field));
            }
        }

        if (FinalPageLimit is < 1 or > 200)
        {
            refusals.Add(new Refusal("decisions.final-pages", "Choose between 1 and 200 pages, or leave it empty for the limit of the call.", nameof(FinalPageLimit)));
        }

        return refusals;
    }
}
