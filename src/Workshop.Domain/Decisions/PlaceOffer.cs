namespace Workshop.Domain.Decisions;

/// <summary>
/// A place that somebody on the waiting list may have. The decision stays what it is until its authors take the place; before <see cref="VisibleFrom"/> they know nothing of it.
/// </summary>
public sealed class PlaceOffer
{
    /// <summary>Kind of the mails with an offer.</summary>
    public const string MailKind = "decision.place-offered";

    private PlaceOffer()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public Guid SubmissionId { get; private init; }

    public DecisionOutcome Outcome { get; private init; }

    public Guid? LabelId { get; private init; }

    /// <summary>Whose place it is that was given back; null for a place that nobody had.</summary>
    public Guid? ReplacesSubmissionId { get; private init; }

    public Guid OfferedBy { get; private init; }

    public DateTimeOffset OfferedAt { get; private init; }

    /// <summary>Included. Until then the offer can be undone.</summary>
    public DateTimeOffset VisibleFrom { get; private init; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Null while it is not answered.</summary>
    public bool? IsTaken { get; private set; }

    /// <summary>When it ended without an answer: before <see cref="VisibleFrom"/> it was undone and nobody was told, from then on it was closed.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>Its authors were told, and it ended without their answer.</summary>
    public bool IsClosed => UndoneAt >= VisibleFrom;

    /// <summary>Neither answered nor undone nor closed.</summary>
    public bool IsOpen => AnsweredAt is null && UndoneAt is null;

    /// <param name="outcome">Talk or poster.</param>
    /// <param name="replaces">See <see cref="ReplacesSubmissionId"/>.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static PlaceOffer Make(Decision decision, DecisionOutcome outcome, Guid? labelId, Guid by, TimeSpan undoWindow, DateTimeOffset now, Guid? replaces = null) =>
        outcome is DecisionOutcome.Talk or DecisionOutcome.Poster
            ? new PlaceOffer { EventId = decision.EventId, SubmissionId = decision.SubmissionId, Outcome = outcome, LabelId = labelId, ReplacesSubmissionId = replaces, OfferedBy = by, OfferedAt = now, VisibleFrom = now + undoWindow }
            : throw new ArgumentException("Only a talk or a poster is a place.", nameof(outcome));

    public static Refusal Made { get; } = new("offer.made", "A place is offered to it already.");

    /// <summary>Why nothing can be offered to it; null when it can.</summary>
    /// <param name="offered">An open offer exists.</param>
    public static Refusal? WhyNot(Decision decision, bool offered, DateTimeOffset now) => decision switch
    {
        { Outcome: not DecisionOutcome.Waitlist } => new Refusal("offer.not-waiting", "This submission is not on the waiting list."),
        _ when !decision.IsKnownAt(now) => new Refusal("offer.not-released", "Its authors do not know yet that it is on the waiting list. Accept it instead, before you release."),
        _ when offered => Made,
        _ => null,
    };

    /// <summary>By an author. Refused when it was undone or answered; whoever may not know of it is answered as if there were none.</summary>
    public Outcome<Done> Answer(bool take, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("offer.closed", "This offer has been answered or taken back. The page shows how it stands now.");
        }

        (IsTaken, AnsweredAt) = (take, now);
        Revision++;
        return Done.Instance;
    }

    /// <summary>As <see cref="DecisionRelease.Undo"/>.</summary>
    public Outcome<Done> Undo(bool mailHasLeft, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("offer.closed", "This offer has been answered or taken back already.");
        }

        if (now >= VisibleFrom || mailHasLeft)
        {
            return new Refusal("offer.too-late", "The mail with this offer has gone, so it cannot be undone. Wait for the answer, or write to the authors.");
        }

        UndoneAt = now;
        Revision++;
        return Done.Instance;
    }

    /// <summary>Nobody answered in time, or the submission was withdrawn: the place may go to somebody else. Refused before its authors could know of it, which is what undoing is for.</summary>
    public Outcome<Done> Close(DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return new Refusal("offer.closed", "This offer has been answered or taken back already.");
        }

        if (now < VisibleFrom)
        {
            return new Refusal("offer.too-early", "Nobody knows of this offer yet. Undo it instead.");
        }

        UndoneAt = now;
        Revision++;
        return Done.Instance;
    }
}
