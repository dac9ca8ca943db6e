using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Archive;

/// <summary>Asks for an archive. One that this organizer has asked for and that is not finished serves; another organizer's never does, because they may see other things.</summary>
public sealed class RequestArchive(WorkshopDb db, JobWaker waker, TimeProvider time)
{
    /// <returns>The run to watch.</returns>
    public async Task<Guid> RunAsync(Viewer organizer, Guid eventId, bool personalData, CancellationToken cancel)
    {
        var (me, arguments) = (organizer.RequiredPersonId, JsonSerializer.Serialize(new ArchiveArguments(personalData)));
        var waiting = await db.JobRuns
            .Where(run => run.EventId == eventId && run.Kind == ArchiveEventJob.Kind && run.RequestedBy == me && run.Arguments == arguments && (run.State == JobState.Queued || run.State == JobState.Running))
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancel);
        if (waiting is { } already)
        {
            return already;
        }

        var run = JobRun.Request(ArchiveEventJob.Kind, arguments, eventId, me, time.GetUtcNow());
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        waker.Wake(run.Id);
        return run.Id;
    }
}
