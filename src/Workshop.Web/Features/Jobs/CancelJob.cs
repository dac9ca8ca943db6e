using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Jobs;

/// <summary>Asks a run to stop. One that waits is over at once; one under way when it next looks.</summary>
public sealed class CancelJob(WorkshopDb db, TimeProvider time)
{
    /// <summary>False when there is no such run, or none that this person may see.</summary>
    public async Task<bool> RunAsync(Viewer viewer, Guid runId, CancellationToken cancel)
    {
        while (true)
        {
            db.ChangeTracker.Clear();
            var run = await db.JobRuns.ShownTo(viewer).SingleOrDefaultAsync(run => run.Id == runId, cancel);
            if (run is null)
            {
                return false;
            }

            if (run.IsOver)
            {
                return true;
            }

            run.RequestCancel(time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                // It started, or ended, between reading and saving: look again.
            }
        }
    }
}
