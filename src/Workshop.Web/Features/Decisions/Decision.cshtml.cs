using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>What authors learn of a decision, from its release on; 404 before, for everybody.</summary>
[Authorize]
public sealed class DecisionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public ReleasedDecision Decision { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.ReleasedDecision, time.GetUtcNow()).Where(s => s.EventId == Event.Id && s.Id == id);
        var found = await (
            from s in visible
            join decision in db.Decisions on s.Id equals decision.SubmissionId
            select new { s.Number, s.Title, s.WithdrawnAt, decision.Outcome, decision.Note, decision.ReleasedAt })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return NotFound();
        }

        var reviews = await db.ForAuthors(visible.Select(s => s.Id)).ToListAsync(cancel);
        Decision = new ReleasedDecision(id, found.Number, found.Title, found.WithdrawnAt is not null, found.Outcome, found.Note, found.ReleasedAt!.Value, [.. reviews.Select(review => review.Comments)]);
        return Page();
    }
}

public sealed record ReleasedDecision(Guid Id, int Number, string Title, bool IsWithdrawn, DecisionOutcome Outcome, string Note, DateTimeOffset ReleasedAt, IReadOnlyList<string> Reviews);
