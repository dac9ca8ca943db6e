using System.Globalization;

namespace Workshop.Domain.Reviewing;

/// <summary>One step of the ladder.</summary>
/// <param name="Days">Days after the reviews are due; negative before.</param>
/// <param name="IsOn">A step that is off is kept, so that it can be switched on again.</param>
public readonly record struct LadderStep(int Days, bool IsOn = true)
{
    public const int Earliest = -60;
    public const int Latest = 30;

    /// <summary>Names the step in what is remembered of it: "-7".</summary>
    public string Key => Days.ToString(CultureInfo.InvariantCulture);

    /// <summary>"7 days before", "on the day", "1 day after".</summary>
    public string Words => Days switch
    {
        0 => "on the day",
        -1 => "1 day before",
        1 => "1 day after",
        < 0 => $"{-Days} days before",
        _ => $"{Days} days after",
    };
}

/// <summary>What organizers want to be written to reviewers by itself; one row per event, and none while nobody has changed anything.</summary>
public sealed class ReminderPlan
{
    public const int MaxSteps = 12;
    public const int MostLapseDays = 90;

    private static readonly IReadOnlyList<LadderStep> UsualSteps = [new(-7), new(-3), new(-1), new(0), new(1), new(3)];

    private ReminderPlan()
    {
    }

    public Guid EventId { get; private init; }

    /// <summary>The steps as they are kept: days with an exclamation mark before those that are off, "-7 !-3 0".</summary>
    public string Ladder { get; private set; } = Write(UsualSteps);

    public int QuietFrom { get; private set; } = QuietHours.Usual.From;

    public int QuietTo { get; private set; } = QuietHours.Usual.To;

    /// <summary>Half-way, every reviewer is asked how it goes.</summary>
    public bool AsksHalfway { get; private set; } = true;

    /// <summary>After so many days an invitation that nobody has answered lapses; null means never.</summary>
    public int? LapseAfterDays { get; private set; }

    /// <summary>Who accepts after the invitation has lapsed is welcome all the same.</summary>
    public bool WelcomesLateAnswers { get; private set; } = true;

    /// <summary>Rises with every change, so that two organizers who edit at once find out.</summary>
    public int Revision { get; private set; }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<LadderStep> Steps => Read(Ladder);

    public QuietHours Quiet => new(QuietFrom, QuietTo);

    /// <summary>What holds for an event in which nobody has said anything.</summary>
    public static ReminderPlan Usual(Guid eventId) => new() { EventId = eventId };

    /// <summary>Refused with every reason at once; nothing is then changed.</summary>
    public Outcome<Done> Change(IReadOnlyCollection<LadderStep> steps, QuietHours quiet, bool asksHalfway, int? lapseAfterDays, bool welcomesLateAnswers)
    {
        var refusals = new List<Refusal>();
        if (steps.Any(step => step.Days is < LadderStep.Earliest or > LadderStep.Latest))
        {
            refusals.Add(new Refusal("reminders.step", $"A reminder goes out between {-LadderStep.Earliest} days before and {LadderStep.Latest} days after the reviews are due. Choose another number of days.", "Steps"));
        }

        if (steps.Select(step => step.Days).Distinct().Count() != steps.Count)
        {
            refusals.Add(new Refusal("reminders.step-twice", "Two reminders fall on the same day. Change or remove one of them.", "Steps"));
        }

        if (steps.Count > MaxSteps)
        {
            refusals.Add(new Refusal("reminders.steps", $"Keep at most {MaxSteps} reminders.", "Steps"));
        }

        if (quiet.From is < 0 or > 23 || quiet.To is < 0 or > 23)
        {
            refusals.Add(new Refusal("reminders.quiet", "Choose full hours from 0 to 23; the same hour twice means that there are no quiet hours.", "QuietFrom"));
        }

        if (lapseAfterDays is < 1 or > MostLapseDays)
        {
            refusals.Add(new Refusal("reminders.lapse", $"Choose from 1 to {MostLapseDays} days, or leave it empty: then no invitation lapses.", "LapseAfterDays"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Ladder = Write(steps);
        (QuietFrom, QuietTo) = (quiet.From, quiet.To);
        AsksHalfway = asksHalfway;
        LapseAfterDays = lapseAfterDays;
        WelcomesLateAnswers = welcomesLateAnswers;
        Revision++;
        return Done.Instance;
    }

    private static string Write(IEnumerable<LadderStep> steps) => string.Join(' ', steps.OrderBy(step => step.Days).Select(step => (step.IsOn ? "" : "!") + step.Key));

    private static List<LadderStep> Read(string ladder) =>
        [.. ladder.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(step => new LadderStep(int.Parse(step.TrimStart('!'), CultureInfo.InvariantCulture), step[0] != '!'))];
}
