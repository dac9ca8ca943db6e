using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>The picture of one page of an upload, for whoever may have the file itself.</summary>
[Authorize]
public sealed class PageImageModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, PagePictures pictures, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid versionId, int number, bool small, CancellationToken cancel)
    {
        var eventId = current.Required.Id;
        var sha256 = await db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Authors, time.GetUtcNow())
            .Where(s => s.Id == id && s.EventId == eventId)
            .SelectMany(s => s.Versions)
            .Where(version => version.Id == versionId)
            .Select(version => version.Sha256)
            .SingleOrDefaultAsync(cancel);
        if (sha256 is null)
        {
            return NotFound();
        }

        // Others may wait for the same pictures, so they are not given up with this request.
        async Task<ReadOnlyMemory<byte>> ReadAsync() => await db.Files.Where(file => file.Sha256 == sha256).Select(file => file.Content).SingleAsync(CancellationToken.None);
        return await this.PictureAsync($"{sha256}-{number}{(small ? "-small" : "")}", () => small ? pictures.SmallAsync(sha256, number, ReadAsync) : pictures.LargeAsync(sha256, number, ReadAsync));
    }
}
