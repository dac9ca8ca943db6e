namespace Workshop.Domain.Programme;

/// <summary>What a printed programme says besides its sessions. Every part may be missing.</summary>
public sealed record ProgrammeFront
{
    /// <summary>Plain text with LaTeX maths, paragraphs between empty lines.</summary>
    public string Welcome { get; init; } = "";

    /// <summary>How to get there, lunch, network; plain text, paragraphs between empty lines.</summary>
    public string Practical { get; init; } = "";

    public IReadOnlyList<ProgrammePerson> Committee { get; init; } = [];

    /// <summary>Everybody who reviewed, with no word on what; empty unless the organizers choose to thank them in print.</summary>
    public IReadOnlyList<ProgrammePerson> Reviewers { get; init; } = [];

    public IReadOnlyList<ProgrammeSponsor> Sponsors { get; init; } = [];

    /// <summary>SHA-256 of a stored picture; empty without one.</summary>
    public string Logo { get; init; } = "";

    /// <summary>The event's colour as "#rrggbb"; empty for the house colour.</summary>
    public string Accent { get; init; } = "";
}

/// <param name="Role">"Chair", "Local organization"; may be empty.</param>
public sealed record ProgrammePerson(string Name, string Affiliation, string Role = "");

/// <param name="Level">"Gold"; may be empty.</param>
/// <param name="Address">http(s); may be empty.</param>
/// <param name="Logo">SHA-256 of a stored picture; may be empty.</param>
public sealed record ProgrammeSponsor(string Name, string Level = "", string Address = "", string Logo = "");
