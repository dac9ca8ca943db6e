using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>What people call the systems and the fields.</summary>
public static class ImportWords
{
    public static IReadOnlyList<ImportField> FieldsOfSubmissions { get; } =
    [
        ImportField.ExternalId, ImportField.Title, ImportField.Abstract, ImportField.Authors, ImportField.AuthorEmails, ImportField.AuthorAffiliations, ImportField.AuthorOrcids,
        ImportField.Presenter, ImportField.Type, ImportField.Topics, ImportField.MoreTopics, ImportField.Preference, ImportField.PublishedIn, ImportField.PublishedLink, ImportField.State, ImportField.Deleted, ImportField.SubmittedAt,
    ];

    public static IReadOnlyList<ImportField> FieldsOfAuthors { get; } =
        [ImportField.AuthorOf, ImportField.FullName, ImportField.FirstName, ImportField.LastName, ImportField.Email, ImportField.Affiliation, ImportField.Contact];

    public static string Of(ImportSource source) => source switch
    {
        ImportSource.Cmt => "CMT",
        ImportSource.HotCrp => "HotCRP",
        ImportSource.OpenReview => "OpenReview",
        ImportSource.EasyChair => "EasyChair",
        ImportSource.Workshop => "Workshop",
        _ => "another system",
    };

    public static string Of(ImportField field) => field switch
    {
        ImportField.ExternalId => "Number or id there",
        ImportField.Title => "Title",
        ImportField.Abstract => "Abstract",
        ImportField.Authors => "Authors",
        ImportField.AuthorEmails => "Their e-mail addresses",
        ImportField.AuthorAffiliations => "Their affiliations",
        ImportField.AuthorOrcids => "Their ORCID iDs",
        ImportField.Presenter => "Presenter",
        ImportField.Type => "Type",
        ImportField.Topics => "Topics",
        ImportField.MoreTopics => "More topics",
        ImportField.Preference => "Talk or poster",
        ImportField.PublishedIn => "Published in",
        ImportField.PublishedLink => "Link to the publication",
        ImportField.State => "State",
        ImportField.Deleted => "Deleted",
        ImportField.SubmittedAt => "Submitted at",
        ImportField.AuthorOf => "Submission of the author",
        ImportField.FullName => "Name",
        ImportField.FirstName => "First name",
        ImportField.LastName => "Last name",
        ImportField.Email => "E-mail address",
        ImportField.Affiliation => "Affiliation",
        _ => "Corresponding author",
    };

    /// <summary>One grey sentence where the name does not say enough; empty otherwise.</summary>
    public static string Hint(ImportField field) => field switch
    {
        ImportField.ExternalId => "By this a submission is recognized when you import again.",
        ImportField.Authors => "All in one cell, separated by semicolons, commas or line breaks; addresses and affiliations may stand with them.",
        ImportField.AuthorEmails => "A list in the order of the authors. Authors without one are imported, but cannot be told anything.",
        ImportField.AuthorAffiliations or ImportField.AuthorOrcids => "A list in the order of the authors.",
        ImportField.Type => "Recognized by the names of the types of this event.",
        ImportField.Presenter => "A name, an e-mail address or a place in the list; otherwise the contact or the first author.",
        ImportField.State => "“Withdrawn” is imported as withdrawn, drafts are left out, everything else counts as submitted.",
        ImportField.Deleted => "Rows with “yes” are left out.",
        ImportField.SubmittedAt => "Otherwise the moment of the import counts.",
        _ => "",
    };

    public static bool IsRequired(ImportField field) => field is ImportField.ExternalId or ImportField.Title or ImportField.Abstract;
}
