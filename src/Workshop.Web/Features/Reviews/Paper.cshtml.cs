using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Reviews;

/// <summary>The PDF of one assignment, shown in the browser beside the form; and its pages as pictures, for browsers that show no PDF inside a page.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PaperModel(CurrentViewer viewer, CurrentEvent current, ReviewerCopies copies, PageImages images) : PageModel
{
    private const int PictureWidth = 1000;

    public async Task<IActionResult> OnGetAsync(Guid assignmentId, int? picture, CancellationToken cancel)
    {
        var copy = await copies.RunAsync(await viewer.GetAsync(), current.Required.Id, assignmentId, cancel);
        if (copy is null)
        {
            return NotFound();
        }

        if (!copy.Succeeded)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        // A browser's PDF viewer needs no more than this; nothing inside the file may load or run anything.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        Response.Headers.CacheControl = "private, no-cache";
        if (picture is not { } number)
        {
            Response.Headers.ContentDisposition = $"inline; filename=\"submission-{copy.Value.Number}.pdf\"";
            return File(copy.Value.Content, "application/pdf");
        }

        if (number < 1 || number > (copy.Value.Pages ?? 1))
        {
            return NotFound();
        }

        var drawn = await images.RenderAsync(copy.Value.Content, number, PictureWidth, cancel);
        return drawn.Succeeded ? File(drawn.Value, "image/png") : NotFound();
    }
}
