namespace Workshop.Domain.Reviewing;

/// <summary>
/// What an event asks its reviewers: the overall score and the confidence always, criteria and a recommendation as its organizers wish. Higher is better and surer. An event
/// whose organizers changed nothing has no row and uses <see cref="Untouched"/>.
/// </summary>
public sealed partial class ReviewForm
{
    public const int MaxCommentLength = 20_000;
    public const int MaxTextLength = 20_000;
    public const int MaxStatementLength = 2000;
    public const int MostCriteria = 20;
    public const int MostLabels = 12;

    /// <summary>Code of the refusal of a label that is retired.</summary>
    public const string RecommendationRetired = "review.recommendation-retired";

    private ReviewForm()
    {
    }

    /// <summary>The scale of the overall score while nobody changed it, 1 to 6: an even number of points, so that nobody can sit on the fence.</summary>
    public static IReadOnlyList<ScalePoint> Scores { get; } =
    [
        new(6, "Strong accept: should not be missed"),
        new(5, "Accept: clearly belongs in the workshop"),
        new(4, "Weak accept: rather in than out"),
        new(3, "Weak reject: rather out than in"),
        new(2, "Reject: not ready or off topic"),
        new(1, "Strong reject: wrong or without content"),
    ];

    /// <summary>The scale of the confidence while nobody changed it, 1 to 4.</summary>
    public static IReadOnlyList<ScalePoint> Confidences { get; } =
    [
        new(4, "Expert: I work on exactly this"),
        new(3, "Confident: I know the area"),
        new(2, "Fairly confident: I follow the main points"),
        new(1, "Educated guess"),
    ];

    /// <summary>What may be recommended while nobody changed it. The ids are fixed: a review keeps what it chose when the organizers save the form for the first time.</summary>
    public static IReadOnlyList<RecommendationLabel> UsualLabels { get; } =
    [
        new(new Guid("5d0d3f5c-6a0e-4d43-8f6d-7a6c7a0c7a01"), "Talk", false),
        new(new Guid("5d0d3f5c-6a0e-4d43-8f6d-7a6c7a0c7a02"), "Poster", false),
        new(new Guid("5d0d3f5c-6a0e-4d43-8f6d-7a6c7a0c7a03"), "Reject", false),
    ];

    public Guid EventId { get; private init; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>Of the overall score, best first.</summary>
    public IReadOnlyList<ScalePoint> ScoreScale { get; private set; } = Scores;

    /// <summary>Surest first.</summary>
    public IReadOnlyList<ScalePoint> ConfidenceScale { get; private set; } = Confidences;

    /// <summary>In order, retired ones included.</summary>
    public IReadOnlyList<ReviewCriterion> Criteria { get; private set; } = [];

    public ReviewRequirement RecommendationAsked { get; private set; } = ReviewRequirement.Optional;

    /// <summary>In order, retired ones included.</summary>
    public IReadOnlyList<RecommendationLabel> Labels { get; private set; } = UsualLabels;

    /// <summary>Markdown; may be empty.</summary>
    public string Guidelines { get; private set; } = "";

    /// <summary>Markdown; may be empty.</summary>
    public string CodeOfConduct { get; private set; } = "";

    /// <summary>What reviewers accept before their first review is submitted: how language models may be used. Empty means that nothing is to be accepted.</summary>
    public string Statement { get; private set; } = "";

    /// <summary>0 while there never was a statement; rises whenever its text changes, and everybody is asked again.</summary>
    public int StatementVersion { get; private set; }

    public bool HasStatement => Statement.Length > 0;

    /// <summary>The criteria that are asked now, in order.</summary>
    public IEnumerable<ReviewCriterion> AskedCriteria => Criteria.Where(criterion => !criterion.IsRetired);

    /// <summary>The labels that can be chosen now, in order.</summary>
    public IEnumerable<RecommendationLabel> Choices => Labels.Where(label => !label.IsRetired);

    public bool AsksRecommendation => RecommendationAsked != ReviewRequirement.NotAsked;

    public static ReviewForm Untouched(Guid eventId) => new() { EventId = eventId };

    /// <summary>Null for none and for one that is not the event's.</summary>
    public RecommendationLabel? LabelOf(Guid? id) => Labels.FirstOrDefault(label => label.Id == id);

    /// <summary>Whether a review may be handed in by somebody who accepted that version of the statement; null for nobody who accepted any.</summary>
    public Refusal? CheckStatement(int? accepted) => !HasStatement || accepted == StatementVersion
        ? null
        : new Refusal("review.statement", "Read the statement on language models and tick that you keep to it; you are asked once.", nameof(ReviewContent.AcceptsStatement));

    /// <summary>Every reason why this cannot even be kept as a draft; empty when it can.</summary>
    /// <param name="kept">The recommendation that is stored already: a retired one is kept, and never chosen anew.</param>
    public IReadOnlyList<Refusal> CheckDraft(ReviewContent content, Guid? kept)
    {
        var refusals = new List<Refusal>();
        if (content.Score is not null && Scale.WordsOf(ScoreScale, content.Score) is null)
        {
            refusals.Add(new Refusal("review.score-unknown", "Choose one of the scores.", nameof(ReviewContent.Score)));
        }

        foreach (var criterion in AskedCriteria.Where(criterion => content.Answers.TryGetValue(criterion.Id, out var value) && Scale.WordsOf(criterion.Scale, value) is null))
        {
            refusals.Add(new Refusal("review.answer-unknown", $"Choose one of the points of “{criterion.Name}”.", criterion.Field));
        }

        if (content.Confidence is not null && Scale.WordsOf(ConfidenceScale, content.Confidence) is null)
        {
            refusals.Add(new Refusal("review.confidence-unknown", "Choose one of the confidences.", nameof(ReviewContent.Confidence)));
        }

        if (AsksRecommendation && content.Recommendation is not null && LabelOf(content.Recommendation) is null)
        {
            refusals.Add(new Refusal("review.recommendation-unknown", "Choose one of the recommendations.", nameof(ReviewContent.Recommendation)));
        }
        else if (AsksRecommendation && content.Recommendation != kept && LabelOf(content.Recommendation) is { IsRetired: true } retired)
        {
            refusals.Add(new Refusal(RecommendationRetired, $"“{retired.Words}” cannot be recommended any more. Choose another recommendation.", nameof(ReviewContent.Recommendation)));
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

    /// <summary>Every reason why this cannot be handed in, in the order of the form; empty when it can.</summary>
    /// <param name="kept">As in <see cref="CheckDraft"/>.</param>
    public IReadOnlyList<Refusal> CheckComplete(ReviewContent content, Guid? kept)
    {
        var refusals = CheckDraft(content, kept).ToList();
        if (content.Score is null)
        {
            refusals.Add(new Refusal("review.score-missing", "Choose an overall score.", nameof(ReviewContent.Score)));
        }

        refusals.AddRange(AskedCriteria
            .Where(criterion => criterion.IsRequired && !content.Answers.ContainsKey(criterion.Id))
            .Select(criterion => new Refusal("review.answer-missing", $"Choose a point for “{criterion.Name}”.", criterion.Field)));
        if (content.Confidence is null)
        {
            refusals.Add(new Refusal("review.confidence-missing", "Say how confident you are.", nameof(ReviewContent.Confidence)));
        }

        if (RecommendationAsked == ReviewRequirement.Required && content.Recommendation is null)
        {
            refusals.Add(new Refusal("review.recommendation-missing", "Choose what you recommend.", nameof(ReviewContent.Recommendation)));
        }

        if (string.IsNullOrWhiteSpace(content.ToAuthors))
        {
            refusals.Add(new Refusal("review.comment-missing", "Write at least a sentence to the authors: it is all they learn from you.", nameof(ReviewContent.ToAuthors)));
        }

        return refusals;
    }

    /// <summary>What a review keeps when it is saved: what is typed for what is asked, what was there for what is not asked any more.</summary>
    public IReadOnlyList<CriterionAnswer> Keep(IReadOnlyList<CriterionAnswer> stored, IReadOnlyDictionary<Guid, int> typed)
    {
        var asked = AskedCriteria.Select(criterion => criterion.Id).ToHashSet();
        var before = stored.Where(answer => !asked.Contains(answer.Criterion));
        return [.. Criteria.Where(criterion => asked.Contains(criterion.Id) && typed.ContainsKey(criterion.Id)).Select(criterion => new CriterionAnswer(criterion.Id, typed[criterion.Id])), .. before];
    }
}
