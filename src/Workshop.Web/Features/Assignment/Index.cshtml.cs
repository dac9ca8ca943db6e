using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What stands in the way of a good assignment, asking for a proposal, the proposals so far, and what is published.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ProposeAssignment propose, RepairAssignment repair, ReadQuality quality) : PageModel
{
    private AssignmentWish? _before;

    [BindProperty]
    public WishForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public DataQuality Quality { get; private set; } = null!;

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    public int ActivePairs { get; private set; }

    /// <summary>Reviews that submissions lack of what is asked for, among those the viewer may see; null while nothing is assigned.</summary>
    public int? Lacking { get; private set; }

    public bool CallIsOpen { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Input = WishForm.Of(_before ?? new AssignmentWish(Event.ReviewsPerSubmission, Event.MaxLoad), Quality.Numbers);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var wish = Input.Read(Quality.Numbers, _before);
        if (!wish.Succeeded)
        {
            return this.Refuse(wish.Refusals);
        }

        var asked = await propose.RunAsync(await viewer.GetAsync(), Event.Id, wish.Value, cancel);
        return asked.Succeeded ? Redirect($"/jobs/{asked.Value}?return=/e/{Event.Slug}/organize/assignment") : this.Refuse(asked.Refusals);
    }

    /// <summary>Works out the three ways to mend what is published.</summary>
    public async Task<IActionResult> OnPostRepairAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.Clear();
        Input = WishForm.Of(_before ?? new AssignmentWish(Event.ReviewsPerSubmission, Event.MaxLoad), Quality.Numbers);
        var asked = await repair.RunAsync(await viewer.GetAsync(), Event.Id, _before ?? new AssignmentWish(Event.ReviewsPerSubmission, Event.MaxLoad), cancel);
        return asked.Succeeded
            ? Redirect($"/jobs/{asked.Value}?return=/e/{Event.Slug}/organize/assignment/repair/{asked.Value}")
            : this.Refuse(asked.Refusals, "");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        CallIsOpen = now <= Event.SubmissionsClose;
        // What was asked for last is what the next proposal is most likely about, and what stands in the way is judged by it.
        var last = await db.AssignmentProposals.Where(proposal => proposal.EventId == Event.Id).OrderByDescending(proposal => proposal.CreatedAt).ThenBy(proposal => proposal.Id)
            .Select(proposal => new { proposal.ReviewsPerSubmission, proposal.MaxLoad, proposal.Options }).FirstOrDefaultAsync(cancel);
        _before = last is null ? null : last.Options == "{}" ? new AssignmentWish(last.ReviewsPerSubmission, last.MaxLoad) : JsonSerializer.Deserialize<AssignmentWish>(last.Options);
        Quality = await quality.RunAsync(who, Event, Input.ReviewsPerSubmission is > 0 and <= AssignmentWish.MostReviews and var reviews && Input.MaxLoad is > 0 and <= AssignmentWish.MostLoad and var load
            ? new AssignmentWish(reviews, load)
            : _before ?? new AssignmentWish(Event.ReviewsPerSubmission, Event.MaxLoad), cancel);
        ActivePairs = await db.ManagedBy(who, Event.Id, now).CountAsync(cancel);
        if (ActivePairs > 0)
        {
            var managed = db.Submissions.VisibleTo(who, SubmissionPart.Management, now).Where(s => s.EventId == Event.Id && s.SubmittedAt != null && s.WithdrawnAt == null);
            var counts = await managed.Select(s => new { s.Id, Reviewers = db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null) }).ToListAsync(cancel);
            Lacking = counts.Sum(paper => Math.Max(0, (_before?.Demands.GetValueOrDefault(paper.Id, _before.ReviewsPerSubmission) ?? Event.ReviewsPerSubmission) - paper.Reviewers));
        }

        Runs = await LoadRunsAsync(cancel);
    }

    private async Task<List<Run>> LoadRunsAsync(CancellationToken cancel)
    {
        var proposals = await db.AssignmentProposals
            .Where(proposal => proposal.EventId == Event.Id)
            .OrderByDescending(proposal => proposal.CreatedAt).ThenBy(proposal => proposal.Id)
            .Take(30)
            .Select(proposal => new Run(proposal.JobRunId ?? proposal.Id, JobState.Succeeded, "", proposal.CreatedAt, proposal.Id, proposal.Kind, proposal.ReviewsPerSubmission, proposal.MaxLoad, proposal.PublishedAt))
            .ToListAsync(cancel);
        var runs = await db.JobRuns
            .Where(run => run.EventId == Event.Id && (run.Kind == ProposeAssignment.JobKind || run.Kind == RepairAssignment.JobKind) && !db.AssignmentProposals.Any(proposal => proposal.JobRunId == run.Id))
            .OrderByDescending(run => run.CreatedAt)
            .Take(10)
            .Select(run => new Run(run.Id, run.State, run.Message, run.CreatedAt, null, ProposalKind.Whole, null, null, null))
            .ToListAsync(cancel);
        return [.. proposals.Concat(runs).OrderByDescending(run => run.At).ThenBy(run => run.Kind).Take(30)];
    }

    public sealed record Run(Guid Id, JobState State, string Message, DateTimeOffset At, Guid? ProposalId, ProposalKind Kind, int? ReviewsPerSubmission, int? MaxLoad, DateTimeOffset? PublishedAt)
    {
        public string Word => PublishedAt is not null ? "published" : ProposalId is not null ? "proposed" : State.ToString();
    }
}
