using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What organizers choose about mails that go to reviewers by themselves.</summary>
/// <param name="Revision">That of the plan which the form showed; 0 for an event that has none.</param>
public sealed record WishedPlan(IReadOnlyCollection<LadderStep> Steps, QuietHours Quiet, bool AsksHalfway, int? LapseAfterDays, bool WelcomesLateAnswers, int Revision);

public sealed class SaveReminderPlan(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal Elsewhere = new("reminders.changed-elsewhere", "Somebody changed the reminders after you opened this page. What you see here is yours; what is saved is in another window: open it and compare.");

    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, WishedPlan wish, CancellationToken cancel)
    {
        var plan = await db.ReminderPlans.SingleOrDefaultAsync(plan => plan.EventId == eventId, cancel);
        if (plan is null)
        {
            plan = ReminderPlan.Usual(eventId);
            db.Add(plan);
        }

        if (plan.Revision != wish.Revision)
        {
            return Elsewhere;
        }

        var changed = plan.Change(wish.Steps, wish.Quiet, wish.AsksHalfway, wish.LapseAfterDays, wish.WelcomesLateAnswers);
        if (!changed.Succeeded)
        {
            return changed;
        }

        db.Add(AuditEntry.Of("reminders.changed", "Changed what is written to reviewers by itself.", organizer.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Elsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReminderPlanOnce))
        {
            return Elsewhere;
        }

        return Done.Instance;
    }
}
