namespace Workshop.Domain.Reviewing;

/// <summary>A topic of the event that the reviewer speaks for.</summary>
public sealed class ReviewerTopic
{
    public required Guid ReviewerId { get; init; }

    public required Guid TopicId { get; init; }
}
