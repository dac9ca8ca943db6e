using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>The final PDF of a paper on the public programme whose authors allow everybody to read it; 404 otherwise, for everybody.</summary>
[AllowAnonymous]
public sealed class PublicPaperModel(WorkshopDb db, CurrentEvent current, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        var e = current.Required;
        var papers = db.PublicPapers(e.Id, time.GetUtcNow()).Where(s => s.Number == number);
        var content = await db.FinalVersions.Where(version => papers.Any(s => s.Id == version.SubmissionId)).OrderByDescending(version => version.Number)
            .Join(db.Files, version => version.Sha256, file => file.Sha256, (version, file) => file.Content)
            .FirstOrDefaultAsync(cancel);
        if (content is null)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "sandbox";
        return File(content, "application/pdf", string.Create(CultureInfo.InvariantCulture, $"{e.Slug}-{number}.pdf"));
    }
}
