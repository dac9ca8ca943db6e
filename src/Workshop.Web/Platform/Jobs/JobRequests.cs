using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Audit;
using Workshop.Domain.Jobs;

namespace Workshop.Web.Platform.Jobs;

/// <summary>What a run is asked for with.</summary>
/// <param name="Arguments">JSON, read by the job of this kind.</param>
public sealed record JobRequest(string Kind, Guid EventId, Guid? RequestedBy, string Arguments = "{}")
{
    /// <summary>A run of this kind with other arguments, or for somebody else, is other work and does not serve in place of this one: what it makes may depend on who asked.</summary>
    public bool SharesOnlyTheSame { get; init; }
}

/// <summary>Queues runs, one of a kind at a time for each event.</summary>
public sealed class JobRequests(WorkshopDb db, TimeProvider time, JobWaker waker)
{
    /// <summary>
    /// Saves a run and wakes the scheduler. A double click must not do the work twice; if two get through all the same, there are two runs and no harm.
    /// </summary>
    /// <param name="sharesRunning">A run that has begun serves too; false where it may have begun with what has changed since.</param>
    /// <param name="audit">Saved with the run, when there is a new one.</param>
    /// <returns>The run; the one that waits, or is under way, when there is one.</returns>
    public async Task<Guid> OnceAsync(JobRequest request, bool sharesRunning, AuditEntry? audit, CancellationToken cancel)
    {
        var waiting = await db.JobRuns
            .Where(run => run.EventId == request.EventId && run.Kind == request.Kind && (!request.SharesOnlyTheSame || (run.Arguments == request.Arguments && run.RequestedBy == request.RequestedBy)) && (run.State == JobState.Queued || (sharesRunning && run.State == JobState.Running)))
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancel);
        if (waiting is { } already)
        {
            return already;
        }

        var run = JobRun.Request(request.Kind, request.Arguments, request.EventId, request.RequestedBy, time.GetUtcNow());
        db.Add(run);
        if (audit is not null)
        {
            db.Add(audit);
        }

        await db.SaveChangesAsync(cancel);
        waker.Wake(run.Id);
        return run.Id;
    }
}
