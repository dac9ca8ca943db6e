using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>What stands in the way of a good assignment, asking for a proposal, the proposals so far, and what is published.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, ProposeAssignment propose, RepairAssignment repair, ReadQuality quality) : PageModel
{
    private AssignmentWish? _before;
    private AssignmentWish _published = new(0, 0);

    [BindProperty]
    public WishForm Input { get; set; } = new();

    [BindProperty]
    public MendForm Mend { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public DataQuality Quality { get; private set; } = null!;

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    public int ActivePairs { get; private set; }

    /// <summary>Reviews that submissions lack of what is asked for, among those the viewer may see; null while nothing is assigned.</summary>
    public int? Lacking { get; private set; }

    /// <summary>Who has something that is not begun.</summary>
    public IReadOnlyList<SelectListItem> Holders { get; private set; } = [];

    public bool CallIsOpen { get; private set; }

    /// <param name="free">A reviewer for whom somebody else is to be found: chosen in the form that mends what is published.</param>
    public async Task OnGetAsync(Guid? free, CancellationToken cancel)
    {
        await ReadWishesAsync(cancel);
        Input = WishForm.Of(_before ?? Usual, await LoadNumbersAsync(cancel));
        Mend = MendForm.Of(_published);
        if (free is { } silent)
        {
            Mend.Freed.Add(silent);
        }

        await ReadViewAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadWishesAsync(cancel);
        var wish = Input.Read(await LoadNumbersAsync(cancel), _before);
        var asked = !ModelState.IsValid ? null
            : !wish.Succeeded ? Outcome.No<Guid>(wish.Refusals)
            : await propose.RunAsync(await viewer.GetAsync(), Event.Id, wish.Value, cancel);
        if (asked?.Succeeded == true)
        {
            return Redirect($"/jobs/{asked.Value}?return=/e/{Event.Slug}/organize/assignment");
        }

        Mend = MendForm.Of(_published);
        await ReadViewAsync(cancel);
        return asked is null ? this.Invalid() : this.Refuse(asked.Refusals);
    }

    /// <summary>Works out the three ways to mend what is published.</summary>
    public async Task<IActionResult> OnPostRepairAsync(CancellationToken cancel)
    {
        await ReadWishesAsync(cancel);
        var wish = _published with
        {
            ReviewsPerSubmission = Mend.ReviewsPerSubmission ?? _published.ReviewsPerSubmission,
            MaxLoad = Mend.MaxLoad ?? _published.MaxLoad,
            Freed = [.. Mend.Freed],
            MostPercent = null,
        };
        var refusals = wish.WhyNot();
        var asked = !ModelState.IsValid || refusals.Count > 0 ? null : await repair.RunAsync(await viewer.GetAsync(), Event.Id, wish, cancel);
        if (asked?.Succeeded == true)
        {
            return Redirect($"/jobs/{asked.Value}?return=/e/{Event.Slug}/organize/assignment/repair/{asked.Value}");
        }

        Input = WishForm.Of(_before ?? Usual, await LoadNumbersAsync(cancel));
        await ReadViewAsync(cancel);
        return !ModelState.IsValid ? this.Invalid() : refusals.Count > 0 ? this.Refuse(refusals, nameof(Mend)) : this.Refuse(asked!.Refusals, "");
    }

    private AssignmentWish Usual => new(Event.ReviewsPerSubmission, Event.MaxLoad);

    /// <summary>What a form is read against. The rest of the page is worked out only when it is shown.</summary>
    private async Task ReadWishesAsync(CancellationToken cancel)
    {
        // What was asked for last is what the next proposal is most likely about, and what stands in the way is judged by it.
        var last = await db.AssignmentProposals.Where(proposal => proposal.EventId == Event.Id && proposal.Kind != ProposalKind.Imported).OrderByDescending(proposal => proposal.CreatedAt).ThenBy(proposal => proposal.Id)
            .Select(proposal => new { proposal.ReviewsPerSubmission, proposal.MaxLoad, proposal.Options }).FirstOrDefaultAsync(cancel);
        _before = last is null ? null : AssignmentWish.Read(last.Options, last.ReviewsPerSubmission, last.MaxLoad);
        _published = await LoadPublishedWishAsync(cancel);
    }

    /// <summary>The submissions that there are to assign and that the viewer may manage, by number.</summary>
    private async Task<Dictionary<Guid, int>> LoadNumbersAsync(CancellationToken cancel) =>
        await Assignable(await viewer.GetAsync()).Select(s => new { s.Id, s.Number }).ToDictionaryAsync(s => s.Id, s => s.Number, cancel);

    private IQueryable<Submission> Assignable(Viewer who) =>
        db.Submissions.VisibleTo(who, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.EventId == Event.Id && s.SubmittedAt != null && s.WithdrawnAt == null);

    private async Task ReadViewAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        CallIsOpen = now <= Event.SubmissionsClose;
        Quality = await quality.RunAsync(who, Event, Input.ReviewsPerSubmission is > 0 and <= AssignmentWish.MostReviews and var reviews && Input.MaxLoad is > 0 and <= AssignmentWish.MostLoad and var load
            ? new AssignmentWish(reviews, load)
            : _before ?? Usual, cancel);
        ActivePairs = await db.ManagedBy(who, Event.Id, now).CountAsync(cancel);
        if (ActivePairs > 0)
        {
            var counts = await Assignable(who).Select(s => new { s.Id, Reviewers = db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null) }).ToListAsync(cancel);
            var holders = await db.ManagedBy(who, Event.Id, now)
                .Where(assignment => !db.Reviews.Any(review => review.AssignmentId == assignment.Id))
                .Select(assignment => assignment.ReviewerId).Distinct()
                .ToListAsync(cancel);
            Holders = [.. (await db.LoadReviewerNamesAsync(Event.Id, cancel)).Where(reviewer => holders.Contains(reviewer.Id)).Select(reviewer => new SelectListItem(reviewer.Name, reviewer.Id.ToString()))];
            Lacking = counts.Sum(paper => Math.Max(0, _published.Demands.GetValueOrDefault(paper.Id, _published.ReviewsPerSubmission) - paper.Reviewers));
        }

        Runs = await LoadRunsAsync(cancel);
    }

    /// <summary>What the assignment that is published was asked for; for one from a file, what was asked for last.</summary>
    private async Task<AssignmentWish> LoadPublishedWishAsync(CancellationToken cancel)
    {
        var published = await db.AssignmentPublications
            .Where(publication => publication.EventId == Event.Id && publication.UndoneAt == null)
            .OrderByDescending(publication => publication.PublishedAt)
            .Join(db.AssignmentProposals, publication => publication.ProposalId, proposal => proposal.Id, (publication, proposal) => new { proposal.Kind, proposal.Options, proposal.ReviewsPerSubmission, proposal.MaxLoad })
            .FirstOrDefaultAsync(cancel);
        return published is null || published.Kind == ProposalKind.Imported
            ? (_before ?? Usual) with { Freed = [] }
            : AssignmentWish.Read(published.Options, published.ReviewsPerSubmission, published.MaxLoad) with { Freed = [] };
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

    public sealed class MendForm
    {
        public int? ReviewsPerSubmission { get; set; }

        public int? MaxLoad { get; set; }

        public IList<Guid> Freed { get; set; } = [];

        public static MendForm Of(AssignmentWish wish) => new() { ReviewsPerSubmission = wish.ReviewsPerSubmission, MaxLoad = wish.MaxLoad };
    }

    public sealed record Run(Guid Id, JobState State, string Message, DateTimeOffset At, Guid? ProposalId, ProposalKind Kind, int? ReviewsPerSubmission, int? MaxLoad, DateTimeOffset? PublishedAt)
    {
        public string Word => PublishedAt is not null ? "published" : ProposalId is not null ? "proposed" : State.ToString();
    }
}
