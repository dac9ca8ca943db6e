using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;

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

    public sealed record AddItem(Guid SessionId, SlotContent Content) : ProgrammeChange;

    public sealed record ChangeItem(Guid SessionId, Guid SlotId, SlotContent Content) : ProgrammeChange;

    public sealed record RemoveItem(Guid SessionId, Guid SlotId) : ProgrammeChange;

    public sealed record MoveItem(Guid SessionId, Guid SlotId, bool Up) : ProgrammeChange;

    /// <summary>Appends every submission accepted as <paramref name="Outcome"/> that has no place yet, in the order of their numbers.</summary>
    public sealed record Fill(Guid SessionId, DecisionOutcome Outcome, int Minutes) : ProgrammeChange;
}
