using System.Globalization;
using System.Text.RegularExpressions;

namespace Workshop.Domain.Submissions.Import;

/// <summary>Authors in columns of their own: "author 1 name", "Author1_Email", "author 2 affiliation", "author name 3".</summary>
public static partial class NumberedAuthors
{
    /// <summary>For each author in order the columns of name, first name, last name, address and affiliation; −1 for what is not there.</summary>
    public sealed record Columns(int Number)
    {
        public int Name { get; init; } = -1;

        public int FirstName { get; init; } = -1;

        public int LastName { get; init; } = -1;

        public int Email { get; init; } = -1;

        public int Affiliation { get; init; } = -1;
    }

    /// <summary>Empty when the file has no such columns.</summary>
    public static IReadOnlyList<Columns> Find(IReadOnlyList<string> columns)
    {
        var found = new SortedDictionary<int, Columns>();
        for (var column = 0; column < columns.Count; column++)
        {
            var match = Numbered().Match(ImportDetection.NameOf(columns[column]));
            if (!match.Success)
            {
                continue;
            }

            var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            var author = found.GetValueOrDefault(number) ?? new Columns(number);
            found[number] = (match.Groups["before"].Value + match.Groups["after"].Value) switch
            {
                "firstname" or "first" or "givenname" => author with { FirstName = column },
                "lastname" or "last" or "familyname" or "surname" => author with { LastName = column },
                "email" or "mail" or "emailaddress" => author with { Email = column },
                "affiliation" or "institution" or "organization" or "organisation" => author with { Affiliation = column },
                _ => author with { Name = column },
            };
        }

        return [.. found.Values];
    }

    /// <summary>In order; authors of whom every cell is empty are dropped.</summary>
    public static IReadOnlyList<ImportedAuthor> Read(IReadOnlyList<Columns> columns, ImportTableRow row)
    {
        var authors = new List<ImportedAuthor>();
        foreach (var author in columns)
        {
            var name = author.Name >= 0 ? Cell(author.Name) : $"{Cell(author.FirstName)} {Cell(author.LastName)}".Trim();
            var read = new ImportedAuthor(name, Cell(author.Email), Cell(author.Affiliation));
            if ((read.Name + read.Email + read.Affiliation).Length > 0)
            {
                authors.Add(read);
            }
        }

        return authors;

        string Cell(int column) => column < 0 ? "" : row.Cells[column].Trim();
    }

    [GeneratedRegex("^author(?<before>[a-z]*?)(?<number>[0-9]{1,2})(?<after>[a-z]*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
