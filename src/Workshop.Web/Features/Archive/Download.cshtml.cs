using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Archive;

/// <summary>Hands an archive to the organizer who asked for it and to nobody else, for a day.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class DownloadModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ArchiveStore store, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(Guid run, CancellationToken cancel)
    {
        var me = (await viewer.GetAsync()).RequiredPersonId;
        var finished = await db.JobRuns
            .Where(job => job.Id == run && job.EventId == Event.Id && job.Kind == ArchiveEventJob.Kind && job.RequestedBy == me && job.State == JobState.Succeeded)
            .Select(job => job.FinishedAt)
            .SingleOrDefaultAsync(cancel);
        if (finished is not { } at || ArchiveStore.IsExpired(at, time.GetUtcNow()) || store.PathOf(run) is var file && !System.IO.File.Exists(file))
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "private, no-store";
        return PhysicalFile(file, "application/zip", $"{Event.Slug}.zip");
    }
}
