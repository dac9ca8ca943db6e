using Workshop.Domain.Mail;

namespace Workshop.Domain.Programme;

/// <summary>
/// A name in the parts that reference programs ask for, read as <see cref="IndexName"/> reads it: "Anna van den Berg" has the family name "Berg" with the particles "van den".
/// Names in Chinese, Japanese or Korean script, single names and groups ("The Aurora Collaboration") are not taken apart.
/// </summary>
/// <param name="Shown">As people write it, given name first.</param>
/// <param name="Family">The whole name when it is not taken apart.</param>
public sealed record CitedName(string Shown, string Family, string Particles, string Given, string Suffix)
{
    private static readonly string[] GroupWords =
        ["collaboration", "consortium", "committee", "team", "group", "project", "network", "initiative", "society", "institute", "university", "laboratory", "association", "foundation", "working"];

    /// <summary>To be kept in one piece.</summary>
    public bool IsLiteral => Given.Length == 0;

    /// <summary>"van den Berg": as it stands in front of the comma.</summary>
    public string FamilyWithParticles => Particles.Length == 0 ? Family : $"{Particles} {Family}";

    /// <summary>"van den Berg, Anna" or "King, Martin Luther, Jr."; a literal name as it is.</summary>
    public string Turned => IsLiteral ? Shown : Suffix.Length == 0 ? $"{FamilyWithParticles}, {Given}" : $"{FamilyWithParticles}, {Given}, {Suffix}";

    public static CitedName Of(string name)
    {
        var clean = MailText.Line(name);
        var turned = IsGroup(clean) ? [clean] : IndexName.Of(clean).Shown.Split(", ", 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (turned.Length < 2)
        {
            return new CitedName(clean, clean, "", "", "");
        }

        // The index puts particles behind the given name; a name of lower-case words alone keeps its first.
        var words = turned[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var given = words.Length;
        while (given > 1 && char.IsLower(words[given - 1].TrimStart('\'', '’') is { Length: > 0 } word ? word[0] : 'A'))
        {
            given--;
        }

        var suffix = turned.Length > 2 ? turned[2] : "";
        var (givenName, particles) = (string.Join(' ', words[..given]), string.Join(' ', words[given..]));
        var shown = string.Join(' ', new[] { givenName, particles, turned[0], suffix }.Where(part => part.Length > 0));
        return new CitedName(shown, turned[0], particles, givenName, suffix);
    }

    private static bool IsGroup(string name) =>
        name.StartsWith("The ", StringComparison.OrdinalIgnoreCase) || name.Contains(" and ", StringComparison.OrdinalIgnoreCase) || name.Contains('&', StringComparison.Ordinal)
        || name.Split(' ').Any(word => GroupWords.Contains(word, StringComparer.OrdinalIgnoreCase));
}
