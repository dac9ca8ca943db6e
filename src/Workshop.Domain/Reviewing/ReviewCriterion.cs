namespace Workshop.Domain.Reviewing;

/// <summary>A point on a scale and what it stands for.</summary>
public sealed record ScalePoint(int Value, string Words);

/// <summary>What is asked of a reviewer beside the overall score, on a scale of its own.</summary>
/// <param name="Id">Stays when it is renamed, so that answers stay with it.</param>
/// <param name="Explanation">For reviewers; may be empty.</param>
/// <param name="Scale">Best point first, 2 to 10 of them, down to 1.</param>
/// <param name="ForAuthors">Authors see the answers with the decision.</param>
/// <param name="IsRetired">Not asked any more; its answers remain visible.</param>
public sealed record ReviewCriterion(Guid Id, string Name, string Explanation, IReadOnlyList<ScalePoint> Scale, bool IsRequired, bool ForAuthors, bool IsRetired)
{
    public const int MaxNameLength = 80;
    public const int MaxExplanationLength = 500;

    /// <summary>How the form and refusals name its field.</summary>
    public static string FieldOf(Guid id) => $"Answers[{id}]";

    public string Field => FieldOf(Id);
}

/// <summary>What a reviewer chose on one criterion.</summary>
public sealed record CriterionAnswer(Guid Criterion, int Value);

/// <summary>What a reviewer may recommend, in the event's own words.</summary>
/// <param name="IsRetired">Cannot be chosen any more; whoever chose it keeps it.</param>
public sealed record RecommendationLabel(Guid Id, string Words, bool IsRetired)
{
    public const int MaxLength = 60;
}

/// <summary>How much the form insists.</summary>
public enum ReviewRequirement
{
    NotAsked,
    Optional,
    Required,
}

/// <summary>What an organizer types about one criterion.</summary>
/// <param name="Points">One line for each point, best first.</param>
public sealed record CriterionSettings(string Name, string Explanation, string Points, bool IsRequired, bool ForAuthors);

/// <summary>What an organizer types about the rest of the form.</summary>
/// <param name="Labels">Null id for a new one; emptied words take one away.</param>
public sealed record ReviewFormSettings(
    string Scores, string Confidences, ReviewRequirement Recommendation, IReadOnlyList<(Guid? Id, string Words)> Labels,
    string Guidelines, string CodeOfConduct, string Statement);

/// <summary>What the reviews of an event say already, drafts included: a form may change only in ways that lose none of it.</summary>
/// <param name="Submitted">Reviews that are handed in.</param>
/// <param name="Scores">Reviews with an overall score.</param>
/// <param name="Answers">By criterion, how many reviews answer it.</param>
/// <param name="Recommendations">By label, how many reviews chose it.</param>
public sealed record ReviewFormUse(int Submitted, int Scores, int Confidences, IReadOnlyDictionary<Guid, int> Answers, IReadOnlyDictionary<Guid, int> Recommendations)
{
    public static ReviewFormUse None { get; } = new(0, 0, 0, new Dictionary<Guid, int>(), new Dictionary<Guid, int>());

    public int AnswersTo(Guid criterion) => Answers.GetValueOrDefault(criterion);

    public static ReviewFormUse Of(IEnumerable<Review> reviews)
    {
        var all = reviews.ToList();
        return new ReviewFormUse(
            all.Count(review => review.IsSubmitted),
            all.Count(review => (review.Score ?? review.SetAsideScore) is not null),
            all.Count(review => (review.Confidence ?? review.SetAsideConfidence) is not null),
            all.SelectMany(review => review.Answers).GroupBy(answer => answer.Criterion).ToDictionary(group => group.Key, group => group.Count()),
            all.Select(review => review.Recommendation ?? review.SetAsideRecommendation).OfType<Guid>().GroupBy(label => label).ToDictionary(group => group.Key, group => group.Count()));
    }
}
