namespace Workshop.Web.Commands.Demo;

/// <summary>How far the demo's event has come.</summary>
public enum DemoStage
{
    /// <summary>The call is open; some have submitted, some have drafts.</summary>
    Call,

    /// <summary>Assigned; half of the reviews are in.</summary>
    Review,

    /// <summary>Reviews are in; some decisions are staged.</summary>
    Decision,

    /// <summary>Decisions are released and the programme is public.</summary>
    Programme,
}

/// <summary>The clock of the demo: while the past is being made it runs in the past, afterwards it is the real one.</summary>
internal sealed class DemoClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
