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
public sealed record TypeDeadlines(Guid Id, DateTimeOffset? ClosesAt, DateTimeOffset? AbstractsDue, bool IsClosed)
{
    public string Name { get; init; } = "";

    public static TypeDeadlines Of(SubmissionType type) => new(type.Id, type.ClosesAt, type.AbstractsDue, type.IsClosed) { Name = type.Name };
}

/// <summary>A deadline that holds for everybody.</summary>
/// <param name="IsForAbstracts">Otherwise it is the one for submissions.</param>
/// <param name="Types">The types that it is for, when it is not the same for all; otherwise empty.</param>
public sealed record CommonDeadline(bool IsForAbstracts, DateTimeOffset At, IReadOnlyList<TypeDeadlines> Types)
{
    /// <summary>"Submission deadline", "Abstract deadline for “Demo” and “Poster”".</summary>
    public string Label
    {
        get
        {
            var names = Types.Select(type => $"“{type.Name}”").ToList();
            var words = IsForAbstracts ? "Abstract deadline" : "Submission deadline";
            return names.Count switch { 0 => words, 1 => $"{words} for {names[0]}", _ => $"{words} for {string.Join(", ", names[..^1])} and {names[^1]}" };
        }
    }
}

/// <summary>
/// The deadlines of one submission of one person, or of a new one, as one of whatever type. What is registered or submitted cannot win time by changing its type: then the earlier
/// one of the two types counts.
/// </summary>
/// <param name="SubmissionId">Null for a new one.</param>
/// <param name="RegisteredAt">When it was registered or first submitted; null when it is not.</param>
/// <param name="SavedTypeId">Null for one without a type.</param>
public sealed record SubmissionDeadlines(PersonalDeadlines All, Guid? SubmissionId, DateTimeOffset? RegisteredAt, Guid? SavedTypeId)
{
    /// <summary>The window for saving it as one of that type.</summary>
    /// <param name="typeId">Null when none is chosen: what is registered is then asked as what it is, and anything else may still become one of the type that stays open longest.</param>
    public SubmissionWindow As(Guid? typeId)
    {
        if (RegisteredAt is null)
        {
            var longest = typeId is null ? All.LongestOf(Window) : Window(typeId);
            return typeId is null && SavedTypeId is not null && Window(SavedTypeId) is var own && own.LastArrival > longest.LastArrival ? own : longest;
        }

        var (chosen, saved) = (Window(typeId ?? SavedTypeId), Window(SavedTypeId));
        return saved.LastArrival < chosen.LastArrival ? saved : chosen;
    }

    /// <summary>Why it cannot be saved any more, whatever type is chosen; null while it can.</summary>
    public Refusal? Check(DateTimeOffset arrived) => As(null).Check(arrived);

    /// <summary>Why it cannot be saved as one of that type; refused with "submission.type-over" when only another type is still open.</summary>
    /// <param name="type">Null when none is chosen.</param>
    public Refusal? Check(SubmissionType? type, DateTimeOffset arrived, DateTimeOffset finished) => As(type?.Id).Check(arrived, finished) switch
    {
        { Code: "submission.closed" or "submission.abstracts-closed" } when type is not null && Check(arrived) is null =>
            new Refusal("submission.type-over", $"The deadline for “{type.Name}” has passed. Choose another type.", nameof(SubmissionContent.TypeId)),
        var refusal => refusal,
    };

    /// <summary>What to tell its authors at <paramref name="now"/>: the window of its type, and for what is not registered, when that one is over, of the type that stays open longest.</summary>
    public SubmissionWindow ToTell(DateTimeOffset now) => SavedTypeId is not null && Window(SavedTypeId) is var own && own.Check(now) is null ? own : As(null);

    private SubmissionWindow Window(Guid? typeId) => SubmissionId is { } id ? All.For(id, RegisteredAt, typeId) : All.ForNewOf(typeId);
}

/// <summary>The deadlines of an event as they are for one person; the way to every <see cref="SubmissionWindow"/>.</summary>
public sealed record PersonalDeadlines(Timeline Timeline, IReadOnlyList<Leave> Leaves)
{
    /// <summary>Empty for an event without types.</summary>
    public IReadOnlyList<TypeDeadlines> Types { get; init; } = [];

    /// <summary>
    /// For a submission that does not exist yet, of the type that stays open longest: whoever has not chosen yet may still choose that one. It says whether something can be begun;
    /// until when, each type says for itself while <see cref="TypesDiffer"/>.
    /// </summary>
    public SubmissionWindow ForNew => LongestOf(ForNewOf);

    /// <summary>Whether types that can be chosen have different deadlines for this person, so that no single one can be told for a new submission.</summary>
    public bool TypesDiffer => OpenTypes.Select(type => ForNewOf(type.Id)).Select(window => (window.Deadline, window.FinalDeadline)).Distinct().Count() > 1;

    /// <summary>What holds for everybody, in order of time; of those at the same instant abstracts come first. Types that cannot be chosen any more have none.</summary>
    public IReadOnlyList<CommonDeadline> Common
    {
        get
        {
            var types = OpenTypes.ToList();
            if (types.Count == 0)
            {
                return [.. Deadlines(Timeline.Submissions).Select(deadline => new CommonDeadline(deadline.IsForAbstracts, deadline.At, []))];
            }

            return [.. types.SelectMany(type => Deadlines(CommonOf(type.Id)).Select(deadline => (deadline.IsForAbstracts, deadline.At, Type: type)))
                .GroupBy(deadline => (deadline.IsForAbstracts, deadline.At))
                .Select(same => new CommonDeadline(same.Key.IsForAbstracts, same.Key.At, same.Count() == types.Count ? [] : [.. same.Select(deadline => deadline.Type)]))
                .OrderBy(deadline => deadline.At).ThenByDescending(deadline => deadline.IsForAbstracts)];
        }
    }

    private IEnumerable<TypeDeadlines> OpenTypes => Types.Where(type => !type.IsClosed);

    /// <param name="typeId">Null where there are no types.</param>
    public SubmissionWindow ForNewOf(Guid? typeId) => With(CommonOf(typeId), Leaves.Where(leave => leave.HoldsForNew && IsForType(leave, typeId)));

    public SubmissionDeadlines Of(Submission submission) => new(this, submission.Id, submission.RegisteredAt ?? submission.SubmittedAt, submission.TypeId);

    /// <summary>The window of a submission as what it is.</summary>
    public SubmissionWindow For(Submission submission) => Of(submission).As(submission.TypeId);

    /// <param name="registeredAt">When it was registered or first submitted; null when it is not.</param>
    /// <param name="typeId">Null for one without a type.</param>
    public SubmissionWindow For(Guid submissionId, DateTimeOffset? registeredAt, Guid? typeId) =>
        With(CommonOf(typeId) with { RegisteredAt = registeredAt }, Leaves.Where(leave => leave.HoldsFor(submissionId) && IsForType(leave, typeId)));

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
            var closes = Common.Where(deadline => !deadline.IsForAbstracts).Min(deadline => deadline.At);
            Add("Abstract deadline, extended for you", Common.Any(deadline => deadline.IsForAbstracts && deadline.At < extended) && extended < closes ? extended : null);
            Add("Submission deadline, extended for you", closes < extended ? extended : null);
        }

        foreach (var leave in Leaves.Where(leave => leave.Kind != LeaveKind.Extended || leave.SubmissionId is not null))
        {
            Add(leave.Kind switch { LeaveKind.Reopened => "Reopened submission closes", LeaveKind.LateLink => "Late submission closes", _ => "Submission deadline, extended for you" }, leave.Until);
        }

        // Somebody with an extension for everything does not wait for the deadlines that it moves.
        var waiting = Common.Where(deadline => deadline.At >= now).ToList();
        foreach (var deadline in waiting.Where(deadline => !(latest > deadline.At)))
        {
            Add(deadline.Label, deadline.At);
        }

        var later = (Timeline with { AbstractsDue = null, SubmissionsClose = Timeline.SubmissionsOpen }).NextAfter(now);
        if (waiting.Count == 0 && later is { } next)
        {
            moments.Add(next);
        }

        return moments.Count == 0 ? later : moments.OrderBy(moment => moment.At).First();

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

    /// <summary>Of the types that can be chosen the one that stays open longest; of an event without such types the only window.</summary>
    internal SubmissionWindow LongestOf(Func<Guid?, SubmissionWindow> window) => OpenTypes.Select(type => window(type.Id)).MaxBy(own => own.LastArrival) ?? window(null);

    private static IEnumerable<(bool IsForAbstracts, DateTimeOffset At)> Deadlines(SubmissionWindow window)
    {
        if (window.AbstractsDue is { } abstracts)
        {
            yield return (true, abstracts);
        }

        yield return (false, window.Closes);
    }

    private static bool IsForType(Leave leave, Guid? typeId) => leave.TypeId is null || leave.TypeId == typeId;

    /// <summary>An abstract deadline of the event that is no earlier than the type's only deadline is none for that type.</summary>
    private SubmissionWindow CommonOf(Guid? typeId)
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
