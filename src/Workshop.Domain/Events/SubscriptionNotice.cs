using System.Globalization;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Events;

public enum SubscriptionNoticeKind
{
    DayLeft,
    DeadlineMoved,
    WeekLeft,
    CallOpen,
    ProgrammeOut,
}

/// <summary>Something that subscribers are told once.</summary>
/// <param name="Key">The same for the same fact: a deadline that moves makes a new one.</param>
/// <param name="Due">Whoever confirms later knows it already and is not told.</param>
/// <param name="Until">After it nothing is sent any more: late news is none.</param>
/// <param name="Deadline">That it speaks of; null when it speaks of none.</param>
/// <param name="Before">The deadline that was moved.</param>
public sealed record SubscriptionNotice(SubscriptionNoticeKind Kind, string Key, DateTimeOffset Due, DateTimeOffset Until, DateTimeOffset? Deadline = null, DateTimeOffset? Before = null)
{
    /// <summary>So long after its moment a notice is still news.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    /// <summary>A mail that comes in the last hours finds nobody who could still act on it.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(4);

    /// <summary>A programme that is hidden again at once was published by mistake.</summary>
    private static readonly TimeSpan ProgrammeSettles = TimeSpan.FromMinutes(15);

    public SubscriptionTopic Topic => Kind switch
    {
        SubscriptionNoticeKind.CallOpen => SubscriptionTopic.Call,
        SubscriptionNoticeKind.ProgrammeOut => SubscriptionTopic.Programme,
        _ => SubscriptionTopic.Deadlines,
    };

    /// <summary>All that may be sent at <paramref name="now"/>, the most urgent first; nothing once the event is over.</summary>
    /// <param name="deadlines">Of the event and its types, for everybody.</param>
    /// <param name="records">Of the event, in order of time.</param>
    /// <param name="programmeIsOut">Whether there is a public version.</param>
    public static IReadOnlyList<SubscriptionNotice> OpenAt(DateTimeOffset now, Timeline timeline, IReadOnlyList<CommonDeadline> deadlines, IReadOnlyList<DeadlineRecord> records, bool programmeIsOut)
    {
        if (now > timeline.Ends || now < timeline.SubmissionsOpen)
        {
            return [];
        }

        var notices = new List<SubscriptionNotice>();
        var instants = deadlines.Select(deadline => deadline.At).Distinct().Order().ToList();
        foreach (var at in instants)
        {
            notices.Add(new SubscriptionNotice(SubscriptionNoticeKind.DayLeft, $"day:{Seconds(at)}", at.AddDays(-1), at - TooLate, at));
            notices.Add(new SubscriptionNotice(SubscriptionNoticeKind.WeekLeft, $"week:{Seconds(at)}", at.AddDays(-7), at.AddDays(-7) + Fresh, at));
        }

        if (DeadlineRecord.Moves(records, timeline.SubmissionsOpen, now).LastOrDefault() is { Record: { } moved } move && moved.Deadline == timeline.SubmissionsClose)
        {
            var due = moved.SeenAt + DeadlineRecord.Settles;
            notices.Add(new SubscriptionNotice(SubscriptionNoticeKind.DeadlineMoved, $"moved:{Seconds(moved.Deadline)}", due, Earlier(due + Fresh, moved.Deadline - TooLate), moved.Deadline, move.Before));
        }

        if (instants.Count > 0)
        {
            notices.Add(new SubscriptionNotice(SubscriptionNoticeKind.CallOpen, "call", timeline.SubmissionsOpen, Earlier(timeline.SubmissionsOpen + Fresh, instants[^1] - TooLate), instants[^1]));
        }

        if (programmeIsOut && timeline.ProgrammeReleased is { } released)
        {
            notices.Add(new SubscriptionNotice(SubscriptionNoticeKind.ProgrammeOut, "programme", released + ProgrammeSettles, released + ProgrammeSettles + Fresh));
        }

        // What would have been due before the call opened is no news: the call itself tells the deadline.
        return [.. notices.Where(notice => now >= notice.Due && now <= notice.Until && notice.Due >= timeline.SubmissionsOpen).OrderBy(notice => notice.Kind).ThenBy(notice => notice.Due)];
    }

    /// <summary>The one that this subscriber gets now, or null: each once, none that was due before they confirmed, and a pause between two.</summary>
    /// <param name="open">As <see cref="OpenAt"/> gives them.</param>
    public static SubscriptionNotice? For(Subscription subscription, IReadOnlyList<SubscriptionNotice> open, DateTimeOffset now) =>
        subscription.LastToldAt is { } last && now - last < Subscription.Pause
            ? null
            : open.FirstOrDefault(notice => subscription.ConfirmedAt <= notice.Due && subscription.Wants(notice.Topic) && !subscription.Told.Contains(notice.Key));

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
