using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

public sealed class UndeclareConflict(WorkshopDb db, TimeProvider time)
{
    /// <summary>Only what the reviewer declared; what organizers recorded stays. Doing it again changes nothing.</summary>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, Guid eventId, Guid submissionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var me = viewer.RequiredPersonId;
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.Timeline.DecisionsReleased <= now)
        {
            return new Refusal("conflict.decided", "Decisions have been released, so conflicts cannot be changed any more.");
        }

        var conflict = await db.Conflicts.SingleOrDefaultAsync(c => c.EventId == eventId && c.SubmissionId == submissionId && c.PersonId == me && c.Source == ConflictSource.DeclaredByReviewer, cancel);
        if (conflict is not null)
        {
            db.Remove(conflict);
            db.Add(AuditEntry.Of("conflict.taken-back", $"{viewer.Name} took a declared conflict back.", me, eventId, now, submissionId));
            await db.SaveRemovalAsync(cancel);
        }

        return Done.Instance;
    }
}
