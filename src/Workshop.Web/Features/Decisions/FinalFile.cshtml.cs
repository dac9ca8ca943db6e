using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>A final PDF, for its authors and the organizers who handle it; for nobody who only reviewed it.</summary>
[Authorize]
public sealed class FinalFileModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid versionId, CancellationToken cancel)
    {
        var eventId = current.Required.Id;
        var visible = db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.History, time.GetUtcNow()).Where(s => s.Id == id && s.EventId == eventId);
        var found = await db.FinalVersions.Where(version => version.Id == versionId && visible.Any(s => s.Id == version.SubmissionId))
            .Join(db.Files, version => version.Sha256, file => file.Sha256, (version, file) => new { version.FileName, file.Content })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return NotFound();
        }

        return this.TheirFile(found.Content, "application/pdf", found.FileName);
    }
}
