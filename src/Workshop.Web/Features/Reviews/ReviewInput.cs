using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>The review form as it is typed.</summary>
public sealed class ReviewInput
{
    public int? Score { get; set; }

    /// <summary>By criterion.</summary>
    public Dictionary<Guid, int?> Answers { get; set; } = [];

    public int? Confidence { get; set; }

    public Guid? Recommendation { get; set; }

    public string? ToAuthors { get; set; }

    public string? ToOrganizers { get; set; }

    /// <summary>The version of the statement that stands beside the box.</summary>
    public int StatementVersion { get; set; }

    public bool AcceptsStatement { get; set; }

    public IFormFile? Attachment { get; set; }

    public bool AttachmentForAuthors { get; set; }

    public bool RemoveAttachment { get; set; }

    public int Revision { get; set; }

    /// <summary>When the form was shown, in ticks of UTC: what it said then about names is what its writer agreed to. Null in a form that does not say.</summary>
    public long? ShownAt { get; set; }

    public static ReviewInput From(ReviewContent content, int revision) => new()
    {
        Score = content.Score,
        Answers = content.Answers.ToDictionary(answer => answer.Key, answer => (int?)answer.Value),
        Confidence = content.Confidence,
        Recommendation = content.Recommendation,
        ToAuthors = content.ToAuthors,
        ToOrganizers = content.ToOrganizers,
        Revision = revision,
    };

    public ReviewContent ToContent() => new(Score, Confidence, ToAuthors ?? "", ToOrganizers ?? "")
    {
        Answers = Answers.Where(answer => answer.Value is not null).ToDictionary(answer => answer.Key, answer => answer.Value!.Value),
        Recommendation = Recommendation,
        AcceptsStatement = AcceptsStatement ? StatementVersion : null,
    };
}
