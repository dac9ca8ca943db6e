namespace Workshop.Domain.Reviewing;

public enum PulseAnswer
{
    OnTrack,
    NeedsHelp,
    Cannot,
}

/// <summary>What a reviewer answered half-way; the last answer counts. No row means that nobody has answered.</summary>
public sealed class ReviewerPulse
{
    public required Guid ReviewerId { get; init; }

    public PulseAnswer Answer { get; private set; }

    public DateTimeOffset AnsweredAt { get; private set; }

    public void Say(PulseAnswer answer, DateTimeOffset now)
    {
        Answer = answer;
        AnsweredAt = now;
    }

    /// <summary>As in the address of the link in the mail; null for anything else.</summary>
    public static PulseAnswer? Parse(string? word) => word switch
    {
        "on-track" => PulseAnswer.OnTrack,
        "need-help" => PulseAnswer.NeedsHelp,
        "cannot" => PulseAnswer.Cannot,
        _ => null,
    };

    /// <summary>"On track", as people say it.</summary>
    public static string Words(PulseAnswer answer) => answer switch
    {
        PulseAnswer.OnTrack => "on track",
        PulseAnswer.NeedsHelp => "needs help",
        PulseAnswer.Cannot => "cannot",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
