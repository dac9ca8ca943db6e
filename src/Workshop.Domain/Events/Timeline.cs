using Workshop.Domain.Submissions;

namespace Workshop.Domain.Events;

/// <summary>Every instant that an event turns on. All ends are inclusive: at the closing instant itself the call is still open.</summary>
/// <param name="Begins">The start of the first day in the event's zone.</param>
/// <param name="Ends">The end of the last day in the event's zone.</param>
public sealed record Timeline(
    DateTimeOffset SubmissionsOpen,
    DateTimeOffset SubmissionsClose,
    TimeSpan Grace,
    DateTimeOffset? ReviewsDue,
    DateTimeOffset? DecisionsReleased,
    DateTimeOffset? ProgrammeReleased,
    DateTimeOffset Begins,
    DateTimeOffset Ends)
{
    /// <summary>The last instant at which a new submission may be registered; null when the submission deadline is the only one.</summary>
    public DateTimeOffset? AbstractsDue { get; init; }

    public Freeze TitleFreeze { get; init; }

    public Freeze AuthorsFreeze { get; init; }

    /// <summary>The window for everybody and for what is not registered; <see cref="PersonalDeadlines"/> makes the one of a person and a submission.</summary>
    public SubmissionWindow Submissions => new(SubmissionsOpen, SubmissionsClose, Grace) { AbstractsDue = AbstractsDue, TitleFreeze = TitleFreeze, AuthorsFreeze = AuthorsFreeze };

    /// <summary>The phase that people are told. Grace does not prolong it: it forgives a late arrival, it does not announce a later deadline.</summary>
    public Phase At(DateTimeOffset now)
    {
        if (now > Ends)
        {
            return Phase.Over;
        }

        if (now >= Begins)
        {
            return Phase.TakingPlace;
        }

        if (ProgrammeReleased is { } programme && now >= programme)
        {
            return Phase.ProgrammePublished;
        }

        if (DecisionsReleased is { } decisions && now >= decisions)
        {
            return Phase.Decided;
        }

        if (now < SubmissionsOpen)
        {
            return Phase.Announced;
        }

        return now <= SubmissionsClose ? Phase.CallOpen : Phase.Reviewing;
    }

    /// <summary>The next deadline that people still wait for at <paramref name="now"/>, or null when none is left.</summary>
    public (string Label, DateTimeOffset At)? NextAfter(DateTimeOffset now)
    {
        (string Label, DateTimeOffset? At)[] moments =
        [
            ("Call opens", SubmissionsOpen),
            ("Abstract deadline", AbstractsDue),
            ("Submission deadline", SubmissionsClose),
            ("Reviews due", DecisionsReleased <= now ? null : ReviewsDue), // nobody waits for reviews of what is decided
            ("Event begins", Begins),
        ];
        foreach (var (label, at) in moments)
        {
            if (at is { } instant && instant >= now)
            {
                return (label, instant);
            }
        }

        return null;
    }
}
