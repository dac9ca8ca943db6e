using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>A file beside the PDF of one assignment, for download.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class AttachmentModel(CurrentViewer viewer, CurrentEvent current, ReviewerFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid assignmentId, Guid fileId, CancellationToken cancel)
    {
        var file = await files.RunAsync(await viewer.GetAsync(), current.Required.Id, assignmentId, fileId, cancel);
        if (file is null)
        {
            return NotFound();
        }

        if (!file.Succeeded)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return this.TheirFile(file.Value.Content, "application/octet-stream", file.Value.FileName);
    }
}
