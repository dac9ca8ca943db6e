namespace Workshop.Domain.Submissions.Import;

/// <summary>One row of the file, understood as far as it can be.</summary>
/// <param name="ExternalId">As in the file; empty when it is missing.</param>
/// <param name="Content">Without topics, which have names only: see <paramref name="Topics"/>.</param>
/// <param name="Type">What its type is called there; empty when the file does not say.</param>
/// <param name="SubmittedAt">Null when the file does not say.</param>
/// <param name="LeftOutBecause">A draft or a deleted one there: not imported, and no mistake. Null otherwise.</param>
/// <param name="Refusals">The field is the name of the column.</param>
/// <param name="Warnings">Sentences about what is imported otherwise than it stands there, or without something.</param>
public sealed record ImportedRow(
    int Line,
    string ExternalId,
    SubmissionContent Content,
    IReadOnlyList<string> Topics,
    string Type,
    bool Withdrawn,
    DateTimeOffset? SubmittedAt,
    string? LeftOutBecause,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<string> Warnings);

/// <summary>Turns the rows of a file into submissions, by the organizer's choices. Knows nothing of what is there already: that is <see cref="ImportPlan"/>.</summary>
public static class ImportReading
{
    /// <param name="choices">Checked: see <see cref="ImportChoices.Check"/>.</param>
    /// <param name="authors">The second file, for <see cref="AuthorsFrom.SecondFile"/>.</param>
    public static IReadOnlyList<ImportedRow> Read(ImportTable table, ImportTable? authors, ImportChoices choices)
    {
        var numbered = choices.AuthorsFrom == AuthorsFrom.NumberedColumns ? NumberedAuthors.Find(table.Columns) : [];
        var lines = choices.AuthorsFrom == AuthorsFrom.SecondFile && authors is not null ? AuthorLines.Read(authors, choices) : null;
        var rows = table.Rows.Select(row => new RowReading(table, row, choices).Read(numbered, lines)).ToList();
        var repeated = rows.Where(row => row.ExternalId.Length > 0).GroupBy(row => row.ExternalId, StringComparer.Ordinal).Where(same => same.Count() > 1).ToDictionary(same => same.Key, same => same.Select(row => row.Line).ToList(), StringComparer.Ordinal);
        return rows.ConvertAll(row => repeated.TryGetValue(row.ExternalId, out var at)
            ? row with { Refusals = [.. row.Refusals, new Refusal("import.id-twice", $"“{row.ExternalId}” stands on lines {string.Join(" and ", at)}. Leave out all but one of them.", table.Columns[choices.Columns[ImportField.ExternalId]])] }
            : row);
    }
}

/// <summary>Reads one row.</summary>
internal sealed class RowReading(ImportTable table, ImportTableRow row, ImportChoices choices)
{
    private static readonly Dictionary<string, ImportField> FieldOfContent = new(StringComparer.Ordinal)
    {
        [nameof(SubmissionContent.Title)] = ImportField.Title,
        [nameof(SubmissionContent.Abstract)] = ImportField.Abstract,
        [nameof(SubmissionContent.PublishedIn)] = ImportField.PublishedIn,
        [nameof(SubmissionContent.PublishedLink)] = ImportField.PublishedLink,
    };

    private readonly List<Refusal> _refusals = [];
    private readonly List<string> _warnings = [];

    public ImportedRow Read(IReadOnlyList<NumberedAuthors.Columns> numbered, IReadOnlyDictionary<string, List<ImportedAuthor>>? lines)
    {
        if (row.Problem is not null)
        {
            _refusals.Add(new Refusal("import.row-malformed", row.Problem));
        }

        var id = Cell(ImportField.ExternalId);
        if (id.Length == 0)
        {
            Refuse("import.id-missing", "There is no number or id.", ImportField.ExternalId);
        }
        else if (choices.Key(id).Length > Submission.MaxExternalIdLength)
        {
            Refuse("import.id-too-long", "The number or id is too long. Choose another column for it.", ImportField.ExternalId);
        }

        var authors = choices.AuthorsFrom switch
        {
            AuthorsFrom.SecondFile => lines?.GetValueOrDefault(id) ?? [],
            AuthorsFrom.NumberedColumns => NumberedAuthors.Read(numbered, row),
            _ => FromColumns(),
        };
        var publishedIn = Cell(ImportField.PublishedIn);
        var publishedLink = Cell(ImportField.PublishedLink);
        var content = new SubmissionContent(
            Cell(ImportField.Title),
            Cell(ImportField.Abstract),
            Entries(authors),
            [],
            Preference(Cell(ImportField.Preference)),
            publishedIn.Length + publishedLink.Length > 0,
            publishedIn.Length > 0 ? publishedIn : null,
            publishedLink.Length > 0 ? publishedLink : null);
        foreach (var refusal in content.CheckImported())
        {
            _refusals.Add(refusal with { Field = ColumnOf(refusal.Field) });
        }

        var topics = AuthorText.Items(Cell(ImportField.Topics)).Concat(AuthorText.Items(Cell(ImportField.MoreTopics)))
            .Where(topic => topic.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (withdrawn, leftOut) = State(Cell(ImportField.State), Cell(ImportField.Deleted));
        return new ImportedRow(row.Line, id, content, topics, Cell(ImportField.Type), withdrawn, SubmittedAt(), leftOut, _refusals, _warnings);
    }

    private IReadOnlyList<ImportedAuthor> FromColumns()
    {
        // Our own names stand as they were typed: "Lovelace, Ada" is how that author wants to be called.
        IReadOnlyList<ImportedAuthor> authors = choices.Source == ImportSource.Workshop
            ? [.. AuthorText.Items(Cell(ImportField.Authors)).Where(name => name.Length > 0).Select(name => new ImportedAuthor(name, "", ""))]
            : AuthorText.Parse(Cell(ImportField.Authors));
        var emails = AuthorText.Items(Cell(ImportField.AuthorEmails));
        var affiliations = AuthorText.Items(Cell(ImportField.AuthorAffiliations));
        var orcids = AuthorText.Items(Cell(ImportField.AuthorOrcids));
        if (!Fits(emails, "e-mail addresses", ImportField.AuthorEmails)
            || !Fits(affiliations, "affiliations", ImportField.AuthorAffiliations)
            || !Fits(orcids, "ORCID iDs", ImportField.AuthorOrcids))
        {
            return authors;
        }

        return
        [
            .. authors.Select((author, position) => author with
            {
                Email = author.Email.Length > 0 || emails.Count == 0 ? author.Email : emails[position].Replace("*", "", StringComparison.Ordinal).Trim(),
                Affiliation = author.Affiliation.Length > 0 || affiliations.Count == 0 ? author.Affiliation : affiliations[position],
                Orcid = orcids.Count == 0 ? author.Orcid : orcids[position],
                IsContact = author.IsContact || (emails.Count > 0 && emails[position].Contains('*', StringComparison.Ordinal)),
            }),
        ];

        bool Fits(IReadOnlyList<string> items, string what, ImportField field)
        {
            if (items.Count == 0 || items.Count == authors.Count)
            {
                return true;
            }

            Refuse("import.lists-differ", $"There are {authors.Count} authors but {items.Count} {what}, so nobody knows which belongs to whom.", field);
            return false;
        }
    }

    private List<AuthorEntry> Entries(IReadOnlyList<ImportedAuthor> authors)
    {
        var presenter = PresenterAmong(authors);
        var entries = new List<AuthorEntry>();
        for (var position = 0; position < authors.Count; position++)
        {
            var author = authors[position];
            var email = author.Email;
            if (email.StartsWith('~'))
            {
                _warnings.Add($"{email} is a profile of OpenReview, not an e-mail address.");
                email = "";
            }

            entries.Add(new AuthorEntry(author.Name, email, author.Affiliation, position == presenter) { Orcid = author.Orcid });
        }

        var unreachable = entries.Count(entry => entry.Email.Length == 0);
        if (unreachable > 0 && unreachable == entries.Count)
        {
            _warnings.Add("No author has an e-mail address: nobody can be told anything or find the submission here.");
        }
        else if (unreachable > 0)
        {
            _warnings.Add($"{unreachable} of {entries.Count} authors {(unreachable == 1 ? "has no e-mail address: that one is told nothing and does not find the submission here." : "have no e-mail address: they are told nothing and do not find the submission here.")}");
        }

        return entries;
    }

    /// <summary>Whoever the column names, by address, name or place in the list; else the contact; else the first author.</summary>
    private int PresenterAmong(IReadOnlyList<ImportedAuthor> authors)
    {
        var named = Cell(ImportField.Presenter);
        var nameThere = AuthorText.Parse(named) is [var one, ..] ? one.Name : null;
        for (var position = 0; position < authors.Count && named.Length > 0; position++)
        {
            var author = authors[position];
            if (named == $"{position + 1}" || string.Equals(author.Email, named, StringComparison.OrdinalIgnoreCase) || string.Equals(author.Name, nameThere, StringComparison.OrdinalIgnoreCase))
            {
                return position;
            }
        }

        if (named.Length > 0)
        {
            _warnings.Add($"The presenter “{named}” is not among the authors.");
        }

        var contact = authors.ToList().FindIndex(author => author.IsContact);
        return Math.Max(contact, 0);
    }

    private PresentationPreference Preference(string text)
    {
        var talk = text.Contains("talk", StringComparison.OrdinalIgnoreCase) || text.Contains("oral", StringComparison.OrdinalIgnoreCase);
        var poster = text.Contains("poster", StringComparison.OrdinalIgnoreCase);
        if (talk != poster)
        {
            return talk ? PresentationPreference.Talk : PresentationPreference.Poster;
        }

        if (!talk && text.Length > 0 && !text.Equals("either", StringComparison.OrdinalIgnoreCase) && !text.Equals("both", StringComparison.OrdinalIgnoreCase))
        {
            _warnings.Add($"“{text}” is neither a talk nor a poster: either will do.");
        }

        return PresentationPreference.Either;
    }

    private static (bool Withdrawn, string? LeftOut) State(string state, string deleted)
    {
        if (deleted.ToLowerInvariant() is "yes" or "true" or "1" or "deleted" || state.Contains("deleted", StringComparison.OrdinalIgnoreCase))
        {
            return (false, "It is deleted there.");
        }

        if (state.Equals("draft", StringComparison.OrdinalIgnoreCase) || state.Contains("incomplete", StringComparison.OrdinalIgnoreCase) || state.Contains("not submitted", StringComparison.OrdinalIgnoreCase))
        {
            return (false, "It is a draft there.");
        }

        return (state.Contains("withdraw", StringComparison.OrdinalIgnoreCase), null);
    }

    private DateTimeOffset? SubmittedAt()
    {
        var text = Cell(ImportField.SubmittedAt);
        if (text.Length == 0)
        {
            return null;
        }

        var read = ImportedTime.Read(text, Events.EventZone.Stored(choices.ZoneId));
        if (read.Refusal is { } refusal)
        {
            _refusals.Add(refusal with { Field = ColumnName(ImportField.SubmittedAt) });
            return null;
        }

        return read.Value;
    }

    private string Cell(ImportField field) => choices.Columns.TryGetValue(field, out var column) && column < row.Cells.Count ? row.Cells[column].Trim() : "";

    private void Refuse(string code, string message, ImportField field) => _refusals.Add(new Refusal(code, message, ColumnName(field)));

    /// <summary>The column where a mistake of the content stands.</summary>
    private string? ColumnOf(string? contentField)
    {
        if (contentField is null)
        {
            return null;
        }

        if (FieldOfContent.TryGetValue(contentField, out var field))
        {
            return ColumnName(field);
        }

        var ofEmail = contentField.EndsWith(nameof(AuthorEntry.Email), StringComparison.Ordinal) ? ColumnName(ImportField.AuthorEmails) : null;
        return choices.AuthorsFrom == AuthorsFrom.Columns ? ofEmail ?? ColumnName(ImportField.Authors) : "authors";
    }

    private string? ColumnName(ImportField field) => choices.Columns.TryGetValue(field, out var column) && column < table.Columns.Count ? table.Columns[column] : null;
}
