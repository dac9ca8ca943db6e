namespace Workshop.Domain.Decisions;

/// <summary>
/// One press of "release": the decisions that went into it, and from when on people may know them. Until then, and not at that instant itself, it can be undone.
/// </summary>
public sealed class DecisionRelease
{
    /// <summary>Kind of the mails with the decisions of a release.</summary>
    public const string MailKind = "decision.released";

    private DecisionRelease()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public Guid ReleasedBy { get; private init; }

    /// <summary>When somebody pressed.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The end of the undo window: from this instant on authors may know the decisions, and their mails go.</summary>
    public DateTimeOffset VisibleFrom { get; private init; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public static DecisionRelease Begin(Guid eventId, Guid by, TimeSpan undoWindow, DateTimeOffset now) =>
        new() { EventId = eventId, ReleasedBy = by, At = now, VisibleFrom = now + undoWindow };

    /// <summary>Refused from <see cref="VisibleFrom"/> on, when it was undone before, and when a mail of it has left.</summary>
    /// <param name="mailHasLeft">Some mail of it is being sent, was sent, or may have been.</param>
    public Outcome<Done> Undo(bool mailHasLeft, DateTimeOffset now)
    {
        if (UndoneAt is not null)
        {
            return new Refusal("release.undone", "This release was undone already. Its decisions are staged.");
        }

        if (now >= VisibleFrom)
        {
            return new Refusal("release.too-late", "The time for undoing this release is over: its authors may know their decisions.");
        }

        if (mailHasLeft)
        {
            return new Refusal("release.mail-left", "A mail of this release is on its way already, so it cannot be undone. Write to the authors if a decision is wrong.");
        }

        UndoneAt = now;
        return Done.Instance;
    }
}
