namespace Workshop.Domain.Submissions.Import;

/// <summary>What a column of the file can be. Columns that are none of these, decisions among them, are left alone.</summary>
public enum ImportField
{
    ExternalId,
    Title,
    Abstract,
    Authors,
    AuthorEmails,
    AuthorAffiliations,
    AuthorOrcids,
    Presenter,
    Topics,
    MoreTopics,
    Type,
    Preference,
    PublishedIn,
    PublishedLink,
    State,
    Deleted,
    SubmittedAt,

    // Of the second file, which has one author per line.
    AuthorOf,
    FirstName,
    LastName,
    FullName,
    Email,
    Affiliation,
    Contact,
}

/// <summary>The systems whose exports are recognized by their columns.</summary>
public enum ImportSource
{
    Other,
    OpenReview,
    EasyChair,
    Cmt,
    HotCrp,
    Workshop,
}

public enum AuthorsFrom
{
    /// <summary>One column with all authors, or parallel lists of names, addresses and affiliations.</summary>
    Columns,

    /// <summary>Columns such as "author 1 name", "author 1 email", "author 2 name".</summary>
    NumberedColumns,

    /// <summary>A second file with one author per line.</summary>
    SecondFile,
}

public enum UnknownTopics
{
    LeaveOut,
    Create,
    Refuse,
}

/// <summary>Everything that an organizer decides about an import before it is made.</summary>
/// <param name="Columns">Zero-based column of each field; a field that is not in the file is missing.</param>
/// <param name="ZoneId">IANA name of the zone of submission times that do not name their own.</param>
/// <param name="UpdateChanged">Overwrite what was imported before and differs now; otherwise it is only reported.</param>
/// <param name="KeepNumbers">Give a submission the number that it had, where that is free.</param>
/// <param name="SendReceipts">Tell every author whose submission is created or overwritten. Of a submission that was changed here, or is withdrawn or not any more, they are told in any case.</param>
/// <param name="LeftOut">Lines of the file that the organizer does not want.</param>
public sealed record ImportChoices(
    ImportSource Source,
    IReadOnlyDictionary<ImportField, int> Columns,
    AuthorsFrom AuthorsFrom,
    string ZoneId,
    UnknownTopics UnknownTopics,
    bool UpdateChanged,
    bool KeepNumbers,
    bool SendReceipts,
    IReadOnlyList<int> LeftOut)
{
    /// <summary>What the submission is called in <see cref="Submission.ExternalId"/>: two systems may use the same numbers.</summary>
    public string Key(string externalId) => $"{Source.ToString().ToLowerInvariant()}/{externalId}";

    /// <summary>Why nothing can be read with these, or null. The first file only; see <see cref="AuthorLines.Read"/> for the second.</summary>
    public IReadOnlyList<Refusal> Check(ImportTable table)
    {
        var refusals = new List<Refusal>();
        Need(ImportField.ExternalId, "Choose the column that says what a submission is called there: its number or id. Without it the same file would be imported twice.");
        Need(ImportField.Title, "Choose the column of the title.");
        Need(ImportField.Abstract, "Choose the column of the abstract.");
        switch (AuthorsFrom)
        {
            case AuthorsFrom.Columns:
                Need(ImportField.Authors, "Choose the column of the authors.");
                break;
            case AuthorsFrom.NumberedColumns when NumberedAuthors.Find(table.Columns).Count == 0:
                refusals.Add(new Refusal("import.no-numbered-columns", "The file has no columns like “author 1 name”. Take the authors from somewhere else.", nameof(AuthorsFrom)));
                break;
            case AuthorsFrom.SecondFile:
                Need(ImportField.AuthorOf, "Choose the column that says to which submission an author belongs.");
                if (!Columns.ContainsKey(ImportField.FullName) && !Columns.ContainsKey(ImportField.LastName))
                {
                    refusals.Add(new Refusal("import.column-missing", "Choose the column of the author’s name.", nameof(ImportField.FullName)));
                }

                break;
        }

        return refusals;

        void Need(ImportField field, string message)
        {
            if (!Columns.ContainsKey(field))
            {
                refusals.Add(new Refusal("import.column-missing", message, field.ToString()));
            }
        }
    }
}
