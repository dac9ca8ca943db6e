using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What was published when, and taking the last of it back.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PublishedModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, UndoPublication undo) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    public async Task<IActionResult> OnPostUndoAsync(Guid publication, CancellationToken cancel)
    {
        var undone = await undo.RunAsync(await viewer.GetAsync(), Event.Id, publication, cancel);
        if (undone is null)
        {
            return NotFound();
        }

        if (!undone.Succeeded)
        {
            db.ChangeTracker.Clear();
            await ReadAsync(cancel);
            return this.Refuse(undone.Refusals, "");
        }

        this.Flash("Taken back. Whoever lost something gets a mail; what was assigned before is assigned again.");
        return Redirect($"/e/{Event.Slug}/organize/assignment/published");
    }

    /// <summary>Counts only over submissions that the viewer manages: others' would tell about the viewer's own paper.</summary>
    private async Task ReadAsync(CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, time.GetUtcNow());
        var rows = await db.AssignmentPublications
            .Where(publication => publication.EventId == Event.Id)
            .OrderByDescending(publication => publication.PublishedAt).ThenBy(publication => publication.Id)
            .Select(publication => new Row(
                publication.Id,
                publication.ProposalId,
                publication.PublishedAt,
                db.People.Where(person => person.Id == publication.PublishedBy).Select(person => person.Name).FirstOrDefault() ?? "",
                publication.UndoneAt,
                publication.Changes.Count(change => change.Added && db.ReviewAssignments.Any(assignment => assignment.Id == change.AssignmentId && managed.Any(s => s.Id == assignment.SubmissionId))),
                publication.Changes.Count(change => !change.Added && db.ReviewAssignments.Any(assignment => assignment.Id == change.AssignmentId && managed.Any(s => s.Id == assignment.SubmissionId))),
                false))
            .ToListAsync(cancel);
        var last = rows.Find(row => row.UndoneAt is null);
        Rows = rows.ConvertAll(row => row with { CanBeUndone = row == last });
    }

    public sealed record Row(Guid Id, Guid ProposalId, DateTimeOffset At, string By, DateTimeOffset? UndoneAt, int Added, int TakenAway, bool CanBeUndone);
}
