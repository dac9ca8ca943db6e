using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;

namespace Workshop.Web.Platform.Jobs;

/// <summary>The rows are the truth: whoever forgot to wake a queued run, or could not, is made good for here.</summary>
internal sealed class JobSweep(WorkshopDb db, JobWaker waker, JobRecovery recovery, JobSettings settings) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        if (settings.Clustered)
        {
            await recovery.RecoverDeadAsync(cancel);
        }

        var queued = await db.JobRuns.Where(run => run.State == JobState.Queued).OrderBy(run => run.CreatedAt).Select(run => run.Id).ToListAsync(cancel);
        foreach (var runId in queued)
        {
            await waker.WakeAsync(runId, cancel);
        }
    }
}
