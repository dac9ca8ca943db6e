namespace Workshop.Domain.Reviewing;

/// <summary>When reviewers bid: from the end of the call, when the list is complete, until decisions are released. What they say counts for the next assignment that is made.</summary>
public static class Bidding
{
    /// <summary>Why nobody can bid at <paramref name="now"/>, or null. The closing instant of the call still belongs to the call.</summary>
    public static Refusal? WhyNot(DateTimeOffset submissionsClose, DateTimeOffset? decisionsReleased, DateTimeOffset now) =>
        now <= submissionsClose ? new Refusal("bid.too-early", "You can say what you would like to review when the call has closed.")
        : decisionsReleased <= now ? new Refusal("bid.too-late", "Decisions have been released; there is nothing left to assign.")
        : null;
}
