using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>The ways to mend what is published that one run found, with their numbers beside each other.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class RepairWaysModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, PublishAssignment publish) : PageModel
{
    [FromRoute]
    public Guid RunId { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Way> Ways { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid proposal, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || Ways.All(way => way.ProposalId != proposal))
        {
            return NotFound();
        }

        var published = await publish.RunAsync(await viewer.GetAsync(), Event.Id, proposal, null, cancel);
        if (published is null)
        {
            return NotFound();
        }

        if (!published.Succeeded)
        {
            db.ChangeTracker.Clear();
            return this.Refuse(published.Refusals, "");
        }

        this.Flash("Published. Reviewers with something new to review get a mail.");
        return Redirect($"/e/{Event.Slug}/organize/assignment/published");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        if (!await db.JobRuns.AnyAsync(run => run.Id == RunId && run.EventId == Event.Id && run.Kind == RepairAssignment.JobKind && run.State == JobState.Succeeded, cancel))
        {
            return false;
        }

        var active = (await db.ManagedBy(who, Event.Id, now).Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).ToListAsync(cancel))
            .Select(pair => (pair.SubmissionId, pair.ReviewerId)).ToHashSet();
        var ids = await db.AssignmentProposals.Where(proposal => proposal.JobRunId == RunId).Select(proposal => proposal.Id).ToListAsync(cancel);
        var ways = new List<Way>();
        foreach (var id in ids)
        {
            if (await VisibleProposal.LoadAsync(db, who, Event.Id, id, now, cancel) is { } shown)
            {
                var pairs = shown.Rows.Select(row => (row.SubmissionId, row.ReviewerId)).ToHashSet();
                ways.Add(new Way(
                    id, shown.Proposal.Kind, shown.Proposal.PublishedAt, shown.Total, shown.Scores.Count == 0 ? 0 : shown.Scores[0].Total,
                    pairs.Count(pair => !active.Contains(pair)), active.Count(pair => !pairs.Contains(pair)),
                    pairs.Where(pair => !active.Contains(pair)).Select(pair => pair.ReviewerId).Distinct().Count()));
            }
        }

        Ways = [.. ways.OrderBy(way => way.Kind switch { ProposalKind.FillOnly => 0, ProposalKind.KeepAlmostEverything => 1, _ => 2 })];
        return true;
    }

    public sealed record Way(Guid ProposalId, ProposalKind Kind, DateTimeOffset? PublishedAt, double Total, double Lowest, int New, int Gone, int Told)
    {
        public string Title => Kind switch
        {
            ProposalKind.FillOnly => "Fill only",
            ProposalKind.KeepAlmostEverything => "Keep almost everything",
            _ => "Work it out anew",
        };

        public string Explained => Kind switch
        {
            ProposalKind.FillOnly => "Everything that is assigned stays. Only what is missing is filled.",
            ProposalKind.KeepAlmostEverything => "As few pairs move as can be.",
            _ => "Everything may move but what is begun.",
        };
    }
}
