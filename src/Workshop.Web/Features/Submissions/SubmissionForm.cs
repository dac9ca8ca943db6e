using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// A submission as a form. No property is required here: a draft may stay as unfinished as its author likes, and the Domain says what is missing
/// before it can be submitted.
/// </summary>
public sealed class SubmissionForm
{
    /// <summary>Made when the form is shown first, so that a double click makes one submission and not two.</summary>
    public Guid Id { get; set; }

    /// <summary>The saved revision that the form was opened at; 0 when nothing is saved yet.</summary>
    public int Revision { get; set; }

    /// <summary>Null when the event has no types, or none is chosen yet.</summary>
    public Guid? TypeId { get; set; }

    public string? Title { get; set; }

    public string? Abstract { get; set; }

    public AuthorRows Authors { get; set; } = new();

    public IList<Guid> TopicIds { get; set; } = [];

    public PresentationPreference Preference { get; set; }

    public bool IsPublished { get; set; }

    public string? PublishedIn { get; set; }

    public string? PublishedLink { get; set; }

    public IFormFile? File { get; set; }

    public static SubmissionForm From(Submission saved)
    {
        var content = saved.Content;
        return new SubmissionForm
        {
            Id = saved.Id,
            Revision = saved.Revision,
            TypeId = content.TypeId,
            Title = content.Title,
            Abstract = content.Abstract,
            Authors = new AuthorRows
            {
                Rows = content.Authors.Count == 0 ? [new()] : [.. content.Authors.Select(author => new AuthorRow { Name = author.Name, Email = author.Email, Affiliation = author.Affiliation, Orcid = author.Orcid })],
                Presenter = Math.Max(0, content.Authors.ToList().FindIndex(author => author.IsPresenter)),
            },
            TopicIds = [.. content.TopicIds],
            Preference = content.Preference,
            IsPublished = content.IsPublished,
            PublishedIn = content.PublishedIn,
            PublishedLink = content.PublishedLink,
        };
    }

    public SubmissionContent ToContent() => new(
        Title ?? "",
        Abstract ?? "",
        [.. Authors.Rows.Select((row, place) => new AuthorEntry(row.Name ?? "", row.Email ?? "", row.Affiliation ?? "", place == Authors.Presenter) { Orcid = row.Orcid ?? "" })],
        [.. TopicIds],
        Preference,
        IsPublished,
        PublishedIn,
        PublishedLink)
    {
        TypeId = TypeId,
    };

    /// <summary>Where this form shows what the Domain calls <paramref name="field"/>: its author list is "Authors[2].Name", ours "Authors.Rows[2].Name".</summary>
    public static string? FieldOf(string? field) => field?.Replace("Authors[", "Authors.Rows[", StringComparison.Ordinal);
}
