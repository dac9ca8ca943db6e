namespace Workshop.Domain.Submissions.Import;

/// <summary>
/// Recognizes an export by its column names and proposes what each column is. The names are those that the systems wrote in 2024 and 2025; a proposal that is
/// wrong costs an organizer one choice on the page.
/// </summary>
public static class ImportDetection
{
    /// <summary>In the order in which they are preferred; see <see cref="NameOf"/>.</summary>
    private static readonly (ImportField Field, string[] Names)[] Known =
    [
        (ImportField.ExternalId, ["#", "pid", "paperid", "number", "submission#", "submissionnumber", "submissionid", "paper", "paper#", "id", "externalid", "forum"]),
        (ImportField.Title, ["title", "papertitle", "submissiontitle"]),
        (ImportField.Abstract, ["abstract", "abstracttext", "summary"]),
        (ImportField.Authors, ["authors", "authornames", "authorlist", "author", "names", "authorname"]),
        (ImportField.AuthorEmails, ["authoremails", "emails", "authorids", "authoremail", "authorsemails", "email"]),
        (ImportField.AuthorAffiliations, ["authoraffiliations", "affiliations", "authorsaffiliations", "institutions", "affiliation"]),
        (ImportField.AuthorOrcids, ["authororcids", "orcids", "authorsorcids", "orcid"]),
        (ImportField.Presenter, ["presenter", "presentingauthor", "speaker", "correspondingauthor", "primarycontactauthoremail"]),
        (ImportField.Topics, ["topics", "topic", "primarysubjectarea", "subjectareas", "keywords", "track", "trackname", "area", "areas"]),
        (ImportField.MoreTopics, ["secondarysubjectareas"]),
        (ImportField.Type, ["type", "submissiontype", "papertype", "category", "contributiontype"]),
        (ImportField.Preference, ["preference", "presentationpreference", "preferredpresentation", "talkorposter"]),
        (ImportField.PublishedIn, ["publishedin", "publishedvenue"]),
        (ImportField.PublishedLink, ["publishedlink", "publicationlink", "publicationurl"]),
        (ImportField.State, ["state", "status", "venue"]),
        (ImportField.Deleted, ["deleted"]),
        (ImportField.SubmittedAt, ["submittedatutc", "submittedat", "submitted", "created", "cdate", "tcdate", "submissiontime", "submissiondate", "timestamp"]),
    ];

    private static readonly (ImportField Field, string[] Names)[] KnownOfAuthors =
    [
        (ImportField.AuthorOf, ["submission#", "paper", "paperid", "pid", "#", "submission", "submissionid", "submissionnumber", "number"]),
        (ImportField.FirstName, ["firstname", "first", "givenname"]),
        (ImportField.LastName, ["lastname", "last", "familyname", "surname"]),
        (ImportField.FullName, ["fullname", "name", "authorname", "author"]),
        (ImportField.Email, ["email", "emailaddress", "authoremail", "mail"]),
        (ImportField.Affiliation, ["affiliation", "institution", "organization", "organisation"]),
        (ImportField.Contact, ["corresponding", "iscontact", "contact", "presenter"]),
    ];

    /// <summary>"Paper ID" → "paperid", "deleted?" → "deleted", "content.title" → "title"; the number sign stays, because it is a name of its own.</summary>
    public static string NameOf(string column)
    {
        var name = column.StartsWith("content.", StringComparison.OrdinalIgnoreCase) ? column["content.".Length..] : column;
        return new string([.. name.Where(character => char.IsLetterOrDigit(character) || character == '#')]).ToLowerInvariant();
    }

    public static ImportSource SourceOf(IReadOnlyList<string> columns)
    {
        var names = columns.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return names switch
        {
            _ when names.IsSupersetOf(["submittedatutc", "publishedin"]) => ImportSource.Workshop,
            _ when names.Contains("#") && names.Overlaps(["formfields", "lastupdated", "reviewssent"]) => ImportSource.EasyChair,
            _ when names.IsSupersetOf(["paperid", "papertitle"]) => ImportSource.Cmt,
            _ when names.Contains("pid") || names.IsSupersetOf(["paper", "title"]) => ImportSource.HotCrp,
            _ when names.Overlaps(["forum", "authorids"]) || columns.Any(column => column.StartsWith("content.", StringComparison.OrdinalIgnoreCase)) => ImportSource.OpenReview,
            _ => ImportSource.Other,
        };
    }

    /// <summary>A first proposal for all that can be chosen.</summary>
    /// <param name="authors">The second file, or null.</param>
    /// <param name="eventZoneId">For times of unknown systems.</param>
    public static ImportChoices Propose(ImportTable table, ImportTable? authors, string eventZoneId)
    {
        var source = SourceOf(table.Columns);
        var columns = new Dictionary<ImportField, int>();
        Propose(columns, table.Columns, Known);
        if (authors is not null)
        {
            Propose(columns, authors.Columns, KnownOfAuthors);
        }

        var numbered = NumberedAuthors.Find(table.Columns).Count > 0;
        var from = authors is not null ? AuthorsFrom.SecondFile : numbered && !columns.ContainsKey(ImportField.Authors) ? AuthorsFrom.NumberedColumns : AuthorsFrom.Columns;
        return new ImportChoices(source, columns, from, ZoneOf(source, eventZoneId), UnknownTopics.LeaveOut, false, false, false, []);
    }

    /// <summary>EasyChair and our own export write UTC, CMT the time of Redmond; the others name the zone or write instants.</summary>
    private static string ZoneOf(ImportSource source, string eventZoneId) => source switch
    {
        ImportSource.EasyChair or ImportSource.Workshop or ImportSource.OpenReview or ImportSource.HotCrp => "Etc/UTC",
        ImportSource.Cmt => "America/Los_Angeles",
        _ => eventZoneId,
    };

    private static void Propose(Dictionary<ImportField, int> proposed, IReadOnlyList<string> columns, (ImportField Field, string[] Names)[] known)
    {
        var names = columns.Select(NameOf).ToList();
        foreach (var (field, candidates) in known)
        {
            foreach (var candidate in candidates)
            {
                var column = names.IndexOf(candidate);
                if (column >= 0)
                {
                    proposed[field] = column;
                    break;
                }
            }
        }
    }
}
