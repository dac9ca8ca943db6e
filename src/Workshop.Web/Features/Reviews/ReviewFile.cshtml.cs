using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// A file beside a review, for download: for its reviewer, for the organizers who may manage the submission once the review is submitted, and for the authors when the decision is
/// released and the reviewer meant it for them. Anybody else gets 404.
/// </summary>
[Authorize]
public sealed class ReviewFileModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var (who, now, eventId) = (await viewer.GetAsync(), time.GetUtcNow(), current.Required.Id);
        var mine = db.OnDeskOf(who, eventId, now);
        var managed = db.Submissions.VisibleTo(who, SubmissionPart.Management, now).Where(s => s.EventId == eventId);
        var decided = db.Submissions.VisibleTo(who, SubmissionPart.ReleasedDecision, now).Where(s => s.EventId == eventId);
        var file = await db.ReviewAttachments.AsNoTracking()
            .Where(file => file.Id == id && file.RemovedAt == null)
            .Where(file =>
                mine.Any(assignment => assignment.Id == file.AssignmentId)
                || (db.ReviewAssignments.Any(assignment => assignment.Id == file.AssignmentId && assignment.RemovedAt == null)
                    && db.Reviews.Any(review => review.AssignmentId == file.AssignmentId && review.SubmittedAt != null && (!file.ForAuthors || review.CannotJudgeBecause == null || managed.Any(s => s.Id == file.SubmissionId)))
                    && (managed.Any(s => s.Id == file.SubmissionId) || (file.ForAuthors && decided.Any(s => s.Id == file.SubmissionId)))))
            .SingleOrDefaultAsync(cancel);
        if (file is null)
        {
            return NotFound();
        }

        var numbers = await db.LoadReviewerNumbersAsync(db.Submissions.Where(s => s.Id == file.SubmissionId).Select(s => s.Id), cancel);
        var content = await db.Files.Where(stored => stored.Sha256 == file.Sha256).Select(stored => stored.Content).SingleAsync(cancel);
        Response.Headers.ContentSecurityPolicy = "sandbox";
        Response.Headers.CacheControl = "private, no-store";
        return File(content, "application/octet-stream", file.View(numbers[file.AssignmentId]).FileName);
    }
}
