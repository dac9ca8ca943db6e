using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Programme;

/// <summary>Takes the last step of the event's organizers back, whoever made it, or makes the last one that was taken back again. What comes back comes back with its own id.</summary>
public sealed class UndoProgramme(WorkshopDb db, TimeProvider time)
{
    /// <param name="undo">False does the step again.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, int revision, bool undo, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.ProgrammeRevision != revision)
        {
            return await db.WhoChangedAsync(organizer, e, revision, now, cancel);
        }

        if (await db.NextStepAsync(eventId, undo, cancel) is not { } step)
        {
            return new Refusal("programme.nothing-to-undo", undo ? "There is nothing to undo." : "There is nothing to do again.");
        }

        var draft = await ProgrammeDraft.LoadAsync(db, eventId, cancel);
        var turned = step.Turn(draft.Plan, undo);
        if (!turned.Succeeded)
        {
            return Outcome.No<Done>(turned.Refusals);
        }

        draft.Follow(turned.Value);
        e.TouchProgramme();
        step.Sign(undo, e.ProgrammeRevision, organizer.RequiredPersonId, now);
        db.Add(AuditEntry.Of("programme.changed", undo ? "Undid a step in building the programme." : "Did a step in building the programme again.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await db.WhoChangedAsync(organizer, e, revision, now, cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.SlotOnce))
        {
            return new Refusal("programme.cannot-undo", "A submission of this step has another place by now. Remove it there first.");
        }
    }
}
