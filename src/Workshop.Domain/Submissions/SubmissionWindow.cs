using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>
/// When an author may work on one submission, or begin a new one: everything that bears on it in one piece, made by <see cref="PersonalDeadlines"/>. A request counts
/// from the moment its headers arrived, so an upload that started in time is in time when it finishes within <see cref="UploadAllowance"/>. All ends are included: the
/// closing instant itself is still open, and so is the last instant of the grace.
/// </summary>
/// <param name="Grace">Forgiven lateness after a deadline that holds for everybody; zero or more.</param>
/// <param name="Extension">A later closing instant than everybody's; null when there is none. Grace is not added to it.</param>
public sealed record SubmissionWindow(DateTimeOffset Opens, DateTimeOffset Closes, TimeSpan Grace, DateTimeOffset? Extension = null)
{
    /// <summary>How long a body may take to arrive once its headers have.</summary>
    public static readonly TimeSpan UploadAllowance = TimeSpan.FromMinutes(15);

    /// <summary>Until when what is not registered can be registered; null when <see cref="Closes"/> is the only deadline.</summary>
    public DateTimeOffset? AbstractsDue { get; init; }

    public Freeze TitleFreeze { get; init; }

    public Freeze AuthorsFreeze { get; init; }

    /// <summary>When it was registered or first submitted; null for what is not, a new one included.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Who gave <see cref="Extension"/>.</summary>
    public LeaveKind? ExtendedBy { get; init; }

    /// <summary>The last instant at which a freeze does not count, because the organizers opened title and authors again; null when they did not.</summary>
    public DateTimeOffset? ThawedUntil { get; init; }

    /// <summary>Whether the deadline that counts here is the one for abstracts.</summary>
    public bool EndsWithAbstracts => AbstractsDue is not null && RegisteredAt is null;

    /// <summary>Whether the deadline is later here than for everybody.</summary>
    public bool IsExtended => Extension > CommonDeadline;

    /// <summary>The deadline that people are told: everybody's, or the later one given here. Grace does not belong to it.</summary>
    public DateTimeOffset Deadline => IsExtended ? Extension!.Value : CommonDeadline;

    /// <summary>The last deadline that people are told, for what is registered in time when there is one for abstracts.</summary>
    public DateTimeOffset FinalDeadline => Extension > Closes ? Extension.Value : Closes;

    /// <summary>The last instant at which a request may arrive.</summary>
    public DateTimeOffset LastArrival => Extension > CommonDeadline + Grace ? Extension.Value : CommonDeadline + Grace;

    /// <summary>Why the deadline is another one than everybody's, a sentence for those whom it concerns; null when it is not.</summary>
    public string? Because => !IsExtended ? null : ExtendedBy switch
    {
        LeaveKind.Reopened => "The organizers reopened this submission for its authors.",
        LeaveKind.LateLink => "You came by a link for late submissions.",
        _ => "This deadline was extended for you.",
    };

    private DateTimeOffset CommonDeadline => EndsWithAbstracts ? AbstractsDue!.Value : Closes;

    /// <summary>Why a request is refused whose headers arrived at <paramref name="arrived"/>, or null when it is allowed.</summary>
    public Refusal? Check(DateTimeOffset arrived)
    {
        if (arrived < Opens)
        {
            return new Refusal("submission.not-open", "The call has not opened yet. Come back when it does; nothing you typed here has been saved.");
        }

        if (arrived <= LastArrival)
        {
            return null;
        }

        return EndsWithAbstracts && arrived <= Closes + Grace
            ? new Refusal("submission.abstracts-closed", "The abstract deadline has passed: now only submissions that were registered by then can be completed. Write to the organizers if you think this is wrong.")
            : new Refusal("submission.closed", "The submission deadline has passed, so nothing can be submitted or changed. Write to the organizers if you think this is wrong.");
    }

    /// <summary>Like <see cref="Check(DateTimeOffset)"/>, and refused as well when the body took longer than <see cref="UploadAllowance"/> and the window has closed meanwhile.</summary>
    public Refusal? Check(DateTimeOffset arrived, DateTimeOffset finished)
    {
        if (Check(arrived) is { } refusal)
        {
            return refusal;
        }

        return finished <= LastFinish(arrived)
            ? null
            : new Refusal("submission.upload-too-slow", "The upload started in time but took more than 15 minutes, so it came too late. Write to the organizers if your connection failed you.");
    }

    /// <summary>The last instant at which the body of a request may end whose headers arrived, in time, at <paramref name="arrived"/>.</summary>
    public DateTimeOffset LastFinish(DateTimeOffset arrived) => LastArrival > arrived + UploadAllowance ? LastArrival : arrived + UploadAllowance;

    /// <summary>Whether authors cannot change the title with a request that arrived then. Says nothing about whether they can change anything at all.</summary>
    public bool IsTitleFrozen(DateTimeOffset arrived) => IsFrozen(TitleFreeze, arrived);

    /// <summary>The same for the author list, its order included.</summary>
    public bool AreAuthorsFrozen(DateTimeOffset arrived) => IsFrozen(AuthorsFreeze, arrived);

    /// <summary>What authors may not change of what is saved, by field; empty when they may change all that differs.</summary>
    /// <param name="typed">As <see cref="Submission"/> would save it; see <see cref="WithFrozen"/>.</param>
    public IReadOnlyList<Refusal> WhyNotChange(SubmissionContent saved, SubmissionContent typed, DateTimeOffset arrived)
    {
        var refusals = new List<Refusal>();
        if (IsTitleFrozen(arrived) && typed.Title != saved.Title)
        {
            refusals.Add(new Refusal("submission.title-frozen", $"The title cannot be changed after the {Name(TitleFreeze)}. Write to the organizers: they can change it for you.", nameof(SubmissionContent.Title)));
        }

        if (AreAuthorsFrozen(arrived) && !typed.Authors.SequenceEqual(saved.Authors))
        {
            refusals.Add(new Refusal("submission.authors-frozen", $"The authors and their order cannot be changed after the {Name(AuthorsFreeze)}. Write to the organizers: they can change them for you.", nameof(SubmissionContent.Authors)));
        }

        return refusals;
    }

    /// <summary>What a form says that did not send what is frozen: pages show it as text, without a field.</summary>
    public SubmissionContent WithFrozen(SubmissionContent saved, SubmissionContent typed, DateTimeOffset arrived) => typed with
    {
        Title = IsTitleFrozen(arrived) && string.IsNullOrWhiteSpace(typed.Title) ? saved.Title : typed.Title,
        Authors = AreAuthorsFrozen(arrived) && typed.Authors.All(author => author.IsBlank) ? saved.Authors : typed.Authors,
    };

    /// <summary>What began after the freeze, with leave, is not frozen while that leave lasts: its authors must be able to mend what they just typed.</summary>
    private bool IsFrozen(Freeze from, DateTimeOffset arrived) =>
        LastBefore(from) is { } last && arrived > last && RegisteredAt <= last && !(arrived <= ThawedUntil);

    private DateTimeOffset? LastBefore(Freeze from) => from switch
    {
        Freeze.AbstractDeadline => AbstractsDue + Grace,
        Freeze.SubmissionDeadline => Closes + Grace,
        _ => null,
    };

    private static string Name(Freeze from) => from == Freeze.AbstractDeadline ? "abstract deadline" : "submission deadline";
}
