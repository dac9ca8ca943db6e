using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// A file beside a review, for download: for its reviewer, for the organizers who may manage the submission once the review is submitted, and for the authors when the decision is
/// released and the reviewer meant it for them. Anybody else gets 404.
/// </summary>
[Authorize]
public class ReviewFileModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var (who, now, e) = (await viewer.GetAsync(), time.GetUtcNow(), current.Required);
        var rules = await db.LoadReviewingRulesAsync(e.Id, cancel);
        var whole = db.ReviewsShownTo(who, e, rules, ReviewPart.ToOrganizers, now);
        // Authors read the comments while they respond, and get the file with the decision.
        var forAuthors = db.ReviewsShownTo(who, e, rules, ReviewPart.ForAuthors, now);
        var decided = db.Submissions.VisibleTo(who, SubmissionPart.ReleasedDecision, now);
        var file = await db.ReviewAttachments.AsNoTracking()
            .Where(file => file.Id == id && file.RemovedAt == null)
            .Where(file =>
                whole.Any(review => review.AssignmentId == file.AssignmentId)
                || (file.ForAuthors && decided.Any(s => s.Id == file.SubmissionId) && forAuthors.Any(review => review.AssignmentId == file.AssignmentId)))
            .SingleOrDefaultAsync(cancel);
        if (file is null)
        {
            return NotFound();
        }

        var numbers = await db.LoadReviewerNumbersAsync(db.Submissions.Where(s => s.Id == file.SubmissionId).Select(s => s.Id), cancel);
        var content = await db.Files.Where(stored => stored.Sha256 == file.Sha256).Select(stored => stored.Content).SingleAsync(cancel);
        return this.TheirFile(content, "application/octet-stream", file.View(numbers[file.AssignmentId]).FileName);
    }
}

/// <summary>The same from the desk, which a link opens for reviewers' pages alone.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class DeskFileModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : ReviewFileModel(db, viewer, current, time);
