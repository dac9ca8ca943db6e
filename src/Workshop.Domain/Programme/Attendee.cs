using System.Text;
using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>Somebody who gets a badge.</summary>
/// <param name="Identity">What tells people of the same name apart: an account or an address; empty when only the name is known.</param>
public sealed record Attendee(string Name, string Affiliation, string Role, string Identity = "")
{
    public const int MostLines = 2000;
    public const int MaxLineLength = 500;

    /// <summary>
    /// Everybody once, with all their roles in the order in which they are given, sorted as in an index. Two entries are one person when their identities are the same; also when
    /// their names are and one of the identities is not known, or both come from the same place. A badge too many goes into the bin; one too few leaves somebody at the door.
    /// </summary>
    public static IReadOnlyList<Attendee> Merge(IEnumerable<Attendee> attendees)
    {
        var people = new List<Attendee>();
        var byIdentity = new Dictionary<string, int>(StringComparer.Ordinal);
        var byName = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        foreach (var attendee in attendees)
        {
            var name = Person.Clean(attendee.Name).Normalize(NormalizationForm.FormC);
            if (name.Length == 0)
            {
                continue;
            }

            var namesakes = byName.TryGetValue(name, out var found) ? found : byName[name] = [];
            var known = attendee.Identity.Length > 0 && byIdentity.TryGetValue(attendee.Identity, out var same)
                ? same
                : namesakes.FindIndex(index => MayBe(people[index], attendee)) is >= 0 and var place ? namesakes[place] : -1;
            if (known < 0)
            {
                known = people.Count;
                people.Add(attendee with { Name = name, Role = "" });
            }

            if (!namesakes.Contains(known))
            {
                namesakes.Add(known);
            }

            var person = people[known];
            people[known] = person with
            {
                Affiliation = person.Affiliation.Length > 0 ? person.Affiliation : attendee.Affiliation,
                Identity = person.Identity.Length > 0 ? person.Identity : attendee.Identity,
                Role = Joined(person.Role, attendee.Role),
            };
            if (people[known].Identity is { Length: > 0 } identity)
            {
                byIdentity.TryAdd(identity, known);
            }
        }

        return [.. people.Select(person => (Person: person, Index: IndexName.Of(person.Name))).OrderBy(entry => entry.Index, IndexName.Order).ThenBy(entry => entry.Person.Affiliation, StringComparer.Ordinal).Select(entry => entry.Person)];
    }

    /// <summary>
    /// A pasted list: one person a line with name, affiliation and role, separated by tabs if there are any, else by semicolons, else by commas; cells may stand in double quotes. A first line that begins with
    /// "name" is a heading. Refused, with the line, when one is too long or has no name.
    /// </summary>
    public static Outcome<List<Attendee>> Read(string pasted, string usualRole)
    {
        var attendees = new List<Attendee>();
        var lines = pasted.ReplaceLineEndings("\n").Split('\n');
        char? separator = pasted.Contains('\t', StringComparison.Ordinal) ? '\t' : pasted.Contains(';', StringComparison.Ordinal) ? ';' : pasted.Contains(',', StringComparison.Ordinal) ? ',' : null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (lines[i].Length > MaxLineLength || attendees.Count == MostLines)
            {
                return attendees.Count == MostLines
                    ? new Refusal("badges.too-many", $"Paste at most {MostLines} people at a time.")
                    : new Refusal("badges.line-too-long", $"Line {i + 1} of the pasted list is too long. Shorten it to {MaxLineLength} characters.");
            }

            var cells = Cells(lines[i], separator);
            if (attendees.Count == 0 && string.Equals(Person.Clean(cells[0]), "name", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (Person.Clean(cells[0]).Length == 0)
            {
                return new Refusal("badges.name-missing", $"Line {i + 1} of the pasted list has no name. Write “Name; affiliation; role”.");
            }

            var role = Person.Clean(cells.ElementAtOrDefault(2) ?? "");
            attendees.Add(new Attendee(Person.Clean(cells[0]), Person.Clean(cells.ElementAtOrDefault(1) ?? ""), role.Length == 0 ? usualRole : role));
        }

        return attendees;
    }

    private static bool MayBe(Attendee known, Attendee attendee) =>
        known.Identity.Length == 0 || attendee.Identity.Length == 0 || string.Equals(known.Affiliation, attendee.Affiliation, StringComparison.OrdinalIgnoreCase);

    private static string Joined(string roles, string role) =>
        role.Length == 0 || roles.Split(" · ").Contains(role, StringComparer.OrdinalIgnoreCase) ? roles : roles.Length == 0 ? role : $"{roles} · {role}";

    private static List<string> Cells(string line, char? separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"' && (quoted || string.IsNullOrWhiteSpace(cell.ToString())))
            {
                quoted = !quoted;
            }
            else if (line[i] == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
