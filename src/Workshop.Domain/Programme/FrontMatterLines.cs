using System.Globalization;
using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>People and sponsors typed one a line, the parts separated by semicolons, because commas are part of addresses. Empty lines are skipped.</summary>
public static class FrontMatterLines
{
    /// <summary>"Name; affiliation; role", the last two optional.</summary>
    public static Outcome<IReadOnlyList<ProgrammePerson>> People(string text, int most)
    {
        var lines = Lines(text);
        if (lines.Count > most)
        {
            return new Refusal("front.too-many-people", string.Create(CultureInfo.InvariantCulture, $"List at most {most} people."), "Committee");
        }

        foreach (var parts in lines)
        {
            if (parts.Length > 3 || parts[0].Length is 0 or > Person.MaxNameLength || parts.Any(part => part.Length > Person.MaxAffiliationLength))
            {
                return new Refusal("front.person", $"Write one person a line as “Name; affiliation; role”. This line is different: “{CutText.WithMark(string.Join("; ", parts), 80)}”.", "Committee");
            }
        }

        return Listed<ProgrammePerson>([.. lines.Select(parts => new ProgrammePerson(parts[0], Part(parts, 1), Part(parts, 2)))]);
    }

    /// <summary>"Name; level; address", the last two optional; each name once; an address begins with http:// or https://.</summary>
    public static Outcome<IReadOnlyList<ProgrammeSponsor>> Sponsors(string text, int most)
    {
        var lines = Lines(text);
        if (lines.Count > most)
        {
            return new Refusal("front.too-many-sponsors", string.Create(CultureInfo.InvariantCulture, $"List at most {most} sponsors."), "Sponsors");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in lines)
        {
            if (parts.Length > 3 || parts[0].Length is 0 or > Person.MaxNameLength || parts.Any(part => part.Length > Person.MaxAffiliationLength))
            {
                return new Refusal("front.sponsor", $"Write one sponsor a line as “Name; level; address”. This line is different: “{CutText.WithMark(string.Join("; ", parts), 80)}”.", "Sponsors");
            }

            if (!names.Add(parts[0]))
            {
                return new Refusal("front.sponsor-twice", $"“{CutText.WithMark(parts[0], 80)}” stands twice. Keep one of the lines.", "Sponsors");
            }

            if (Part(parts, 2) is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)))
            {
                return new Refusal("front.sponsor-address", $"The address of “{CutText.WithMark(parts[0], 80)}” must begin with https://.", "Sponsors");
            }
        }

        return Listed<ProgrammeSponsor>([.. lines.Select(parts => new ProgrammeSponsor(parts[0], Part(parts, 1), Part(parts, 2)))]);
    }

    /// <summary>As <see cref="People"/> reads it.</summary>
    public static string Text(IEnumerable<ProgrammePerson> people) => string.Join('\n', people.Select(person => Joined(person.Name, person.Affiliation, person.Role)));

    /// <summary>As <see cref="Sponsors"/> reads it.</summary>
    public static string Text(IEnumerable<ProgrammeSponsor> sponsors) => string.Join('\n', sponsors.Select(sponsor => Joined(sponsor.Name, sponsor.Level, sponsor.Address)));

    /// <summary>An interface does not convert by itself.</summary>
    private static Outcome<IReadOnlyList<T>> Listed<T>(List<T> list) => new(list, []);

    private static string Joined(string name, string second, string third) => (third.Length > 0, second.Length > 0) switch
    {
        (true, _) => $"{name}; {second}; {third}",
        (false, true) => $"{name}; {second}",
        _ => name,
    };

    private static string Part(string[] parts, int at) => at < parts.Length ? parts[at] : "";

    private static List<string[]> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => line.Split(';', StringSplitOptions.TrimEntries))];
}
