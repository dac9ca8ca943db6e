namespace Workshop.Domain.Reviewing;

/// <summary>The parts of a review that are shown or hidden separately.</summary>
public enum ReviewPart
{
    /// <summary>Scores and what is written to the authors, as organizers and reviewers read it.</summary>
    Content,

    /// <summary>What is written to the organizers alone.</summary>
    ToOrganizers,

    /// <summary>Who wrote it, among reviewers and organizers.</summary>
    ReviewerName,

    /// <summary>What is written to the authors, as they read it: in the time of the response, and from the release on.</summary>
    ForAuthors,

    /// <summary>The scores beside it, in the time of the response.</summary>
    ScoreForAuthors,

    /// <summary>Who wrote it, for the authors.</summary>
    NameForAuthors,
}

/// <summary>What the policy needs to know of one review, for one viewer.</summary>
/// <param name="Manages">The viewer may manage the submission.</param>
/// <param name="IsOnDesk">The submission is on the viewer's desk: assigned, and nothing keeps the viewer away.</param>
/// <param name="IsAuthor">The viewer wrote the submission.</param>
/// <param name="IsOwn">The viewer wrote the review.</param>
/// <param name="HasSubmittedOwn">The viewer's own review of the submission is submitted, and judges it: nobody reads the others first by saying that they cannot, and judges after all.</param>
/// <param name="IsSubmitted">The review is no draft.</param>
/// <param name="PromisedAt"><see cref="Review.FirstSubmittedAt"/>: what was promised then about names holds.</param>
/// <param name="FirstMessageAt">When its writer first said something in the discussion; null: never.</param>
/// <param name="IsActive">Its assignment was not taken away.</param>
/// <param name="IsWithdrawn">The submission was withdrawn.</param>
/// <param name="IsReleased">The decision on the submission was released.</param>
/// <param name="IsDecided">That of the event was, or of the submission.</param>
public sealed record ReviewFacts(
    bool Manages, bool IsOnDesk, bool IsAuthor, bool IsOwn, bool HasSubmittedOwn, bool IsSubmitted, DateTimeOffset? PromisedAt, DateTimeOffset? FirstMessageAt, bool IsActive, bool IsWithdrawn, bool IsReleased, bool IsDecided)
{
    /// <summary>False when its writer looked and cannot judge: authors never learn of such a review.</summary>
    public bool IsJudged { get; init; } = true;
}

/// <summary>
/// Who may see what of a review: the one policy that pages, mails and lists ask. <c>ReviewQueries.ReviewsShownTo</c> in Data says the same in SQL, and a test walks all
/// combinations to prove that the two agree.
/// </summary>
public static class ReviewVisibility
{
    /// <param name="reviewsDue">Of the event.</param>
    public static bool MaySee(ReviewFacts facts, ReviewingRules rules, ReviewPart part, DateTimeOffset? reviewsDue, DateTimeOffset now)
    {
        var counts = facts is { IsSubmitted: true, IsActive: true };
        var own = facts is { IsOnDesk: true, IsOwn: true };
        var manager = facts.Manages && counts;
        var colleague = facts.IsOnDesk && !facts.IsOwn && counts && ReadsOthers(rules, facts.HasSubmittedOwn, reviewsDue, now);
        var author = facts is { IsAuthor: true, IsJudged: true } && counts;
        var responds = author && !facts.IsDecided && !facts.IsWithdrawn && rules.IsResponseOpen(now);
        return part switch
        {
            ReviewPart.Content => own || manager || colleague,
            ReviewPart.ToOrganizers => own || manager,
            ReviewPart.ReviewerName => own || manager || (colleague && IsNamed(rules.ReviewersNamedSince, facts.PromisedAt, facts.FirstMessageAt)),
            ReviewPart.ForAuthors => (author && facts.IsReleased) || responds,
            ReviewPart.ScoreForAuthors => responds && rules.ResponseShowsScores,
            ReviewPart.NameForAuthors => author && facts.IsReleased && rules.SignedSince <= facts.PromisedAt,
            _ => false,
        };
    }

    /// <summary>Whether a reviewer who has the submission on the desk reads what the others wrote.</summary>
    public static bool ReadsOthers(ReviewingRules rules, bool hasSubmittedOwn, DateTimeOffset? reviewsDue, DateTimeOffset now) =>
        rules.IsOpen(reviewsDue, now) && rules.OthersReviews switch
        {
            OthersReviews.AfterOwn => hasSubmittedOwn,
            OthersReviews.Always => true,
            _ => false,
        };

    /// <summary>Everything that the reviewer said to the others has to be under the promise: one word from before, and the number of that paper stays a number.</summary>
    public static bool IsNamed(DateTimeOffset? namedSince, DateTimeOffset? promisedAt, DateTimeOffset? firstMessageAt) =>
        promisedAt is not null && namedSince <= promisedAt && (firstMessageAt is null || namedSince <= firstMessageAt);
}

/// <summary>An assignment as far as its number needs it.</summary>
public sealed record NumberedAssignment(Guid Id, Guid SubmissionId, DateTimeOffset AssignedAt, int ShuffleKey);

/// <summary>
/// "Reviewer 2": the same in the discussion, on the pages and in every mail. Random among those who were assigned together, so that it says nothing about who it is; who is
/// added later comes after them and who is taken away keeps the number, so that no number ever moves.
/// </summary>
public static class ReviewerNumbers
{
    /// <summary>By assignment, from 1 within each submission.</summary>
    /// <param name="assignments">All that there ever were of these submissions, those taken away included; in any order.</param>
    public static IReadOnlyDictionary<Guid, int> Of(IEnumerable<NumberedAssignment> assignments)
    {
        var numbers = new Dictionary<Guid, int>();
        foreach (var paper in assignments.GroupBy(assignment => assignment.SubmissionId))
        {
            var number = 0;
            foreach (var assignment in paper.OrderBy(one => one.AssignedAt).ThenBy(one => one.ShuffleKey).ThenBy(one => one.Id))
            {
                numbers.Add(assignment.Id, ++number);
            }
        }

        return numbers;
    }
}
