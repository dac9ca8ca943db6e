using System.Globalization;

namespace Workshop.Domain.Reviewing;

/// <summary>
/// That a reviewer was reminded. A step of the ladder exists once for each due date that it counted from, whatever wrote it: that is what keeps two nodes, a restart and a second run from writing twice.
/// </summary>
public sealed class ReviewerReminder
{
    public const string PulseStep = "pulse";
    public const int MaxStepLength = 40;

    public required Guid ReviewerId { get; init; }

    /// <summary>The key of a <see cref="LadderStep"/>, <see cref="PulseStep"/>, or what <see cref="ByHand"/> makes.</summary>
    public required string Step { get; init; }

    /// <summary>The due date that it counted from.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>An organizer pressed a button: two presses within a minute are one.</summary>
    public static string ByHand(DateTimeOffset now) => "hand " + now.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
