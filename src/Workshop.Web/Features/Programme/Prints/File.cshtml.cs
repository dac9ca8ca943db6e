using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Hands out what a print run made, to organizers of that event only.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class FileModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, PrintDocuments documents) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid run, CancellationToken cancel)
    {
        var e = current.Required;
        var found = await db.JobRuns
            .Where(job => job.Id == run && job.EventId == e.Id && job.Kind == PrintJob.Kind && job.State == JobState.Succeeded)
            .Join(db.Files, job => job.ResultSha256, file => file.Sha256, (job, file) => new { Run = job, file.Content })
            .SingleOrDefaultAsync(cancel);
        return found is null || !documents.MaySee((await viewer.GetAsync()).PersonId, found.Run) ? NotFound() : File(found.Content, "application/pdf", $"{e.Slug}-{JsonSerializer.Deserialize<PrintWish>(found.Run.Arguments)!.Kind}.pdf");
    }
}
