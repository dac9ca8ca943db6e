using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Programme;

/// <summary>Makes the programme public, or hides it again. Doing either twice changes nothing.</summary>
public sealed class ReleaseProgramme(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, bool isPublic, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.ProgrammeReleased is not null == isPublic)
        {
            return Done.Instance;
        }

        if (isPublic)
        {
            if (!await db.Sessions.AnyAsync(session => session.EventId == eventId, cancel))
            {
                return new Refusal("programme.empty", "Add a session before you publish the programme.");
            }

            e.ReleaseProgramme(now);
        }
        else
        {
            e.WithdrawProgramme();
        }

        db.Add(AuditEntry.Of(isPublic ? "programme.published" : "programme.hidden", isPublic ? "Published the programme." : "Hid the programme.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("programme.changed-elsewhere", "The event was changed at the same moment. Try again.");
        }
    }
}
