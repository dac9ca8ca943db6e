using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>Queues the job that works out three ways to mend what is published: fill only, keep almost everything, work out anew.</summary>
public sealed class RepairAssignment(WorkshopDb db, TimeProvider time, JobRequests jobs)
{
    public const string JobKind = "assignment.repair";

    /// <returns>The run; the one under way when there is one.</returns>
    public async Task<Outcome<Guid>> RunAsync(Viewer organizer, Guid eventId, AssignmentWish wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.Timeline.DecisionsReleased <= now)
        {
            return new Refusal("assignment.decided", "Decisions have been released, so there is nothing left to assign.");
        }

        if (!await db.ReviewAssignments.AnyAsync(assignment => assignment.EventId == eventId && assignment.RemovedAt == null, cancel))
        {
            return new Refusal("assignment.nothing-published", "Nothing is published yet, so there is nothing to mend. Propose an assignment.");
        }

        return await jobs.OnceAsync(
            new JobRequest(JobKind, eventId, organizer.PersonId, JsonSerializer.Serialize(wish)),
            sharesRunning: true,
            AuditEntry.Of("assignment.repair-requested", "Asked how to mend the published assignment.", organizer.PersonId, eventId, now),
            cancel);
    }
}
