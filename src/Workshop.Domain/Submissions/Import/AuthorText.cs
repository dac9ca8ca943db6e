using Workshop.Domain.People;

namespace Workshop.Domain.Submissions.Import;

/// <summary>An author as another system writes one.</summary>
/// <param name="IsContact">Marked there: CMT's asterisk, EasyChair's and HotCRP's contact.</param>
public sealed record ImportedAuthor(string Name, string Email, string Affiliation, bool IsContact = false, string Orcid = "");

/// <summary>
/// Author lists in one cell. Read are "Ada Lovelace (London); Charles Babbage", "Ada &lt;ada@x.example&gt; (London)", "Lovelace, Ada*; Babbage, Charles",
/// "A, B and C" and one author per line. Nothing is refused: what cannot be understood stays in the name, where an organizer sees it.
/// </summary>
public static class AuthorText
{
    private static readonly string[] Suffixes = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."];

    /// <summary>One author as one line that <see cref="Parse"/> reads back.</summary>
    public static string Write(ImportedAuthor author) =>
        (author.Name + (author.Email.Length > 0 ? $" <{author.Email}>" : "") + (author.Affiliation.Length > 0 ? $" ({author.Affiliation})" : "") + (author.IsContact ? "*" : "")).Trim();

    public static IReadOnlyList<ImportedAuthor> Parse(string cell) => [.. Entries(cell).Select(ParseOne)];

    /// <summary>The items of a list of addresses, affiliations or topics, empty ones kept: at line breaks if there are any, else at semicolons.</summary>
    public static IReadOnlyList<string> Items(string cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return [];
        }

        var trimmed = cell.Trim('\r', '\n', ' ');
        var items = trimmed.Contains('\n', StringComparison.Ordinal) ? trimmed.Split('\n') : trimmed.Split(';');
        return [.. items.Select(item => item.Trim())];
    }

    private static List<string> Entries(string cell)
    {
        var text = cell.Trim();
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return NotBlank(text.Split('\n'));
        }

        var bySemicolon = NotBlank(SplitOutside(text, ";"));
        if (bySemicolon.Count > 1 || text.EndsWith(';'))
        {
            return bySemicolon;
        }

        var byAnd = NotBlank(SplitOutside(text, " and "));
        // BibTeX's "Lovelace, Ada and Babbage, Charles": every part has its one comma.
        if (byAnd.Count > 1 && byAnd.TrueForAll(part => SplitOutside(part, ",").Count == 2 && !part.StartsWith(',')))
        {
            return byAnd;
        }

        return NotBlank(byAnd.SelectMany(part => SplitOutside(part, ",")));
    }

    private static ImportedAuthor ParseOne(string entry)
    {
        var text = entry.Trim();
        var isContact = text.Contains('*', StringComparison.Ordinal);
        text = text.Replace("*", "", StringComparison.Ordinal).Trim();
        var email = Take(ref text, '<', '>');
        if (email.Length == 0 && text.Contains('@', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
        {
            (email, text) = (text, "");
        }

        var affiliation = text.EndsWith(')') ? TakeLastParenthesis(ref text) : "";
        if (affiliation.Contains('@', StringComparison.Ordinal) && email.Length == 0 && EmailAddress.Parse(affiliation).Succeeded)
        {
            (email, affiliation) = (affiliation, "");
        }

        return new ImportedAuthor(GivenNameFirst(text.Trim().Trim(',').Trim()), email, affiliation, isContact);
    }

    /// <summary>"Lovelace, Ada" is Ada Lovelace; "Sammy Davis, Jr." stays.</summary>
    private static string GivenNameFirst(string name)
    {
        var parts = name.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0 && !Suffixes.Contains(parts[1].ToLowerInvariant()) ? $"{parts[1]} {parts[0]}" : name;
    }

    private static string Take(ref string text, char opens, char closes)
    {
        var start = text.IndexOf(opens, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(closes, start);
        if (end < 0)
        {
            return "";
        }

        var taken = text[(start + 1)..end].Trim();
        text = (text[..start].TrimEnd() + " " + text[(end + 1)..].TrimStart()).Trim();
        return taken;
    }

    /// <summary>The parenthesis that closes at the end, with those inside it.</summary>
    private static string TakeLastParenthesis(ref string text)
    {
        var depth = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            depth += text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0;
            if (depth == 0)
            {
                var taken = text[(i + 1)..^1].Trim();
                text = text[..i].Trim();
                return taken;
            }
        }

        return "";
    }

    private static List<string> SplitOutside(string text, string separator)
    {
        var parts = new List<string>();
        var depth = 0;
        var begin = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '<' ? 1 : text[i] is ')' or '>' && depth > 0 ? -1 : 0;
            if (depth == 0 && string.CompareOrdinal(text, i, separator, 0, separator.Length) == 0)
            {
                parts.Add(text[begin..i]);
                begin = i + separator.Length;
                i = begin - 1;
            }
        }

        parts.Add(text[begin..]);
        return parts;
    }

    private static List<string> NotBlank(IEnumerable<string> parts) => [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
}
