namespace Workshop.Domain.Pdf;

/// <summary>What a rule is about; the settings page lists rules under these.</summary>
public enum RuleGroup
{
    Pages,
    Format,
    Soundness,
    Anonymity,
    HiddenText,
}

/// <summary>One thing that the preflight can say.</summary>
/// <param name="Code">The code of its <see cref="Finding"/>s.</param>
/// <param name="Title">A few words for the settings page, "Fonts are not embedded".</param>
/// <param name="Default">What it means where the event has not chosen.</param>
/// <param name="Choices">What organizers may choose, mildest first. Contains the default; without <see cref="RuleSetting.Off"/> the rule cannot be switched off.</param>
public sealed record PreflightRule(string Code, string Title, RuleGroup Group, RuleSetting Default, IReadOnlyList<RuleSetting> Choices)
{
    /// <summary>Nothing to choose: a file that cannot be opened is not acceptable anywhere.</summary>
    public bool IsFixed => Choices.Count == 1;

    /// <summary>
    /// The severity under an event's choices, null when it is off. A choice that the rule does not offer (from an older version, or typed into a file) is not heeded.
    /// </summary>
    public Severity? Under(IReadOnlyDictionary<string, RuleSetting> choices)
    {
        var setting = choices.TryGetValue(Code, out var chosen) && Choices.Contains(chosen) ? chosen : Default;
        return setting switch
        {
            RuleSetting.Notes => Severity.Notes,
            RuleSetting.Warns => Severity.Warns,
            RuleSetting.Blocks => Severity.Blocks,
            _ => null,
        };
    }
}
