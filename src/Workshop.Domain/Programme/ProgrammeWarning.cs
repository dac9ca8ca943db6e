namespace Workshop.Domain.Programme;

/// <summary>How much a warning matters, the gravest first.</summary>
public enum WarningWeight
{
    /// <summary>It cannot happen as it stands.</summary>
    Clash,

    /// <summary>It is hardly meant so.</summary>
    Doubt,

    /// <summary>Something to remember before the day.</summary>
    Hint,
}

/// <param name="Sentence">For organizers; says what is wrong and, where that is not plain, what to do.</param>
/// <param name="SessionId">The session it belongs to, or null when it concerns the whole programme.</param>
public sealed record ProgrammeWarning(string Code, string Sentence, Guid? SessionId)
{
    public WarningWeight Weight { get; init; } = WarningWeight.Doubt;

    /// <summary>The items that it concerns, in the order of the programme, also of other sessions than <see cref="SessionId"/>; empty when it is about sessions alone.</summary>
    public IReadOnlyList<Guid> Slots { get; init; } = [];
}
