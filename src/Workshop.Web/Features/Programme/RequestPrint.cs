using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Programme;

/// <summary>Asks for the printed programme; a run that is still under way serves for both.</summary>
public sealed class RequestPrint(WorkshopDb db, TimeProvider time, JobWaker waker)
{
    /// <returns>The run to watch.</returns>
    public async Task<Guid> RunAsync(Viewer organizer, Guid eventId, CancellationToken cancel)
    {
        var waiting = await db.JobRuns
            .Where(run => run.EventId == eventId && run.Kind == PrintProgrammeJob.Kind && run.State == JobState.Queued)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancel);
        if (waiting is { } queued)
        {
            return queued;
        }

        var run = JobRun.Request(PrintProgrammeJob.Kind, "{}", eventId, organizer.RequiredPersonId, time.GetUtcNow());
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        waker.Wake(run.Id);
        return run.Id;
    }
}
