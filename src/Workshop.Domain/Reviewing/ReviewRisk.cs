using System.Globalization;

namespace Workshop.Domain.Reviewing;

/// <summary>What an organizer may know of one reviewer's work.</summary>
/// <param name="Open">Reviews that are not submitted.</param>
/// <param name="Begun">Those of the open ones of which a draft is saved.</param>
/// <param name="Due">This reviewer's own due date; null when the event has none.</param>
/// <param name="AssignedAt">When the oldest of the open ones was assigned.</param>
/// <param name="HasCome">Has used a link from our mails or saved something, or may have come by an account.</param>
/// <param name="LastActive">When the reviewer last saved something or opened the desk from a mail; null when never.</param>
public sealed record ReviewerStanding(int Open, int Begun, int Submitted, DateTimeOffset? Due, DateTimeOffset AssignedAt, PulseAnswer? Pulse, bool HasCome, DateTimeOffset? LastActive);

/// <param name="Need">The higher, the more urgent; only for comparing.</param>
/// <param name="Reasons">In words, the gravest first; never empty.</param>
public sealed record ReviewRisk(int Need, IReadOnlyList<string> Reasons)
{
    /// <summary>Without a sign of life for this long, somebody who has begun is called idle.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(5);

    /// <summary>So long after the assignment nobody is blamed for not having looked yet.</summary>
    public static readonly TimeSpan TimeToLook = TimeSpan.FromDays(2);

    /// <summary>Whether the reviewer is late or likely to be, and why; null when nothing is open or nothing speaks for it.</summary>
    public static ReviewRisk? Of(ReviewerStanding standing, DateTimeOffset now)
    {
        if (standing.Open == 0)
        {
            return null;
        }

        var reasons = new List<(int Need, string Words)>();
        var left = standing.Due - now;
        if (left < TimeSpan.Zero)
        {
            var late = Math.Max(1, (int)Math.Floor(-left.Value.TotalDays));
            reasons.Add((100 + Math.Min(late, 30), late == 1 && -left.Value < TimeSpan.FromDays(1) ? $"late since today with {Reviews(standing.Open)}" : $"{Days(late)} late with {Reviews(standing.Open)}"));
        }

        switch (standing.Pulse)
        {
            case PulseAnswer.Cannot:
                reasons.Add((90, "said that they cannot"));
                break;
            case PulseAnswer.NeedsHelp:
                reasons.Add((60, "asked for help"));
                break;
        }

        if (left >= TimeSpan.Zero)
        {
            var days = (int)Math.Ceiling(left.Value.TotalDays);
            if (days < standing.Open)
            {
                reasons.Add((40, $"{Reviews(standing.Open)} left for {Days(days)}"));
            }

            var span = standing.Due!.Value - standing.AssignedAt;
            if (standing is { Begun: 0, Submitted: 0 } && now - standing.AssignedAt >= span / 2)
            {
                reasons.Add((30, $"nothing begun, {Days(days)} left"));
            }
        }
        else if (left is not null && standing is { Begun: 0, Submitted: 0 })
        {
            reasons.Add((30, "nothing begun"));
        }

        if (!standing.HasCome && now - standing.AssignedAt >= TimeToLook)
        {
            reasons.Add((25, "has opened no link of our mails and saved nothing"));
        }
        else if (standing.HasCome && standing.LastActive is { } active && now - active >= Idle && (left is null || left < TimeSpan.FromDays(7)))
        {
            reasons.Add((15, $"opened it, then nothing for {Days((int)Math.Floor((now - active).TotalDays))}"));
        }

        if (reasons.Count == 0)
        {
            return null;
        }

        // Somebody who said that all goes well is believed a little: not when the day has passed.
        var need = reasons.Sum(reason => reason.Need) - (standing.Pulse == PulseAnswer.OnTrack && left >= TimeSpan.Zero ? 20 : 0);
        return new ReviewRisk(need, [.. reasons.OrderByDescending(reason => reason.Need).Select(reason => reason.Words)]);
    }

    private static string Days(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "day" : "days")}");

    private static string Reviews(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "review" : "reviews")}");
}
