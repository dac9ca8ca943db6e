using Workshop.Domain.Decisions;
using Workshop.Domain.Events;

namespace Workshop.Domain.Programme;

/// <summary>What the rules of a programme need to know about it, read from the database by whoever asks them. Holds only what that organizer may know: a slot whose submission they may not see is left out.</summary>
/// <param name="FirstDay">The event's first day in <paramref name="Zone"/>, included.</param>
/// <param name="LastDay">The event's last day in <paramref name="Zone"/>, included.</param>
/// <param name="Accepted">Everything accepted, placed or not, withdrawn ones too; each once.</param>
public sealed record ProgrammeFacts(IReadOnlyList<SessionFacts> Sessions, IReadOnlyCollection<AcceptedSubmission> Accepted, EventZone Zone, DateOnly FirstDay, DateOnly LastDay)
{
    public IReadOnlyList<PresenterAbsence> Absences { get; init; } = [];

    /// <param name="boards">Null when the event says nothing about its boards.</param>
    public static ProgrammeFacts Of(IEnumerable<Session> sessions, IReadOnlyCollection<AcceptedSubmission> accepted, EventZone zone, DateOnly firstDay, DateOnly lastDay, PosterBoards? boards = null) =>
        new([.. sessions.Select(session => SessionFacts.Of(session, boards))], accepted, zone, firstDay, lastDay);
}

/// <param name="Starts">Included.</param>
/// <param name="Ends">Not included: the next session may begin then.</param>
/// <param name="Room">May be empty: nothing is known, and nothing collides.</param>
/// <param name="Chair">As typed; several names are told apart as in <see cref="ProgrammeAuthor.Split"/>. May be empty.</param>
/// <param name="Items">In order.</param>
public sealed record SessionFacts(Guid Id, string Title, SessionKind Kind, DateTimeOffset Starts, DateTimeOffset Ends, string Room, string Chair, IReadOnlyList<ItemFacts> Items)
{
    public bool HasPosters => Kind == SessionKind.Posters;

    /// <summary>People sit and listen.</summary>
    public bool IsListening => Kind is SessionKind.Talks or SessionKind.Keynote or SessionKind.Panel;

    /// <summary>Whole minutes that the items need beyond the session's end; zero when they fit. Posters stand side by side and never overrun.</summary>
    public int OverrunMinutes => HasPosters || Items.Count == 0 ? 0 : Math.Max(0, (int)(Items.Max(item => item.Ends) - Ends).TotalMinutes);

    /// <param name="boards">Null when the event says nothing about its boards.</param>
    public static SessionFacts Of(Session session, PosterBoards? boards = null) => new(
        session.Id, session.Title, session.Kind, session.StartsAt, session.EndsAt, session.Room, session.Chair,
        [
            .. session.Slots.OrderBy(slot => slot.Position).Select(slot => new ItemFacts(slot.Id, slot.SubmissionId, session.Kind == SessionKind.Posters ? session.StartsAt : session.StartOf(slot), slot.Minutes)
            {
                Title = slot.Title ?? "",
                Speakers = slot.Speakers,
                SharesSlot = slot.SharesSlot,
                Board = slot.Board,
                Half = session.Kind == SessionKind.Posters ? boards?.HalfOf(slot.Board) : null,
            }),
        ]);
}

/// <param name="SubmissionId">Null for an invited talk or another item.</param>
/// <param name="Starts">Of a poster: its session's. Items that share a slot have the same start.</param>
/// <param name="Minutes">Of the whole slot when several share it.</param>
public sealed record ItemFacts(Guid SlotId, Guid? SubmissionId, DateTimeOffset Starts, int Minutes)
{
    /// <summary>Of an item without a submission; empty for "title to be announced".</summary>
    public string Title { get; init; } = "";

    /// <summary>Of an item without a submission, as typed; several names are told apart as in <see cref="ProgrammeAuthor.Split"/>.</summary>
    public string Speakers { get; init; } = "";

    /// <summary>Shares the slot of the item before it.</summary>
    public bool SharesSlot { get; init; }

    /// <summary>What stands on the board of a poster; null without one.</summary>
    public string? Board { get; init; }

    /// <summary>Which half of the session a poster is presented in; null for the whole of it.</summary>
    public BoardHalf? Half { get; init; }

    /// <summary>Not included.</summary>
    public DateTimeOffset Ends => Starts.AddMinutes(Minutes);
}

/// <summary>Whether the authors of an acceptance said that they will come.</summary>
public enum Confirmation
{
    /// <summary>The event does not ask, or has not asked yet.</summary>
    NotAsked,

    Waiting,

    Confirmed,
}

/// <summary>What the rules need to know of an accepted submission.</summary>
/// <param name="IsWithdrawn">Withdrawn, or declined by its authors.</param>
/// <param name="Presenter">Who presents; may be empty.</param>
/// <param name="PresenterEmail">Normalized; empty when there is none.</param>
public sealed record AcceptedSubmission(Guid Id, int Number, string Title, DecisionOutcome Outcome, bool IsWithdrawn, string Presenter, string PresenterEmail)
{
    /// <summary>Whatever other addresses the presenter is known by, normalized. Two submissions with an address in common have the same presenter.</summary>
    public IReadOnlyList<string> OtherEmails { get; init; } = [];

    public Confirmation Confirmation { get; init; }

    /// <summary>Its acceptance is not released yet.</summary>
    public bool IsStaged { get; init; }
}

/// <summary>When somebody cannot be there: whoever presents that submission or, for an invited talk, whoever speaks in that slot.</summary>
/// <param name="SubmissionId">Null when <paramref name="SlotId"/> is given.</param>
/// <param name="From">Included.</param>
/// <param name="To">Not included: they can present from then on.</param>
/// <param name="Note">Why, for organizers; may be empty.</param>
public sealed record PresenterAbsence(Guid? SubmissionId, Guid? SlotId, DateTimeOffset From, DateTimeOffset To, string Note);
