using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// A file beside the PDF with its own name, replaced and removed ones too, for its authors and for organizers who may manage the submission. Not for readers of the
/// published programme: what was handed in for reviewing was not handed in for them. Reviewers get theirs elsewhere.
/// </summary>
[Authorize]
public sealed class AttachmentModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid fileId, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var found = await FindAsync(db.Submissions.WrittenBy(who), id, fileId, cancel)
            ?? await FindAsync(db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow()), id, fileId, cancel);
        if (found is null)
        {
            return NotFound();
        }

        return this.TheirFile(found.Value.Content, "application/octet-stream", found.Value.FileName);
    }

    private async Task<(string FileName, byte[] Content)?> FindAsync(IQueryable<Submission> visible, Guid id, Guid fileId, CancellationToken cancel)
    {
        var eventId = current.Required.Id;
        var found = await visible
            .Where(s => s.Id == id && s.EventId == eventId)
            .SelectMany(s => s.Attachments)
            .Where(attachment => attachment.Id == fileId)
            .Join(db.Files, attachment => attachment.Sha256, file => file.Sha256, (attachment, file) => new { attachment.FileName, file.Content })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.FileName, found.Content);
    }
}
