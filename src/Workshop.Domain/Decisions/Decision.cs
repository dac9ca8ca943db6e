namespace Workshop.Domain.Decisions;

/// <summary>What a decision means for the programme. What it is called beside that is a <see cref="DecisionLabel"/>.</summary>
public enum DecisionOutcome
{
    Talk,
    Poster,
    Waitlist,
    Reject,
}

/// <summary>What organizers say when they decide.</summary>
/// <param name="Note">To the authors, above the reviews.</param>
public sealed record DecisionContent(DecisionOutcome Outcome, string Note = "")
{
    /// <summary>One of the event's own labels of the same outcome; null is the plain one.</summary>
    public Guid? LabelId { get; init; }

    /// <summary>What the authors must do for an acceptance to hold; empty when it holds as it is. Only an acceptance has one.</summary>
    public string Condition { get; init; } = "";

    /// <summary>What the reviews come to, to the authors.</summary>
    public string MetaReview { get; init; } = "";

    /// <summary>Why it was decided so, for organizers alone; never sent.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Every reason at once; empty when it may be staged.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        void TooLong(string text, string code, string what, string field)
        {
            if (text.Length > Decision.MaxNoteLength)
            {
                refusals.Add(new Refusal(code, $"Shorten {what} to {Decision.MaxNoteLength:N0} characters.", field));
            }
        }

        TooLong(Note, "decision.note-too-long", "the note", nameof(Note));
        TooLong(MetaReview, "decision.meta-review-too-long", "the meta-review", nameof(MetaReview));
        TooLong(Summary, "decision.summary-too-long", "the summary", nameof(Summary));
        if (Condition.Trim().Length > Decision.MaxConditionLength)
        {
            refusals.Add(new Refusal("decision.condition-too-long", $"Shorten the condition to {Decision.MaxConditionLength:N0} characters.", nameof(Condition)));
        }
        else if (!string.IsNullOrWhiteSpace(Condition) && Outcome is not (DecisionOutcome.Talk or DecisionOutcome.Poster))
        {
            refusals.Add(new Refusal("decision.condition-without-acceptance", "Only an acceptance can have a condition. Put this into the note, or accept it.", nameof(Condition)));
        }

        return refusals;
    }
}

/// <summary>
/// What the organizers decided about one submission. Staged until it is released; a release has an instant, and until that instant its authors know nothing and it can be
/// taken back. From the instant on, which is included, they may know it.
/// </summary>
public sealed class Decision
{
    public const int MaxNoteLength = 5000;
    public const int MaxConditionLength = 1000;

    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Decision()
    {
    }

    public Guid SubmissionId { get; private init; }

    public Guid EventId { get; private init; }

    public DecisionOutcome Outcome { get; private set; }

    /// <inheritdoc cref="DecisionContent.LabelId"/>
    public Guid? LabelId { get; private set; }

    /// <summary>From the organizers to the authors, sent with the decision; may be empty.</summary>
    public string Note { get; private set; } = "";

    /// <inheritdoc cref="DecisionContent.Condition"/>
    public string Condition { get; private set; } = "";

    /// <summary>When an organizer said that the condition is met; null while it is not, and when there is none.</summary>
    public DateTimeOffset? ConditionMetAt { get; private set; }

    /// <inheritdoc cref="DecisionContent.MetaReview"/>
    public string MetaReview { get; private set; } = "";

    /// <inheritdoc cref="DecisionContent.Summary"/>
    public string Summary { get; private set; } = "";

    /// <summary>Its place on the waiting list: smaller comes first, null comes last. Never shown to authors; means nothing for other outcomes.</summary>
    public int? WaitlistRank { get; private set; }

    public Guid StagedBy { get; private set; }

    public DateTimeOffset StagedAt { get; private set; }

    /// <summary>From when on, this instant included, its authors may know it. May lie ahead: the release can then still be undone. Compare it with now; that it is set says nothing.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>The release that it went out with; null when it is staged.</summary>
    public Guid? ReleaseId { get; private set; }

    /// <summary>When its authors said that they will not present it; null while they did not.</summary>
    public DateTimeOffset? DeclinedAt { get; private set; }

    /// <summary>Rises with every change. Begins with the second in which it was staged, so that a decision that was cleared and staged anew is never taken for the earlier one.</summary>
    public int Revision { get; private set; }

    /// <summary>Somebody wrote more than what is decided.</summary>
    public bool HasTexts => Note.Length + Condition.Length + MetaReview.Length + Summary.Length > 0;

    /// <summary>It has gone into a release, so that it cannot be changed any more. Its authors need not know it yet: see <see cref="IsKnownAt"/>.</summary>
    public bool IsSealed => ReleasedAt is not null;

    public bool IsAccepted => Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster;

    /// <summary>Whether authors may know it at <paramref name="now"/>.</summary>
    public bool IsKnownAt(DateTimeOffset now) => ReleasedAt <= now;

    public static Decision Stage(Guid eventId, Guid submissionId, DecisionOutcome outcome, string note, Guid by, DateTimeOffset now) =>
        Stage(eventId, submissionId, new DecisionContent(outcome, note), by, now);

    /// <param name="content">Checked.</param>
    public static Decision Stage(Guid eventId, Guid submissionId, DecisionContent content, Guid by, DateTimeOffset now)
    {
        var decision = new Decision { EventId = eventId, SubmissionId = submissionId, Revision = (int)(now - Epoch).TotalSeconds };
        decision.Set(content, by, now);
        return decision;
    }

    public DecisionContent Content => new(Outcome, Note) { LabelId = LabelId, Condition = Condition, MetaReview = MetaReview, Summary = Summary };

    /// <summary>Refused once it is part of a release: its authors have been told, or are about to be.</summary>
    /// <param name="content">Checked.</param>
    public Outcome<Done> Change(DecisionContent content, Guid by, DateTimeOffset now)
    {
        if (IsSealed)
        {
            return new Refusal("decision.released", "This decision is part of a release and cannot be changed here any more. A release can be undone until its mails go.");
        }

        Set(content, by, now);
        return Done.Instance;
    }

    /// <summary>Why its authors can say or send nothing more about presenting it; null unless they declined.</summary>
    public Refusal? WhyNotPresented() => DeclinedAt is null ? null : new Refusal("presentation.declined", "The place was given back. Write to the organizers if you can come after all.");

    /// <summary>Releasing again changes nothing.</summary>
    /// <param name="visibleFrom">See <see cref="ReleasedAt"/>.</param>
    public void Release(DateTimeOffset visibleFrom, Guid? releaseId = null)
    {
        if (ReleasedAt is null)
        {
            ReleasedAt = visibleFrom;
            ReleaseId = releaseId;
            Revision++;
        }
    }

    /// <summary>Staged again, as if it had never been released. Whether it is still time for that is for <see cref="DecisionRelease.Undo"/> to say.</summary>
    public void Unrelease()
    {
        (ReleasedAt, ReleaseId) = (null, null);
        Revision++;
    }

    /// <summary>An organizer says whether what was asked for is there. Refused without a condition.</summary>
    public Outcome<Done> MarkCondition(bool met, DateTimeOffset now)
    {
        if (Condition.Length == 0)
        {
            return new Refusal("decision.no-condition", "This decision has no condition.");
        }

        if (ConditionMetAt is null == met)
        {
            ConditionMetAt = met ? now : null;
            Revision++;
        }

        return Done.Instance;
    }

    /// <summary>Takes no part in <see cref="Revision"/>: the order is not part of what is decided.</summary>
    public void Rank(int? rank) => WaitlistRank = rank;

    /// <summary>Its authors will not present it; null takes that back.</summary>
    public void Decline(DateTimeOffset? at)
    {
        DeclinedAt = at;
        Revision++;
    }

    /// <summary>From the waiting list to a place, which its authors have taken. They knew the decision before, so it stays released.</summary>
    public void TakePlace(DecisionOutcome outcome, Guid? labelId)
    {
        (Outcome, LabelId) = (outcome, labelId);
        WaitlistRank = null;
        Revision++;
    }

    private void Set(DecisionContent content, Guid by, DateTimeOffset now)
    {
        var condition = content.Condition.Trim();
        ConditionMetAt = condition == Condition ? ConditionMetAt : null;
        Outcome = content.Outcome;
        WaitlistRank = Outcome == DecisionOutcome.Waitlist ? WaitlistRank : null;
        LabelId = content.LabelId;
        Note = content.Note.Trim();
        Condition = condition;
        MetaReview = content.MetaReview.Trim();
        Summary = content.Summary.Trim();
        StagedBy = by;
        StagedAt = now;
        Revision++;
    }
}
