using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Programme;

/// <summary>One step in building the programme.</summary>
public abstract record ProgrammeChange
{
    private ProgrammeChange()
    {
    }

    public sealed record AddSession(SessionContent Content) : ProgrammeChange;

    public sealed record ChangeSession(Guid SessionId, SessionContent Content) : ProgrammeChange;

    /// <summary>With everything in it; its submissions are then to be placed again.</summary>
    public sealed record RemoveSession(Guid SessionId) : ProgrammeChange;

    public sealed record CopySession(Guid SessionId) : ProgrammeChange;

    /// <summary>This session and the rest of its day.</summary>
    public sealed record Shift(Guid SessionId, int Minutes, bool AllRooms) : ProgrammeChange;

    public sealed record LayOut(UsualDay Day) : ProgrammeChange;

    /// <param name="Portrait">Of the speaker: <see cref="SlotContent.Photo"/> is its hash.</param>
    public sealed record AddItem(Guid SessionId, SlotContent Content, StoredFile? Portrait = null) : ProgrammeChange;

    /// <inheritdoc cref="AddItem"/>
    public sealed record ChangeItem(Guid SessionId, Guid SlotId, SlotContent Content, StoredFile? Portrait = null) : ProgrammeChange;

    public sealed record RemoveItem(Guid SessionId, Guid SlotId) : ProgrammeChange;

    public sealed record CopyItem(Guid SlotId) : ProgrammeChange;

    /// <summary>By one place; at the end of the list nothing happens.</summary>
    public sealed record MoveItem(Guid SessionId, Guid SlotId, bool Up) : ProgrammeChange;

    /// <summary>To the session before or after its own that holds items.</summary>
    public sealed record MoveToNeighbour(Guid SlotId, bool Next) : ProgrammeChange;

    /// <summary>Before or after an item of that session; to its end when both are null.</summary>
    public sealed record MoveTo(Guid SlotId, Guid SessionId, Guid? Before, Guid? After) : ProgrammeChange;

    public sealed record Swap(Guid FirstId, Guid SecondId) : ProgrammeChange;

    /// <summary>With the item before it.</summary>
    public sealed record Share(Guid SlotId, bool Shares) : ProgrammeChange;

    /// <summary>In the order given, before an item or at the end.</summary>
    public sealed record Place(Guid SessionId, IReadOnlyList<Guid> Submissions, int Minutes, Guid? Before = null) : ProgrammeChange;

    /// <summary>Appends submissions accepted as <paramref name="Outcome"/> that have no place yet, the best first, as many as fit.</summary>
    /// <param name="Together">How many share one slot.</param>
    /// <param name="WithStaged">Also those whose acceptance is not released yet, where the organizer may know of it.</param>
    public sealed record Fill(Guid SessionId, DecisionOutcome Outcome, int Minutes, int Together = 1, bool WithStaged = false) : ProgrammeChange;

    /// <param name="Boards">Labels by item.</param>
    /// <param name="Order">The items of each poster session in the order of their boards.</param>
    public sealed record SetBoards(IReadOnlyDictionary<Guid, string?> Boards, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Order) : ProgrammeChange;

    /// <param name="Order">For each session the items that it is to hold, in order.</param>
    /// <param name="Added">Submissions without a place that get one, by the item that they become.</param>
    /// <param name="Titles">New titles of sessions.</param>
    public sealed record Arrange(IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Order, IReadOnlyDictionary<Guid, SlotContent> Added, IReadOnlyDictionary<Guid, string> Titles) : ProgrammeChange;
}
