using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Before an assignment is handed back: what will happen, and why.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class CannotModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, HandBackAssignment handBack) : PageModel
{
    [BindProperty]
    public ReasonForm Input { get; set; } = new();

    [FromRoute]
    public Guid AssignmentId { get; set; }

    public WorkshopEvent Event => current.Required;

    public int Number { get; private set; }

    public string PaperTitle { get; private set; } = "";

    public bool HasReview { get; private set; }

    public static IReadOnlyList<SelectListItem> Reasons { get; } = [.. CannotWords.All.Select(reason => new SelectListItem(reason.Words, reason.Why.ToString()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var done = await handBack.RunAsync(await viewer.GetAsync(), Event.Id, AssignmentId, new HandBackRequest(Input.Why, Input.Reason, Input.SuggestedName, Input.SuggestedEmail), cancel);
        if (done is null)
        {
            return NotFound();
        }

        if (!done.Succeeded)
        {
            return await ReadAsync(cancel) ? this.Refuse(done.Refusals) : NotFound();
        }

        this.Flash("The submission is off your desk. The organizers have been told.");
        return Redirect($"/e/{Event.Slug}/reviews");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var paper = await db.OnDeskOf(await viewer.GetAsync(), Event.Id, time.GetUtcNow())
            .Where(assignment => assignment.Id == AssignmentId)
            .Join(db.Submissions, assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => submission)
            .Select(submission => new { submission.Number, submission.Title, HasReview = db.Reviews.Any(review => review.AssignmentId == AssignmentId) })
            .SingleOrDefaultAsync(cancel);
        (Number, PaperTitle, HasReview) = (paper?.Number ?? 0, paper?.Title ?? "", paper?.HasReview ?? false);
        return paper is not null;
    }

    public sealed class ReasonForm
    {
        public CannotReview? Why { get; set; }

        public string? Reason { get; set; }

        public string? SuggestedName { get; set; }

        public string? SuggestedEmail { get; set; }
    }
}
