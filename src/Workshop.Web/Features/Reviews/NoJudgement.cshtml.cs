using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Before a review is finished without a judgement: what will happen, and why.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class NoJudgementModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, DeclineToJudge decline) : PageModel
{
    [BindProperty]
    public ReasonForm Input { get; set; } = new();

    [FromRoute]
    public Guid AssignmentId { get; set; }

    public WorkshopEvent Event => current.Required;

    public int Number { get; private set; }

    public string PaperTitle { get; private set; } = "";

    public bool HasReview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var revision = Input.Revision;
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var done = await decline.RunAsync(await viewer.GetAsync(), Event.Id, AssignmentId, Input.Reason, revision, cancel);
        if (done is null)
        {
            return NotFound();
        }

        if (!done.Succeeded)
        {
            db.ChangeTracker.Clear();
            ModelState.Remove("Input.Revision");
            return await ReadAsync(cancel) ? this.Refuse(done.Refusals) : NotFound();
        }

        this.Flash($"#{Number} is done without a judgement. The organizers see your reason.");
        return Redirect($"/e/{Event.Slug}/reviews");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var paper = await db.OnDeskOf(await viewer.GetAsync(), Event.Id, time.GetUtcNow())
            .Where(assignment => assignment.Id == AssignmentId)
            .Join(db.Submissions, assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => submission)
            .Select(submission => new { submission.Number, submission.Title, Revision = db.Reviews.Where(review => review.AssignmentId == AssignmentId).Select(review => (int?)review.Revision).FirstOrDefault() })
            .SingleOrDefaultAsync(cancel);
        (Number, PaperTitle, HasReview, Input.Revision) = (paper?.Number ?? 0, paper?.Title ?? "", paper?.Revision is not null, paper?.Revision ?? 0);
        return paper is not null;
    }

    public sealed class ReasonForm
    {
        public string? Reason { get; set; }

        public int Revision { get; set; }
    }
}
