using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What stands in the way of a good assignment, asking for a proposal, and the proposals so far.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ProposeAssignment propose) : PageModel
{
    [BindProperty]
    public WishForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>Only what the viewer may manage: an organizer's own paper counts nowhere here.</summary>
    public int Submissions { get; private set; }

    public int Reviewers { get; private set; }

    public int Places { get; private set; }

    public int Demand => Submissions * Wish.Reviews;

    public IReadOnlyList<string> WithoutPapers { get; private set; } = [];

    public IReadOnlyList<Scarce> ScarceOnes { get; private set; } = [];

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    public int ActivePairs { get; private set; }

    public bool CallIsOpen { get; private set; }

    private (int Reviews, int Load) Wish => (Input.ReviewsPerSubmission ?? Event.ReviewsPerSubmission, Input.MaxLoad ?? Event.MaxLoad);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // What was asked for last is what the next proposal is most likely about, and what stands in the way is judged by it.
        var last = await db.AssignmentProposals.Where(proposal => proposal.EventId == Event.Id).OrderByDescending(proposal => proposal.CreatedAt).ThenBy(proposal => proposal.Id)
            .Select(proposal => new { proposal.ReviewsPerSubmission, proposal.MaxLoad }).FirstOrDefaultAsync(cancel);
        Input = new WishForm { ReviewsPerSubmission = last?.ReviewsPerSubmission ?? Event.ReviewsPerSubmission, MaxLoad = last?.MaxLoad ?? Event.MaxLoad };
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid || Input.ReviewsPerSubmission is null || Input.MaxLoad is null)
        {
            await ReadAsync(cancel);
            if (ModelState.IsValid)
            {
                ModelState.AddModelError(Input.ReviewsPerSubmission is null ? "Input.ReviewsPerSubmission" : "Input.MaxLoad", "Give a number.");
            }

            return this.Invalid();
        }

        var asked = await propose.RunAsync(await viewer.GetAsync(), Event.Id, new AssignmentWish(Wish.Reviews, Wish.Load), cancel);
        if (!asked.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(asked.Refusals);
        }

        return Redirect($"/jobs/{asked.Value}?return=/e/{Event.Slug}/organize/assignment");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        CallIsOpen = now <= Event.SubmissionsClose;
        var inputs = await AssignmentInputs.LoadAsync(db, Event.Id, cancel);
        var visible = (await db.Submissions.VisibleTo(who, SubmissionPart.Management, now).Where(s => s.EventId == Event.Id).Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var papers = inputs.Papers.Where(paper => visible.Contains(paper.Id)).ToList();
        Submissions = papers.Count;
        Reviewers = inputs.Reviewers.Count;
        Places = inputs.Reviewers.Sum(reviewer => reviewer.LoadUnder(Wish.Load));
        WithoutPapers = [.. inputs.Reviewers.Where(reviewer => reviewer.PastPapers == 0).Select(reviewer => reviewer.Name).Order(StringComparer.InvariantCultureIgnoreCase)];
        ScarceOnes =
        [
            .. papers
                .Select(paper => new Scarce(paper.Number, paper.Title, inputs.Reviewers.Count(reviewer => reviewer.LoadUnder(Wish.Load) > 0 && inputs.MayReview(paper, reviewer))))
                .Where(paper => paper.Possible < Wish.Reviews)
                .OrderBy(paper => paper.Possible).ThenBy(paper => paper.Number),
        ];
        ActivePairs = await db.ManagedBy(who, Event.Id, now).CountAsync(cancel);
        Runs = await db.JobRuns
            .Where(run => run.EventId == Event.Id && run.Kind == ProposeAssignment.JobKind)
            .OrderByDescending(run => run.CreatedAt)
            .Take(20)
            .Select(run => new Run(
                run.Id,
                run.State,
                run.Message,
                run.CreatedAt,
                db.AssignmentProposals.Where(proposal => proposal.JobRunId == run.Id).Select(proposal => (Guid?)proposal.Id).FirstOrDefault(),
                db.AssignmentProposals.Where(proposal => proposal.JobRunId == run.Id).Select(proposal => (int?)proposal.ReviewsPerSubmission).FirstOrDefault(),
                db.AssignmentProposals.Where(proposal => proposal.JobRunId == run.Id).Select(proposal => (int?)proposal.MaxLoad).FirstOrDefault(),
                db.AssignmentProposals.Where(proposal => proposal.JobRunId == run.Id).Select(proposal => proposal.PublishedAt).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    public sealed class WishForm
    {
        public int? ReviewsPerSubmission { get; set; }

        public int? MaxLoad { get; set; }
    }

    /// <param name="Possible">Reviewers without a conflict who take anything at all.</param>
    public sealed record Scarce(int Number, string Title, int Possible);

    public sealed record Run(Guid Id, JobState State, string Message, DateTimeOffset At, Guid? ProposalId, int? ReviewsPerSubmission, int? MaxLoad, DateTimeOffset? PublishedAt)
    {
        public string Word => PublishedAt is not null ? "published" : ProposalId is not null ? "proposed" : State.ToString();
    }
}
