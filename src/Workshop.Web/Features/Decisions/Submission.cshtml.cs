using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Everything that speaks for or against one submission, and the decision on it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class SubmissionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, StageDecisions stage) : PageModel
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    public DecisionCase Case { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public static IReadOnlyList<SelectListItem> Choices { get; } =
        [.. Enum.GetValues<DecisionOutcome>().Select(outcome => new SelectListItem(DecisionWords.Choice(outcome), outcome.ToString())), new("Not decided", "")];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Input = new DecisionInput { Outcome = Case.Outcome, Note = Case.Note, Revision = Case.Revision };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var staged = await stage.RunAsync(await viewer.GetAsync(), Event.Id, [id], new DecisionChoice(Input.Outcome, Input.Note ?? "", Input.Revision), cancel);
        if (!staged.Succeeded)
        {
            // Saving again after having seen what changed replaces it.
            ModelState.Remove("Input.Revision");
            Input.Revision = Case.Revision;
            return this.Refuse(staged.Refusals);
        }

        this.Flash(Input.Outcome is { } outcome ? $"#{Case.Number} is staged as {DecisionWords.Status(outcome)}." : $"Nothing is staged for #{Case.Number} any more.");
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var found = await db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, time.GetUtcNow())
            .Where(s => s.EventId == Event.Id && s.Id == id && s.SubmittedAt != null && s.WithdrawnAt == null)
            .Select(s => new
            {
                s.Number,
                s.Title,
                s.Abstract,
                s.Preference,
                Authors = s.Authors.OrderBy(author => author.Position).Select(author => author.Name).ToList(),
                Decision = db.Decisions.Where(d => d.SubmissionId == s.Id).Select(d => new { d.Outcome, d.Note, d.Revision, d.ReleasedAt }).FirstOrDefault(),
            })
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }

        var reviews = await (
            from assignment in db.ReviewAssignments
            where assignment.SubmissionId == id && assignment.RemovedAt == null
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            join review in db.Reviews.Where(review => review.SubmittedAt != null) on assignment.Id equals review.AssignmentId into written
            from review in written.DefaultIfEmpty()
            orderby assignment.ShuffleKey
            select new CaseReview(
                // As they call themselves; whoever was invited by an address alone has no better name in the invitation.
                db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                review == null ? null : review.Score,
                review == null ? null : review.Confidence,
                review == null ? "" : review.ToAuthors,
                review == null ? "" : review.ToOrganizers,
                review != null))
            .ToListAsync(cancel);
        Case = new DecisionCase(
            id, found.Number, found.Title, found.Abstract, found.Preference, found.Authors, reviews,
            found.Decision?.Outcome, found.Decision?.Note ?? "", found.Decision?.Revision ?? 0, found.Decision?.ReleasedAt);
        return true;
    }
}

public sealed class DecisionInput
{
    /// <summary>Null means not decided.</summary>
    public DecisionOutcome? Outcome { get; set; }

    public string? Note { get; set; }

    public int Revision { get; set; }
}

public sealed record DecisionCase(
    Guid Id, int Number, string Title, string Abstract, PresentationPreference Preference, IReadOnlyList<string> Authors, IReadOnlyList<CaseReview> Reviews,
    DecisionOutcome? Outcome, string Note, int Revision, DateTimeOffset? ReleasedAt);

public sealed record CaseReview(string Reviewer, int? Score, int? Confidence, string ToAuthors, string ToOrganizers, bool IsSubmitted);
