using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>The page of the reminders as typed, whatever it is.</summary>
public sealed class ReminderForm
{
    private const int EmptyRows = 2;

    public IList<StepForm> Steps { get; set; } = [];

    public int QuietFrom { get; set; }

    public int QuietTo { get; set; }

    public bool AsksHalfway { get; set; }

    public string? LapseAfterDays { get; set; }

    public bool WelcomesLateAnswers { get; set; }

    public static IReadOnlyList<SelectListItem> Hours { get; } = [.. Enumerable.Range(0, 24).Select(hour => new SelectListItem($"{hour:00}:00", hour.ToString(CultureInfo.InvariantCulture)))];

    public static ReminderForm Of(ReminderPlan plan) => new ReminderForm
    {
        Steps = [.. plan.Steps.Select(step => new StepForm { Days = Math.Abs(step.Days).ToString(CultureInfo.InvariantCulture), IsAfter = step.Days > 0, IsOn = step.IsOn })],
        QuietFrom = plan.QuietFrom,
        QuietTo = plan.QuietTo,
        AsksHalfway = plan.AsksHalfway,
        LapseAfterDays = plan.LapseAfterDays?.ToString(CultureInfo.InvariantCulture),
        WelcomesLateAnswers = plan.WelcomesLateAnswers,
    }.WithRoom();

    /// <summary>Empty rows at the end for more steps.</summary>
    public ReminderForm WithRoom()
    {
        Steps = [.. Steps.Where(step => !string.IsNullOrWhiteSpace(step.Days))];
        for (var i = 0; i < EmptyRows && Steps.Count < ReminderPlan.MaxSteps; i++)
        {
            Steps.Add(new StepForm { IsOn = true });
        }

        return this;
    }

    /// <summary>Refused with every row that is no number; empty rows are passed over.</summary>
    public Outcome<WishedPlan> Read(int revision)
    {
        var steps = new List<LadderStep>();
        var refusals = new List<Refusal>();
        for (var i = 0; i < Steps.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Steps[i].Days))
            {
                continue;
            }

            if (int.TryParse(Steps[i].Days!.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            {
                steps.Add(new LadderStep(Steps[i].IsAfter ? days : -days, Steps[i].IsOn));
            }
            else
            {
                refusals.Add(new Refusal("reminders.days", "Give a whole number of days, or empty the row.", $"Steps[{i}].Days"));
            }
        }

        int? lapse = null;
        if (!string.IsNullOrWhiteSpace(LapseAfterDays))
        {
            // -1, which no rule allows, for what is no number.
            lapse = int.TryParse(LapseAfterDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1;
        }

        return refusals.Count > 0
            ? Outcome.No<WishedPlan>(refusals)
            : new WishedPlan(steps, new QuietHours(QuietFrom, QuietTo), AsksHalfway, lapse, WelcomesLateAnswers, revision);
    }

    public sealed class StepForm
    {
        public string? Days { get; set; }

        public bool IsAfter { get; set; }

        public bool IsOn { get; set; }
    }
}
