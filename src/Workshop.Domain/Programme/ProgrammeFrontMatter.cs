namespace Workshop.Domain.Programme;

/// <summary>What an organizer types about the texts around the printed programme.</summary>
/// <param name="Committee">Lines "Name; affiliation; role".</param>
/// <param name="Sponsors">Lines "Name; level; address".</param>
/// <param name="Accent">"#rrggbb"; blank for the house colour.</param>
public sealed record FrontMatterContent(string Welcome, string Practical, string Committee, bool ThanksReviewers, string Sponsors, string Accent);


/// <summary>
/// What a printed programme of an event says besides its sessions: one row per event, none before somebody writes the first text. Read when something is printed, so it is not part of a
/// released version: a typing error in the welcome needs no release.
/// </summary>
public sealed class ProgrammeFrontMatter
{
    public const int MaxTextLength = 10_000;
    public const int MaxLines = 300;
    public const int MaxSponsors = 60;

    private ProgrammeFrontMatter()
    {
    }

    public Guid EventId { get; private init; }

    /// <summary>Plain text with LaTeX maths, paragraphs between empty lines.</summary>
    public string Welcome { get; private set; } = "";

    public string Practical { get; private set; } = "";

    public IReadOnlyList<ProgrammePerson> Committee { get; private set; } = [];

    /// <summary>Print the names of everybody who accepted to review, with no word on what.</summary>
    public bool ThanksReviewers { get; private set; }

    public IReadOnlyList<ProgrammeSponsor> Sponsors { get; private set; } = [];

    /// <summary>SHA-256 of a stored picture; empty without one.</summary>
    public string Logo { get; private set; } = "";

    /// <summary>"#rrggbb", readable on white; empty for the house colour.</summary>
    public string Accent { get; private set; } = "";

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    public static ProgrammeFrontMatter Open(Guid eventId) => new() { EventId = eventId };

    /// <summary>Takes everything or nothing. A sponsor who keeps the name keeps the logo.</summary>
    public Outcome<Done> Write(FrontMatterContent content)
    {
        var refusals = new List<Refusal>();
        foreach (var (text, field) in new[] { (content.Welcome, "Welcome"), (content.Practical, "Practical") })
        {
            if (text.Length > MaxTextLength)
            {
                refusals.Add(new Refusal("front.text-too-long", $"Shorten this text to {MaxTextLength} characters.", field));
            }
        }

        var accent = content.Accent.Trim().Length == 0 ? null : AccentColour.Read(content.Accent);
        refusals.AddRange(accent?.Refusals ?? []);
        var committee = FrontMatterLines.People(content.Committee, MaxLines);
        refusals.AddRange(committee.Refusals);
        var sponsors = FrontMatterLines.Sponsors(content.Sponsors, MaxSponsors);
        refusals.AddRange(sponsors.Refusals);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Welcome = content.Welcome.Trim();
        Practical = content.Practical.Trim();
        Committee = committee.Value!;
        ThanksReviewers = content.ThanksReviewers;
        var logos = Sponsors.ToLookup(sponsor => sponsor.Name, sponsor => sponsor.Logo, StringComparer.OrdinalIgnoreCase);
        Sponsors = [.. sponsors.Value!.Select(sponsor => sponsor with { Logo = logos[sponsor.Name].FirstOrDefault("") })];
        Accent = accent?.Value?.Hex ?? "";
        Revision++;
        return Done.Instance;
    }

    /// <param name="sha256">Of a stored picture; empty takes the logo away.</param>
    public void ShowLogo(string sha256)
    {
        Logo = sha256;
        Revision++;
    }

    /// <inheritdoc cref="ShowLogo"/>
    /// <returns>False when there is no such sponsor.</returns>
    public bool ShowSponsorLogo(string sponsor, string sha256)
    {
        if (!Sponsors.Any(known => known.Name == sponsor))
        {
            return false;
        }

        Sponsors = [.. Sponsors.Select(known => known.Name == sponsor ? known with { Logo = sha256 } : known)];
        Revision++;
        return true;
    }

    /// <summary>As it is printed.</summary>
    /// <param name="reviewers">Everybody who accepted to review; only taken when they are to be thanked.</param>
    public ProgrammeFront Front(IReadOnlyList<ProgrammePerson> reviewers) => new()
    {
        Welcome = Welcome,
        Practical = Practical,
        Committee = Committee,
        Reviewers = ThanksReviewers ? reviewers : [],
        Sponsors = Sponsors,
        Logo = Logo,
        Accent = Accent,
    };
}
