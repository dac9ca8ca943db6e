using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>What one reviewer was written and has open, as far as reminders go.</summary>
/// <param name="OpenSince">When the oldest of the open reviews was assigned.</param>
/// <param name="Due">This reviewer's own due date.</param>
/// <param name="Zone">Whose clock counts.</param>
/// <param name="Sent">Every reminder so far, of whatever due date.</param>
public sealed record RemindedReviewer(DateTimeOffset OpenSince, DateTimeOffset Due, EventZone Zone, IReadOnlyCollection<ReviewerReminder> Sent);

/// <summary>A mail that would go out by itself.</summary>
/// <param name="Step">Null for the half-way question.</param>
public sealed record PlannedReminder(LadderStep? Step, DateTimeOffset At);

/// <summary>
/// When reviewers are reminded. Days are days on the reviewer's own clock, so that a reminder keeps its time of day when clocks change. What falls into quiet hours
/// goes out before them up to the day itself, so that it is there before the reviews are due, and at their end from then on. A step is sent within
/// <see cref="Tolerance"/> or not at all: after an outage nobody gets a heap. What would have been due before the reviewer had anything open is not sent.
/// </summary>
public static class ReminderLadder
{
    /// <summary>How late a step may still be sent, included.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(24);

    /// <summary>Between two mails that are not steps of one ladder: when the due date moves, after the half-way question and after an organizer's own reminder.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    /// <summary>With less than this between assignment and due date there is no half-way to speak of.</summary>
    public static readonly TimeSpan ShortestForPulse = TimeSpan.FromDays(4);

    /// <summary>When the step goes out, quiet hours kept.</summary>
    public static DateTimeOffset SendAt(LadderStep step, DateTimeOffset due, QuietHours quiet, EventZone zone)
    {
        var at = WallClock.AtOrAfter(zone.At(due).DateTime.AddDays(step.Days), zone, DateTimeOffset.MinValue);
        return step.Days <= 0 ? quiet.LastFree(at, zone) : quiet.FirstFree(at, zone);
    }

    /// <summary>When the half-way question goes out; null when the time is too short for one.</summary>
    public static DateTimeOffset? PulseAt(RemindedReviewer reviewer, QuietHours quiet) =>
        reviewer.Due - reviewer.OpenSince < ShortestForPulse ? null : quiet.FirstFree(reviewer.OpenSince + ((reviewer.Due - reviewer.OpenSince) / 2), reviewer.Zone);

    /// <summary>The step to send at <paramref name="now"/>, or null. Of several that were missed only the latest.</summary>
    public static LadderStep? DueStep(DateTimeOffset now, ReminderPlan plan, RemindedReviewer reviewer)
    {
        if (plan.Quiet.Contains(now, reviewer.Zone) || IsTooSoon(now, reviewer))
        {
            return null;
        }

        var due = plan.Steps
            .Where(step => step.IsOn)
            .Select(step => (Step: step, At: SendAt(step, reviewer.Due, plan.Quiet, reviewer.Zone)))
            .Where(each => reviewer.OpenSince <= each.At && each.At <= now && now <= each.At + Tolerance)
            .OrderBy(each => each.At).ThenBy(each => each.Step.Days)
            .Select(each => (LadderStep?)each.Step)
            .LastOrDefault();
        return due is { } step && reviewer.Sent.Any(sent => sent.DueAt == reviewer.Due && sent.Step == step.Key) ? null : due;
    }

    /// <summary>Whether to ask half-way now. Each reviewer is asked once in an event, whatever becomes of the due date.</summary>
    public static bool IsPulseDue(DateTimeOffset now, ReminderPlan plan, RemindedReviewer reviewer) =>
        plan.AsksHalfway
        && !plan.Quiet.Contains(now, reviewer.Zone)
        && PulseAt(reviewer, plan.Quiet) is { } at && at <= now && now <= at + Tolerance && now < reviewer.Due
        && !reviewer.Sent.Any(sent => sent.Step == ReviewerReminder.PulseStep || now < sent.At + Pause);

    /// <summary>
    /// What would go out from <paramref name="from"/> to <paramref name="to"/>, both included, if nothing were done until then; in the order of time. The rules above are played through, so that what
    /// waits goes at once and what they skip is left out.
    /// </summary>
    public static IReadOnlyList<PlannedReminder> Planned(DateTimeOffset from, DateTimeOffset to, ReminderPlan plan, RemindedReviewer reviewer)
    {
        var (planned, sent) = (new List<PlannedReminder>(), reviewer.Sent.ToList());
        var then = reviewer with { Sent = sent };
        for (DateTimeOffset? at = from; at is { } now && now <= to; at = NextChance(now, plan, then))
        {
            var (asks, step) = (IsPulseDue(now, plan, then), DueStep(now, plan, then));
            if (!asks && step is null)
            {
                continue;
            }

            planned.Add(new PlannedReminder(asks ? null : step, now));
            sent.AddRange(new[] { asks ? ReviewerReminder.PulseStep : null, step?.Key }.OfType<string>().Select(key => new ReviewerReminder { ReviewerId = Guid.Empty, Step = key, DueAt = reviewer.Due, At = now }));
        }

        return planned;
    }

    /// <summary>The next instant at which the answer of the rules can become another: a step or the question begins, a pause or the quiet hours end. Null when there is none.</summary>
    private static DateTimeOffset? NextChance(DateTimeOffset now, ReminderPlan plan, RemindedReviewer reviewer) => plan.Steps
        .Where(step => step.IsOn)
        .Select(step => (DateTimeOffset?)SendAt(step, reviewer.Due, plan.Quiet, reviewer.Zone))
        .Append(PulseAt(reviewer, plan.Quiet))
        .Append(plan.Quiet.FirstFree(now, reviewer.Zone))
        .Concat(reviewer.Sent.Select(sent => (DateTimeOffset?)plan.Quiet.FirstFree(sent.At + Pause, reviewer.Zone)))
        .Where(at => at > now)
        .Min();

    private static bool IsTooSoon(DateTimeOffset now, RemindedReviewer reviewer) =>
        reviewer.Sent.Any(sent => now < sent.At + Pause && (sent.DueAt != reviewer.Due || !int.TryParse(sent.Step, out _)));
}
