using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>Hands out what a print run made, to organizers of that event only.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PdfModel(WorkshopDb db, CurrentEvent current) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(Guid run, CancellationToken cancel)
    {
        var content = await db.JobRuns
            .Where(job => job.Id == run && job.EventId == Event.Id && job.Kind == PrintProgrammeJob.Kind && job.State == JobState.Succeeded)
            .Join(db.Files, job => job.ResultSha256, file => file.Sha256, (_, file) => file.Content)
            .SingleOrDefaultAsync(cancel);
        return content is null ? NotFound() : File(content, "application/pdf", $"{Event.Slug}-programme.pdf");
    }
}
