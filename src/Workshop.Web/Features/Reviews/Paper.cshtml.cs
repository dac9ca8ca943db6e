using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Reviews;

/// <summary>The PDF of one assignment, shown in the browser beside the form; and its pages as pictures, for browsers that show no PDF inside a page.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class PaperModel(CurrentViewer viewer, CurrentEvent current, ReviewerCopies copies, PagePictures pictures) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid assignmentId, int? picture, bool small, CancellationToken cancel)
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

        // Drawn from the copy without traces, and named after it: not even the hash of the authors' own file is told.
        var key = $"copy {StoredFile.HashOf(copy.Value.Content)}";
        Task<ReadOnlyMemory<byte>> ReadAsync() => Task.FromResult<ReadOnlyMemory<byte>>(copy.Value.Content);
        return await this.PictureAsync($"{key[5..]}-{number}{(small ? "-small" : "")}", () => small ? pictures.SmallAsync(key, number, ReadAsync) : pictures.LargeAsync(key, number, ReadAsync));
    }
}
