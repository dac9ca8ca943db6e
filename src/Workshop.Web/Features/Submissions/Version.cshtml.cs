using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>One upload with its own name and metadata, for its authors and the organizers who handle it. Reviewers get a clean copy elsewhere.</summary>
[Authorize]
public sealed class VersionModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid versionId, CancellationToken cancel)
    {
        var eventId = current.Required.Id;
        var found = await db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.History, time.GetUtcNow())
            .Where(s => s.Id == id && s.EventId == eventId)
            .SelectMany(s => s.Versions)
            .Where(version => version.Id == versionId)
            .Join(db.Files, version => version.Sha256, file => file.Sha256, (version, file) => new { version.FileName, file.Content })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return NotFound();
        }

        return this.TheirFile(found.Content, "application/pdf", found.FileName);
    }
}
