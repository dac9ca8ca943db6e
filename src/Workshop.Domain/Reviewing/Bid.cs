namespace Workshop.Domain.Reviewing;

/// <summary>How gladly a reviewer would review a submission. No bid at all says nothing.</summary>
public enum BidValue
{
    Eager,
    Willing,
    InAPinch,
    No,
}

/// <summary>What a reviewer said about one submission; the last word counts.</summary>
public sealed class Bid
{
    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    public BidValue Value { get; private set; }

    public DateTimeOffset At { get; private set; }

    public void Say(BidValue value, DateTimeOffset now)
    {
        Value = value;
        At = now;
    }
}
