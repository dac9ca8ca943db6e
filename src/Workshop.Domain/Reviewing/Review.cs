using System.Collections.Immutable;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Reviewing;

/// <summary>What a reviewer types.</summary>
/// <param name="Score">On <see cref="ReviewForm.ScoreScale"/>.</param>
/// <param name="Confidence">On <see cref="ReviewForm.ConfidenceScale"/>.</param>
public sealed record ReviewContent(int? Score, int? Confidence, string ToAuthors, string ToOrganizers)
{
    /// <summary>By criterion; what is not answered is missing.</summary>
    public IReadOnlyDictionary<Guid, int> Answers { get; init; } = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>A label of the form.</summary>
    public Guid? Recommendation { get; init; }

    /// <summary>The version of the statement on language models that is ticked here; null when it is not.</summary>
    public int? AcceptsStatement { get; init; }
}

/// <summary>
/// One reviewer's opinion of one submission. A draft may be unfinished; a submitted review stays complete and may be changed until decisions are released. A reviewer who looked
/// and cannot judge has finished as well: then it is submitted and has no score.
/// </summary>
public sealed class Review
{
    public const int MaxReasonLength = 1000;

    public static readonly Refusal ChangedElsewhere = new(
        "review.changed-elsewhere", "This review was changed in another window after you opened this form. Compare the two, then save again to keep what you see here.");

    private Review()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid AssignmentId { get; private init; }

    public Guid SubmissionId { get; private init; }

    public Guid ReviewerId { get; private init; }

    /// <summary>The overall score, on <see cref="ReviewForm.ScoreScale"/>; null in a submitted review that does not judge.</summary>
    public int? Score { get; private set; }

    /// <summary>On <see cref="ReviewForm.ConfidenceScale"/>.</summary>
    public int? Confidence { get; private set; }

    /// <summary>Also those to criteria that are not asked any more.</summary>
    public IReadOnlyList<CriterionAnswer> Answers { get; private set; } = [];

    /// <summary>A label of the form.</summary>
    public Guid? Recommendation { get; private set; }

    public string ToAuthors { get; private set; } = "";

    public string ToOrganizers { get; private set; } = "";

    /// <summary>Why the reviewer looked and cannot judge, for organizers alone; null when they judge. Authors never learn of such a review.</summary>
    public string? CannotJudgeBecause { get; private set; }

    /// <summary>The score that stood here when the reviewer said that they cannot judge; nobody reads it, and it comes back with <see cref="JudgeAfterAll"/>.</summary>
    public int? SetAsideScore { get; private set; }

    public int? SetAsideConfidence { get; private set; }

    public Guid? SetAsideRecommendation { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was first handed in; also when it says that the reviewer cannot judge.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When others could first have read anything of it; never moves, whatever becomes of the review. What its writer was promised then about names holds for good (<see cref="ReviewingRules"/>).</summary>
    public DateTimeOffset? FirstSubmittedAt { get; private set; }

    /// <summary>Rises with every change; an edit made on an older one is refused, so that two tabs never overwrite each other.</summary>
    public int Revision { get; private set; }

    /// <summary>The open page (a random id, <see cref="ReviewWorkingCopy.MaxTabLength"/>) whose save made this revision; empty when that is not known.</summary>
    public string SavedInTab { get; private set; } = "";

    /// <summary>Which of that page's sendings it was; they rise, so that one which arrives late is told from one which follows.</summary>
    public int SavedNth { get; private set; }

    public bool IsSubmitted => SubmittedAt is not null;

    /// <summary>What it says, as its reviewer would type it.</summary>
    public ReviewContent Content => new(Score, Confidence, ToAuthors, ToOrganizers) { Answers = Answers.ToDictionary(answer => answer.Criterion, answer => answer.Value), Recommendation = Recommendation };

    public static Review Start(ReviewAssignment assignment) =>
        new() { AssignmentId = assignment.Id, SubmissionId = assignment.SubmissionId, ReviewerId = assignment.ReviewerId };

    /// <summary>Refused when somebody (this reviewer in another tab) saved since <paramref name="revision"/>, or when it would make a submitted review incomplete.</summary>
    /// <param name="form">The event's; null means the usual one.</param>
    /// <param name="tab">The open page that saves, see <see cref="SavedInTab"/>; empty when that is not known.</param>
    /// <param name="nth">See <see cref="SavedNth"/>.</param>
    public Outcome<Done> Save(ReviewContent content, int revision, bool submit, DateTimeOffset now, ReviewForm? form = null, string tab = "", int nth = 0)
    {
        form ??= ReviewForm.Untouched(Guid.Empty);
        if (!IsKnownAt(revision, tab, nth))
        {
            return ChangedElsewhere;
        }

        if (CannotJudgeBecause is not null)
        {
            return new Refusal("review.not-judged", "You said that you cannot judge this submission. Choose to judge it after all before you write.");
        }

        var refusals = submit || IsSubmitted ? form.CheckComplete(content, Recommendation) : form.CheckDraft(content, Recommendation);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Score = content.Score;
        Confidence = content.Confidence;
        Answers = form.Keep(Answers, content.Answers);
        Recommendation = form.AsksRecommendation ? content.Recommendation : Recommendation;
        ToAuthors = TextLength.Clean(content.ToAuthors);
        ToOrganizers = TextLength.Clean(content.ToOrganizers);
        UpdatedAt = now;
        (SavedInTab, SavedNth) = (tab, nth);
        Revision++;
        if (submit)
        {
            SubmittedAt ??= now;
            FirstSubmittedAt ??= SubmittedAt;
        }

        return Done.Instance;
    }

    /// <summary>
    /// Whether a page at <paramref name="revision"/> has seen what stands here: it is this one, or the one before it and the page itself made this one without hearing the answer.
    /// </summary>
    public bool IsKnownAt(int revision, string tab, int nth) => revision == Revision || (tab.Length > 0 && tab == SavedInTab && nth > SavedNth && revision == Revision - 1);

    /// <summary>Whether saving <paramref name="content"/> would change nothing.</summary>
    public bool SaysTheSame(ReviewContent content, ReviewForm form) =>
        Score == content.Score
        && Confidence == content.Confidence
        && (!form.AsksRecommendation || Recommendation == content.Recommendation)
        && form.Keep(Answers, content.Answers).OrderBy(answer => answer.Criterion).SequenceEqual(Answers.OrderBy(answer => answer.Criterion))
        && ToAuthors == TextLength.Clean(content.ToAuthors)
        && ToOrganizers == TextLength.Clean(content.ToOrganizers);

    /// <summary>"I looked at it and cannot judge": finished, without a score and a recommendation. What was written stays, and comes back with <see cref="JudgeAfterAll"/>.</summary>
    public Outcome<Done> CannotJudge(string reason, int revision, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        var because = TextLength.Clean(reason);
        if (because.Length is 0 or > MaxReasonLength)
        {
            return because.Length == 0
                ? new Refusal("review.reason-missing", "Say in a sentence why you cannot judge it. Only the organizers read it.", "Reason")
                : new Refusal("review.reason-too-long", $"Shorten the reason to {MaxReasonLength:N0} characters.", "Reason");
        }

        if (CannotJudgeBecause is null)
        {
            (SetAsideScore, SetAsideConfidence, SetAsideRecommendation) = (Score, Confidence, Recommendation);
        }

        (Score, Confidence, Recommendation, CannotJudgeBecause) = (null, null, null, because);
        (UpdatedAt, SubmittedAt, SavedInTab) = (now, now, "");
        FirstSubmittedAt ??= now;
        Revision++;
        return Done.Instance;
    }

    /// <summary>A draft again, with what was written before. Changes nothing when it judges.</summary>
    public void JudgeAfterAll(DateTimeOffset now)
    {
        if (CannotJudgeBecause is not null)
        {
            (Score, Confidence, Recommendation) = (SetAsideScore, SetAsideConfidence, SetAsideRecommendation);
            (SetAsideScore, SetAsideConfidence, SetAsideRecommendation) = (null, null, null);
            (CannotJudgeBecause, SubmittedAt, UpdatedAt, SavedInTab) = (null, null, now, "");
            Revision++;
        }
    }
}
