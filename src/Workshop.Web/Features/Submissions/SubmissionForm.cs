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

    /// <summary>One for each question that is asked, in the order of the form.</summary>
    public IList<AnswerField> Answers { get; set; } = [];

    /// <summary>New files for the supplement.</summary>
    public IList<IFormFile> Supplement { get; set; } = [];

    /// <summary>Files beside the PDF that are to be taken away.</summary>
    public IList<Guid> Detach { get; set; } = [];

    /// <summary>The files of this form beside the PDF.</summary>
    public IReadOnlyList<AttachmentUpload> ToAttachments() =>
    [
        .. Answers.Where(answer => answer.File is not null).Select(answer => new AttachmentUpload(answer.QuestionId, Upload.Of(answer.File)!)),
        .. Supplement.Select(file => new AttachmentUpload(null, Upload.Of(file)!)),
    ];

    /// <summary>What was typed for a question, whatever its kind.</summary>
    public AnswerEntry AnswerTo(Question question) => new(question.Id, Answers.FirstOrDefault(answer => answer.QuestionId == question.Id)?.Value ?? "");

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
            Answers = [.. content.Answers.Select(answer => new AnswerField { QuestionId = answer.QuestionId, Values = [answer.Value] })],
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
        Answers = [.. Answers.Select(answer => new AnswerEntry(answer.QuestionId, answer.Value))],
    };

    /// <summary>Where this form shows what the Domain calls <paramref name="field"/>: its author list is "Authors[2].Name", ours "Authors.Rows[2].Name".</summary>
    public static string? FieldOf(string? field) => field?.Replace("Authors[", "Authors.Rows[", StringComparison.Ordinal);
}

/// <summary>The answer to one question as it comes from the form.</summary>
public sealed class AnswerField
{
    public Guid QuestionId { get; set; }

    /// <summary>One for most kinds; the key of each option that is ticked for a multiple choice.</summary>
    public IList<string?> Values { get; set; } = [];

    public IFormFile? File { get; set; }

    /// <summary>As <see cref="AnswerEntry"/> wants it: keys have no blanks.</summary>
    public string Value => string.Join(' ', Values.Where(value => !string.IsNullOrEmpty(value)));
}
