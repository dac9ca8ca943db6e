using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

/// <summary>
/// A list of authors as people paste it from a paper or a mail: one per line, or divided by semicolons, each as "Ada Lovelace &lt;ada@uni.example&gt;, University of
/// Example", with name first and the rest in any order. What stands in none of those places is left for the author to put right: nothing is refused, nothing is dropped.
/// </summary>
public static class AuthorLines
{
    /// <summary>Beyond this the text is cut: nobody has so many authors.</summary>
    public const int MaxLength = 50_000;

    /// <summary>In order; at most <see cref="SubmissionContent.MaxAuthors"/>. Nobody presents: that is not said in such a list.</summary>
    public static IReadOnlyList<AuthorEntry> Parse(string? text)
    {
        var typed = text ?? "";
        return [.. typed[..Math.Min(typed.Length, MaxLength)]
            .Split(['\n', '\r', ';', '\u2028', '\u2029'])
            .Select(Read)
            .Where(author => !author.IsBlank)
            .Take(SubmissionContent.MaxAuthors)];
    }

    private static AuthorEntry Read(string line)
    {
        var email = "";
        var orcid = "";
        var rest = new List<string>();
        foreach (var part in Separate(line).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (email.Length == 0 && Address(part) is { } address)
            {
                email = address;
                if (Person.Clean(part.Replace(address, "", StringComparison.Ordinal)) is { Length: > 0 } before)
                {
                    rest.Add(before);
                }
            }
            else if (orcid.Length == 0 && Orcid.Parse(part).Value is { } id)
            {
                orcid = id.Id;
            }
            else if (Person.Clean(part.Trim('"')) is { Length: > 0 } words)
            {
                rest.Add(words);
            }
        }

        return new AuthorEntry(rest.FirstOrDefault() ?? "", email, string.Join(", ", rest.Skip(1)), false) { Orcid = orcid };
    }

    /// <summary>Brackets divide as commas do: "Ada &lt;ada@uni.example&gt; (University of Example)".</summary>
    private static string Separate(string line) => line.Replace('<', ',').Replace('>', ',').Replace('(', ',').Replace(')', ',').Replace('\t', ',');

    /// <summary>The word that is an e-mail address; null when none is.</summary>
    private static string? Address(string part) =>
        Array.Find(part.Split([' ', '"'], StringSplitOptions.RemoveEmptyEntries), word => word.Contains('@', StringComparison.Ordinal) && EmailAddress.Parse(word).Succeeded);
}
