namespace Workshop.Domain.Events;

/// <summary>Where an event is in its life. Always computed from its <see cref="Timeline"/>, never stored.</summary>
public enum Phase
{
    /// <summary>The call is not open yet.</summary>
    Announced,

    /// <summary>Authors may submit.</summary>
    CallOpen,

    /// <summary>The deadline has passed; reviews and decisions are being made.</summary>
    Reviewing,

    /// <summary>Decisions have been released.</summary>
    Decided,

    /// <summary>The programme is public.</summary>
    ProgrammePublished,

    /// <summary>The event is taking place today, in its own zone.</summary>
    TakingPlace,

    /// <summary>The last day is over.</summary>
    Over,
}
