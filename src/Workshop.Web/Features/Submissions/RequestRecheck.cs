using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Audit;
using Workshop.Domain.Jobs;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Submissions;

/// <summary>Queues the job that checks all PDFs of an event again, after its rules have changed.</summary>
public sealed class RequestRecheck(WorkshopDb db, TimeProvider time, JobWaker waker)
{
    /// <returns>The run; the one that has not begun yet when there is one. One under way may have begun under other rules.</returns>
    public async Task<Guid> RunAsync(Viewer organizer, Guid eventId, CancellationToken cancel)
    {
        var waiting = await db.JobRuns
            .Where(run => run.EventId == eventId && run.Kind == RecheckSubmissionsJob.Kind && run.State == JobState.Queued)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancel);
        if (waiting is { } already)
        {
            return already;
        }

        var now = time.GetUtcNow();
        var run = JobRun.Request(RecheckSubmissionsJob.Kind, "{}", eventId, organizer.PersonId, now);
        db.Add(run);
        db.Add(AuditEntry.Of("submissions.recheck", "Asked for a check of all PDFs by the rules as they are now.", organizer.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        waker.Wake(run.Id);
        return run.Id;
    }
}
