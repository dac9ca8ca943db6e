using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>Until when reviewers may write, change and hand back. Being late is no reason to refuse: a late review is better than none.</summary>
public static class ReviewAccess
{
    /// <summary>Why a review may not be changed any more, or null. Not from the instant on at which the decision was released, of the event or of this one submission.</summary>
    public static Refusal? WhyNotChange(Timeline timeline, DateTimeOffset? decisionReleased, DateTimeOffset now) =>
        timeline.DecisionsReleased <= now || decisionReleased <= now
            ? new Refusal("review.decided", "The decision has been released to the authors, so reviews cannot be changed any more.")
            : null;

    /// <summary>
    /// The order in which a reviewer best works: what is begun, what is not begun, what is done; by number within each.
    /// </summary>
    /// <param name="started">A draft is saved.</param>
    public static int WorkingOrder(bool started, bool submitted) => submitted ? 2 : started ? 0 : 1;
}
