namespace Workshop.Domain.Programme;

/// <summary>
/// One step in building an event's programme, kept so that it can be undone and done again. The steps of an event form one line that its organizers share: what is undone stands at the end
/// of it, and the next new step drops that end.
/// </summary>
public sealed class ProgrammeStep
{
    /// <summary>Stands in a sentence for the next of its submissions: whether a reader may know of it is decided when it is read.</summary>
    public const char Subject = '\uFFFC';

    /// <summary>So many steps of an event are kept, the latest.</summary>
    public const int Kept = 200;

    public const int MaxSentenceLength = 600;

    private ProgrammeStep()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>Rises along the line.</summary>
    public int Number { get; private init; }

    /// <summary>What was done, to go on from a name: "moved #12 to “Foundations”".</summary>
    public string Sentence { get; private init; } = "";

    /// <summary>The submissions that the sentence names, in its order.</summary>
    public IReadOnlyList<Guid> Subjects { get; private init; } = [];

    /// <inheritdoc cref="PlanDifference.Before"/>
    public IReadOnlyList<PlannedSession> Before { get; private init; } = [];

    /// <inheritdoc cref="PlanDifference.After"/>
    public IReadOnlyList<PlannedSession> After { get; private init; } = [];

    public bool IsUndone { get; private set; }

    /// <summary>Of the programme, since this step was last done or undone.</summary>
    public int Revision { get; private set; }

    /// <summary>Who did or undid it last.</summary>
    public Guid ChangedBy { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public PlanDifference Difference => new(Before, After);

    /// <param name="sentence">With <see cref="Subject"/> for each of the submissions.</param>
    /// <param name="revision">Of the programme after it.</param>
    public static ProgrammeStep Take(Guid eventId, ProgrammeStep? previous, string sentence, IReadOnlyList<Guid> subjects, PlanDifference difference, int revision, Guid by, DateTimeOffset now) => new()
    {
        EventId = eventId,
        Number = (previous?.Number ?? 0) + 1,
        Sentence = CutText.WithMark(sentence, MaxSentenceLength),
        Subjects = subjects,
        Before = difference.Before,
        After = difference.After,
        Revision = revision,
        ChangedBy = by,
        ChangedAt = now,
    };

    /// <summary>The plan without this step, or with it again. Refused when the plan is not what the step left.</summary>
    public Outcome<ProgrammePlan> Turn(ProgrammePlan plan, bool undo) => plan.Apply(undo ? Difference.Reversed : Difference);

    /// <summary>It was undone, or done again.</summary>
    public void Sign(bool undone, int revision, Guid by, DateTimeOffset now) => (IsUndone, Revision, ChangedBy, ChangedAt) = (undone, revision, by, now);

    /// <inheritdoc cref="Say(string, IReadOnlyList{Guid}, Func{Guid, string?})"/>
    public string Say(Func<Guid, string?> nameOf) => Say(Sentence, Subjects, nameOf);

    /// <summary>The sentence for a reader.</summary>
    /// <param name="nameOf">"#12"; null of a submission that the reader may not know to be in the programme, and then nothing is said of what the step did.</param>
    public static string Say(string sentence, IReadOnlyList<Guid> subjects, Func<Guid, string?> nameOf)
    {
        var names = subjects.Select(nameOf).ToList();
        if (names.Contains(null))
        {
            return "changed the programme";
        }

        var text = new System.Text.StringBuilder(sentence.Length);
        var next = 0;
        foreach (var letter in sentence)
        {
            _ = letter == Subject ? text.Append(next < names.Count ? names[next++] : "an item") : text.Append(letter);
        }

        return text.ToString();
    }
}
