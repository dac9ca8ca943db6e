namespace Workshop.Domain.Reviewing;

/// <summary>What a reviewer types.</summary>
public sealed record ReviewContent(int? Score, int? Confidence, string ToAuthors, string ToOrganizers);

/// <summary>One reviewer's opinion of one submission. A draft may be unfinished; a submitted review stays complete and may be changed until decisions are released.</summary>
public sealed class Review
{
    private Review()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid AssignmentId { get; private init; }

    public Guid SubmissionId { get; private init; }

    public Guid ReviewerId { get; private init; }

    /// <summary>On <see cref="ReviewForm.Scores"/>.</summary>
    public int? Score { get; private set; }

    /// <summary>On <see cref="ReviewForm.Confidences"/>.</summary>
    public int? Confidence { get; private set; }

    public string ToAuthors { get; private set; } = "";

    public string ToOrganizers { get; private set; } = "";

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When others could first have read anything of it; never moves, whatever becomes of the review. What its writer was promised then about names holds for good (<see cref="ReviewingRules"/>).</summary>
    public DateTimeOffset? FirstSubmittedAt { get; private set; }

    /// <summary>Rises with every change; an edit made on an older one is refused, so that two tabs never overwrite each other.</summary>
    public int Revision { get; private set; }

    public bool IsSubmitted => SubmittedAt is not null;

    public static Review Start(ReviewAssignment assignment) =>
        new() { AssignmentId = assignment.Id, SubmissionId = assignment.SubmissionId, ReviewerId = assignment.ReviewerId };

    /// <summary>Refused when somebody (this reviewer in another tab) saved since <paramref name="revision"/>, or when it would make a submitted review incomplete.</summary>
    public Outcome<Done> Save(ReviewContent content, int revision, bool submit, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            return new Refusal("review.changed-elsewhere", "This review was changed in another window after you opened this form. Compare the two, then save again to keep what you see here.");
        }

        var refusals = submit || IsSubmitted ? ReviewForm.CheckComplete(content) : ReviewForm.CheckDraft(content);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Score = content.Score;
        Confidence = content.Confidence;
        ToAuthors = content.ToAuthors.Trim();
        ToOrganizers = content.ToOrganizers.Trim();
        UpdatedAt = now;
        Revision++;
        if (submit)
        {
            SubmittedAt ??= now;
            FirstSubmittedAt ??= SubmittedAt;
        }

        return Done.Instance;
    }
}
