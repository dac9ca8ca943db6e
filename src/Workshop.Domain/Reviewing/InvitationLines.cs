using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>One person to invite. The name is the part before the @ when none was typed.</summary>
public sealed record InvitedPerson(string Name, EmailAddress Email);

/// <summary>A list of people as organizers paste it, one per line: "Ada Lovelace &lt;ada@uni.example&gt;", "Ada Lovelace, ada@uni.example" or the address alone.</summary>
public static class InvitationLines
{
    public const int MaxLines = 500;

    /// <summary>Everybody named, each address once, or a sentence for every line that names nobody; empty lines are passed over.</summary>
    /// <param name="field">Where the sentences belong.</param>
    public static Outcome<IReadOnlyList<InvitedPerson>> Parse(string? text, string field)
    {
        var people = new List<InvitedPerson>();
        var refusals = new List<Refusal>();
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n');
        for (var number = 0; number < lines.Length && refusals.Count < 20; number++)
        {
            var line = lines[number].Trim().TrimEnd(',', ';');
            if (line.Length == 0)
            {
                continue;
            }

            var (name, address) = Split(line);
            var email = EmailAddress.Parse(address);
            if (!email.Succeeded)
            {
                refusals.Add(new Refusal(email.Refusal!.Code, $"Line {number + 1}: {email.Refusal.Message}", field));
            }
            else if (name.Length > Person.MaxNameLength)
            {
                refusals.Add(new Refusal("reviewer.name-too-long", $"Line {number + 1}: shorten the name to {Person.MaxNameLength} characters.", field));
            }
            else if (!people.Exists(person => person.Email == email.Value))
            {
                people.Add(new InvitedPerson(name.Length > 0 ? name : email.Value!.Address[..email.Value.Address.IndexOf('@')], email.Value!));
            }
        }

        if (refusals.Count == 0 && people.Count == 0)
        {
            refusals.Add(new Refusal("reviewer.nobody", "Give at least one e-mail address.", field));
        }

        if (people.Count > MaxLines)
        {
            refusals.Add(new Refusal("reviewer.too-many", $"Invite at most {MaxLines} people at once.", field));
        }

        return refusals.Count > 0 ? Outcome.No<IReadOnlyList<InvitedPerson>>(refusals) : people.AsReadOnly();
    }

    private static (string Name, string Address) Split(string line)
    {
        var open = line.LastIndexOf('<');
        if (open >= 0 && line.EndsWith('>'))
        {
            return (Person.Clean(line[..open]).Trim('"', ' ', ','), line[(open + 1)..^1]);
        }

        // "Ada Lovelace, ada@…" and "Ada Lovelace ada@…": the address is the last word.
        var cut = line.LastIndexOfAny([' ', '\t', ',', ';']);
        return cut < 0 ? ("", line) : (Person.Clean(line[..cut]).Trim('"', ' ', ',', ';'), line[(cut + 1)..]);
    }
}
