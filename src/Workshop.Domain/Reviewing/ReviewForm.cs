namespace Workshop.Domain.Reviewing;

/// <summary>A point on a scale and what it stands for.</summary>
public sealed record ScalePoint(int Value, string Words);

/// <summary>The scales of a review and what makes one complete. Higher is better and surer.</summary>
public static class ReviewForm
{
    public const int MaxCommentLength = 20_000;

    /// <summary>Overall score, 1 to 6: an even number of points, so that nobody can sit on the fence.</summary>
    public static IReadOnlyList<ScalePoint> Scores { get; } =
    [
        new(6, "Strong accept: should not be missed"),
        new(5, "Accept: clearly belongs in the workshop"),
        new(4, "Weak accept: rather in than out"),
        new(3, "Weak reject: rather out than in"),
        new(2, "Reject: not ready or off topic"),
        new(1, "Strong reject: wrong or without content"),
    ];

    /// <summary>Confidence, 1 to 4.</summary>
    public static IReadOnlyList<ScalePoint> Confidences { get; } =
    [
        new(4, "Expert: I work on exactly this"),
        new(3, "Confident: I know the area"),
        new(2, "Fairly confident: I follow the main points"),
        new(1, "Educated guess"),
    ];

    public static IReadOnlyList<Refusal> CheckDraft(ReviewContent content)
    {
        var refusals = new List<Refusal>();
        if (content.Score is { } score && Scores.All(point => point.Value != score))
        {
            refusals.Add(new Refusal("review.score-unknown", "Choose one of the scores.", nameof(ReviewContent.Score)));
        }

        if (content.Confidence is { } confidence && Confidences.All(point => point.Value != confidence))
        {
            refusals.Add(new Refusal("review.confidence-unknown", "Choose one of the confidences.", nameof(ReviewContent.Confidence)));
        }

        if (content.ToAuthors.Length > MaxCommentLength)
        {
            refusals.Add(new Refusal("review.comment-too-long", $"Shorten the comments to the authors to {MaxCommentLength:N0} characters.", nameof(ReviewContent.ToAuthors)));
        }

        if (content.ToOrganizers.Length > MaxCommentLength)
        {
            refusals.Add(new Refusal("review.comment-too-long", $"Shorten the comments to the organizers to {MaxCommentLength:N0} characters.", nameof(ReviewContent.ToOrganizers)));
        }

        return refusals;
    }

    public static IReadOnlyList<Refusal> CheckComplete(ReviewContent content)
    {
        var refusals = CheckDraft(content).ToList();
        if (content.Score is null)
        {
            refusals.Add(new Refusal("review.score-missing", "Choose an overall score.", nameof(ReviewContent.Score)));
        }

        if (content.Confidence is null)
        {
            refusals.Add(new Refusal("review.confidence-missing", "Say how confident you are.", nameof(ReviewContent.Confidence)));
        }

        if (string.IsNullOrWhiteSpace(content.ToAuthors))
        {
            refusals.Add(new Refusal("review.comment-missing", "Write at least a sentence to the authors: it is all they learn from you.", nameof(ReviewContent.ToAuthors)));
        }

        return refusals;
    }
}
