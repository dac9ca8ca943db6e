namespace Workshop.Domain.Submissions.Import;

/// <summary>A second file with one author per line: EasyChair's sheet of authors, HotCRP's list of authors.</summary>
public static class AuthorLines
{
    /// <summary>The authors of each submission, by what the submission is called there, in the order of the file. People who are contacts without being authors are not among them.</summary>
    public static IReadOnlyDictionary<string, List<ImportedAuthor>> Read(ImportTable table, ImportChoices choices)
    {
        var authors = new Dictionary<string, List<ImportedAuthor>>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var of = Cell(ImportField.AuthorOf);
            var contact = Cell(ImportField.Contact).ToLowerInvariant();
            if (of.Length == 0 || contact == "contact_only")
            {
                continue;
            }

            var full = Cell(ImportField.FullName);
            var name = full.Length > 0 ? full : $"{Cell(ImportField.FirstName)} {Cell(ImportField.LastName)}".Trim();
            if (!authors.TryGetValue(of, out var list))
            {
                authors[of] = list = [];
            }

            list.Add(new ImportedAuthor(name, Cell(ImportField.Email), Cell(ImportField.Affiliation), contact is "yes" or "true" or "1" or "✔"));

            string Cell(ImportField field) => choices.Columns.TryGetValue(field, out var column) && column < row.Cells.Count ? row.Cells[column].Trim() : "";
        }

        return authors;
    }
}
