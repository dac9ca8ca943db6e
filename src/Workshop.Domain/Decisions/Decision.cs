namespace Workshop.Domain.Decisions;

public enum DecisionOutcome
{
    Talk,
    Poster,
    Waitlist,
    Reject,
}

/// <summary>What the organizers decided about one submission. Staged until it is released; from then on its authors may know it.</summary>
public sealed class Decision
{
    public const int MaxNoteLength = 5000;

    private Decision()
    {
    }

    public Guid SubmissionId { get; private init; }

    public Guid EventId { get; private init; }

    public DecisionOutcome Outcome { get; private set; }

    /// <summary>From the organizers to the authors, sent with the decision; may be empty.</summary>
    public string Note { get; private set; } = "";

    public Guid StagedBy { get; private set; }

    public DateTimeOffset StagedAt { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    public bool IsReleased => ReleasedAt is not null;

    public bool IsAccepted => Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster;

    public static Decision Stage(Guid eventId, Guid submissionId, DecisionOutcome outcome, string note, Guid by, DateTimeOffset now)
    {
        var decision = new Decision { EventId = eventId, SubmissionId = submissionId };
        decision.Set(outcome, note, by, now);
        return decision;
    }

    /// <summary>Refused once it is released: its authors have been told.</summary>
    public Outcome<Done> Change(DecisionOutcome outcome, string note, Guid by, DateTimeOffset now)
    {
        if (IsReleased)
        {
            return new Refusal("decision.released", "This decision has been released to its authors and cannot be changed here any more.");
        }

        Set(outcome, note, by, now);
        return Done.Instance;
    }

    /// <summary>Releasing again changes nothing.</summary>
    public void Release(DateTimeOffset now)
    {
        if (ReleasedAt is null)
        {
            ReleasedAt = now;
            Revision++;
        }
    }

    private void Set(DecisionOutcome outcome, string note, Guid by, DateTimeOffset now)
    {
        Outcome = outcome;
        Note = note.Trim();
        StagedBy = by;
        StagedAt = now;
        Revision++;
    }
}
