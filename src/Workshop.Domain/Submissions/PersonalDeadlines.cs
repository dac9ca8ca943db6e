using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>Why somebody has more time than everybody.</summary>
public enum LeaveKind
{
    /// <summary>Organizers extended the deadline of one person, for everything or for one submission.</summary>
    Extended,

    /// <summary>Organizers reopened one submission for all its authors.</summary>
    Reopened,

    /// <summary>A link for late submissions.</summary>
    LateLink,
}

/// <summary>More time than everybody has, as given to one person.</summary>
/// <param name="Until">The last instant, included; no grace is added.</param>
/// <param name="SubmissionId">The submission that it holds for. Null for an extension that holds for everything, and for a late link with which nothing was begun yet: that one holds for one new submission only.</param>
/// <param name="Thaws">Title and authors may be changed although they are frozen.</param>
public sealed record Leave(LeaveKind Kind, DateTimeOffset Until, Guid? SubmissionId = null, bool Thaws = false)
{
    /// <summary>The type that a late submission must have; null for any.</summary>
    public Guid? TypeId { get; init; }

    internal bool HoldsForNew => SubmissionId is null;

    internal bool HoldsFor(Guid submissionId) => SubmissionId == submissionId || (SubmissionId is null && Kind != LeaveKind.LateLink);
}

/// <summary>The deadlines of one type of submission; null means the event's.</summary>
/// <param name="IsClosed">It cannot be chosen any more.</param>
public sealed record TypeDeadlines(Guid Id, DateTimeOffset? ClosesAt, DateTimeOffset? AbstractsDue, bool IsClosed);

/// <summary>The deadlines of an event as they are for one person; the way to every <see cref="SubmissionWindow"/>.</summary>
public sealed record PersonalDeadlines(Timeline Timeline, IReadOnlyList<Leave> Leaves)
{
    /// <summary>Empty for an event without types.</summary>
    public IReadOnlyList<TypeDeadlines> Types { get; init; } = [];

    /// <summary>For a submission that does not exist yet, of the type that stays open longest: whoever has not chosen yet may still choose that one.</summary>
    public SubmissionWindow ForNew =>
        Types.Where(type => !type.IsClosed).Select(type => ForNewOf(type.Id)).MaxBy(window => window.LastArrival) ?? ForNewOf(null);

    /// <param name="typeId">Null where there are no types.</param>
    public SubmissionWindow ForNewOf(Guid? typeId) => With(Common(typeId), Leaves.Where(leave => leave.HoldsForNew && IsForType(leave, typeId)));

    public SubmissionWindow For(Submission submission) => For(submission.Id, submission.RegisteredAt ?? submission.SubmittedAt, submission.TypeId);

    /// <param name="registeredAt">When it was registered or first submitted; null when it is not.</param>
    /// <param name="typeId">Null for one without a type.</param>
    public SubmissionWindow For(Guid submissionId, DateTimeOffset? registeredAt, Guid? typeId) =>
        With(Common(typeId) with { RegisteredAt = registeredAt }, Leaves.Where(leave => leave.HoldsFor(submissionId) && IsForType(leave, typeId)));

    /// <summary>The next deadline that this person still waits for at <paramref name="now"/>, or null when none is left. Of two that fall together the later one in the life of a submission is named.</summary>
    public (string Label, DateTimeOffset At)? NextAfter(DateTimeOffset now)
    {
        var latest = Leaves.Where(leave => leave is { Kind: LeaveKind.Extended, SubmissionId: null }).Select(leave => (DateTimeOffset?)leave.Until).Max();
        var moments = new List<(string Label, DateTimeOffset At)>();
        if (Timeline.SubmissionsOpen >= now)
        {
            return Timeline.NextAfter(now);
        }

        if (latest is { } extended)
        {
            Add("Abstract deadline, extended for you", Timeline.AbstractsDue < extended && extended < Timeline.SubmissionsClose ? extended : null);
            Add("Submission deadline, extended for you", Timeline.SubmissionsClose < extended ? extended : null);
        }

        foreach (var leave in Leaves.Where(leave => leave.Kind != LeaveKind.Extended || leave.SubmissionId is not null))
        {
            Add(leave.Kind switch { LeaveKind.Reopened => "Reopened submission closes", LeaveKind.LateLink => "Late submission closes", _ => "Submission deadline, extended for you" }, leave.Until);
        }

        // Somebody with an extension for everything does not wait for the deadlines that it moves.
        var common = Timeline.NextAfter(now);
        if (common is { } next && !(latest > next.At && (next.At == Timeline.AbstractsDue || next.At == Timeline.SubmissionsClose)))
        {
            moments.Add(next);
        }

        return moments.Count == 0 ? common : moments.OrderBy(moment => moment.At).First();

        void Add(string label, DateTimeOffset? at)
        {
            if (at >= now)
            {
                moments.Add((label, at.Value));
            }
        }
    }

    /// <summary>
    /// The first deadline that more time would move: of the submission, or, for everything that somebody submits, of the open type that is due first. While abstracts are due an
    /// extension of that deadline alone is worth something.
    /// </summary>
    /// <param name="submission">Null for everything.</param>
    public DateTimeOffset EarliestFor(Submission? submission) => submission is null
        ? Types.Where(type => !type.IsClosed).Select(type => ForNewOf(type.Id).Deadline).DefaultIfEmpty(ForNewOf(null).Deadline).Min()
        : For(submission).Deadline;

    private static bool IsForType(Leave leave, Guid? typeId) => leave.TypeId is null || leave.TypeId == typeId;

    /// <summary>An abstract deadline of the event that is no earlier than the type's only deadline is none for that type.</summary>
    private SubmissionWindow Common(Guid? typeId)
    {
        var window = Timeline.Submissions;
        if (typeId is null || Types.FirstOrDefault(type => type.Id == typeId) is not { } own)
        {
            return window;
        }

        var closes = own.ClosesAt ?? window.Closes;
        return window with { Closes = closes, AbstractsDue = own.AbstractsDue ?? (window.AbstractsDue < closes ? window.AbstractsDue : null) };
    }

    private static SubmissionWindow With(SubmissionWindow window, IEnumerable<Leave> leaves)
    {
        foreach (var leave in leaves)
        {
            if (!(leave.Until <= window.Extension))
            {
                window = window with { Extension = leave.Until, ExtendedBy = leave.Kind };
            }

            if (leave.Thaws && !(leave.Until <= window.ThawedUntil))
            {
                window = window with { ThawedUntil = leave.Until };
            }
        }

        return window;
    }
}
