using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>For a reviewer who cannot: some or all of what is open, with one reason.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class HandBackModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, HandBackReviews handBack) : PageModel
{
    [BindProperty]
    public HandBackForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<SelectListItem> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var handed = await handBack.RunAsync(await viewer.GetAsync(), Event.Id, [.. Input.Assignments], Input.Reason, cancel);
        if (!handed.Succeeded)
        {
            db.ChangeTracker.Clear();
            await ReadAsync(cancel);
            return this.Refuse(handed.Refusals);
        }

        this.Flash(handed.Value == 1 ? "One review is handed back. The organizers are told." : $"{handed.Value} reviews are handed back. The organizers are told.");
        return Redirect($"/e/{Event.Slug}/reviews");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var open = await db.OnDeskOf(await viewer.GetAsync(), Event.Id, time.GetUtcNow())
            .Where(assignment => !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null))
            .Join(db.Submissions, assignment => assignment.SubmissionId, s => s.Id, (assignment, s) => new { assignment.Id, s.Number, s.Title })
            .OrderBy(row => row.Number)
            .ToListAsync(cancel);
        Rows = [.. open.Select(row => new SelectListItem($"#{row.Number} {row.Title}", row.Id.ToString()))];
    }

    public sealed class HandBackForm
    {
        public IList<Guid> Assignments { get; set; } = [];

        public string? Reason { get; set; }
    }
}
