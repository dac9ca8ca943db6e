using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>Who takes part in the discussion of a submission, and until when.</summary>
public static class DiscussionAccess
{
    /// <summary>Organizers who handle the submission read it at any time, its reviewers by the rules; reading stays possible after the release, as long as nothing ends it for the reader.</summary>
    /// <param name="hasSubmittedOwn">As <see cref="ReviewFacts.HasSubmittedOwn"/>. Where others' reviews are never shown, that still comes first: a discussion tells what the others think.</param>
    public static bool MayRead(ReviewingRules rules, bool manages, bool isOnDesk, bool hasSubmittedOwn, DateTimeOffset? reviewsDue, DateTimeOffset now) =>
        manages || (isOnDesk && ReviewerIsIn(rules, hasSubmittedOwn, reviewsDue, now));

    /// <summary>Whether a reviewer with the submission on the desk is in the discussion, and reads the authors' response.</summary>
    public static bool ReviewerIsIn(ReviewingRules rules, bool hasSubmittedOwn, DateTimeOffset? reviewsDue, DateTimeOffset now) =>
        rules.IsOpen(reviewsDue, now) && (hasSubmittedOwn || rules.OthersReviews == OthersReviews.Always);

    /// <summary>Why nothing can be written there, or null.</summary>
    /// <param name="decisionReleased">Of this submission.</param>
    public static Refusal? WhyNotWrite(ReviewingRules rules, Timeline timeline, DateTimeOffset? decisionReleased, bool isWithdrawn, DateTimeOffset now)
    {
        if (!rules.Discusses)
        {
            return new Refusal("discussion.off", "Submissions of this event are not discussed here.");
        }

        if (isWithdrawn)
        {
            return new Refusal("discussion.withdrawn", "The submission was withdrawn, so there is nothing left to discuss.");
        }

        return ReviewAccess.WhyNotChange(timeline, decisionReleased, now) is null
            ? null
            : new Refusal("discussion.closed", "The decision has been released, and with that the discussion is closed. It can still be read.");
    }

    /// <summary>
    /// Whether a submitted review was changed after others had spoken: organizers read such a review with other eyes.
    /// </summary>
    /// <param name="firstOfOthers">When somebody else first wrote in the discussion, for everybody; null: nobody did.</param>
    public static bool ChangedSince(DateTimeOffset submittedAt, DateTimeOffset updatedAt, DateTimeOffset? firstOfOthers) =>
        firstOfOthers is { } began && submittedAt < began && updatedAt > began;
}
