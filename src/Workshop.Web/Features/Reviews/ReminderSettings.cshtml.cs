using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>What is written to reviewers by itself, and to whom it will go.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReminderSettingsModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, SaveReminderPlan save) : PageModel
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    [BindProperty]
    public ReminderForm Input { get; set; } = new();

    [BindProperty]
    public int Revision { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<PlannedRow> Planned { get; private set; } = [];

    /// <summary>What is shown below is not saved.</summary>
    public bool IsPreview { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var plan = await db.LoadReminderPlanAsync(Event.Id, cancel);
        Input = ReminderForm.Of(plan);
        Revision = plan.Revision;
        await ReadPlannedAsync(plan, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var wish = Input.Read(Revision);
        var saved = wish.Succeeded ? await save.RunAsync(await viewer.GetAsync(), Event.Id, wish.Value, cancel) : null;
        if (saved is { Succeeded: true })
        {
            this.Flash("The reminders are saved.");
            return Redirect($"/e/{Event.Slug}/organize/reviews/reminders");
        }

        db.ChangeTracker.Clear();
        await ReadPlannedAsync(await db.LoadReminderPlanAsync(Event.Id, cancel), cancel);
        return this.Refuse(saved?.Refusals ?? wish.Refusals);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        var plan = ReminderPlan.Usual(Event.Id);
        var wish = Input.Read(Revision);
        var refusals = wish.Succeeded ? plan.Change([.. wish.Value.Steps], wish.Value.Quiet, wish.Value.AsksHalfway, wish.Value.LapseAfterDays, wish.Value.WelcomesLateAnswers).Refusals : wish.Refusals;
        IsPreview = refusals.Count == 0;
        await ReadPlannedAsync(IsPreview ? plan : await db.LoadReminderPlanAsync(Event.Id, cancel), cancel);
        return IsPreview ? Page() : this.Refuse(refusals);
    }

    private async Task ReadPlannedAsync(ReminderPlan plan, CancellationToken cancel)
    {
        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        var rows = new List<(string Name, DateTimeOffset At, string What)>();
        if (Event.DecisionsReleased is null)
        {
            // Half-way is counted from what this organizer may see, so that the date tells nothing of the rest.
            var mine = (await db.ManagedBy(who, Event.Id, now).Where(assignment => db.OpenReviews().Any(open => open.Id == assignment.Id)).Select(assignment => new { assignment.ReviewerId, assignment.AssignedAt }).ToListAsync(cancel))
                .GroupBy(assignment => assignment.ReviewerId)
                .ToDictionary(assigned => assigned.Key, assigned => assigned.Min(assignment => assignment.AssignedAt));
            var busy = await OpenWork.LoadAsync(db, new Dictionary<Guid, WorkshopEvent> { [Event.Id] = Event }, cancel);
            rows.AddRange(
                from reviewer in busy
                where mine.ContainsKey(reviewer.Id)
                from planned in ReminderLadder.Planned(now, now + Ahead, plan, reviewer.Reminded with { OpenSince = mine[reviewer.Id] })
                select (reviewer.Name, planned.At, planned.Step is { } step ? $"Reminder: {step.Words}" : "Half-way question"));
            await AddLapsesAsync(plan, now, rows, cancel);
        }

        Planned =
        [
            .. rows.GroupBy(row => (row.At, row.What))
                .Select(mail => new PlannedRow(mail.Key.At, mail.Key.What, [.. mail.Select(row => row.Name).Order(StringComparer.InvariantCultureIgnoreCase)]))
                .OrderBy(row => row.At).ThenBy(row => row.What, StringComparer.Ordinal),
        ];
    }

    private async Task AddLapsesAsync(ReminderPlan plan, DateTimeOffset now, List<(string Name, DateTimeOffset At, string What)> rows, CancellationToken cancel)
    {
        if (plan.LapseAfterDays is not { } days || Event.ReviewsDue < now)
        {
            return;
        }

        var until = (now + Ahead).AddDays(-days);
        var silent = await db.Reviewers.Where(reviewer => reviewer.EventId == Event.Id && reviewer.State == ReviewerState.Invited && reviewer.InvitedAt <= until)
            .OrderBy(reviewer => reviewer.InvitedAt).Select(reviewer => new { reviewer.Name, reviewer.InvitedAt }).ToListAsync(cancel);
        var next = await db.AlternatesInTurn(Event.Id).Select(alternate => alternate.Name).ToListAsync(cancel);
        foreach (var (place, each) in silent.Index())
        {
            var at = each.InvitedAt.AddDays(days) is var lapse && lapse > now ? lapse : now;
            if (at > Event.ReviewsDue)
            {
                continue;
            }

            rows.Add(place < next.Count
                ? (next[place], at, $"Invitation, because {each.Name} has not answered")
                : (each.Name, at, "The invitation lapses; no alternate is left to invite"));
        }
    }

    public sealed record PlannedRow(DateTimeOffset At, string What, IReadOnlyList<string> Names);
}
