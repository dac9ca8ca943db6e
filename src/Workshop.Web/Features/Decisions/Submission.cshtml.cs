using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Everything that speaks for or against one submission, and the decision on it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class SubmissionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, StageDecisions stage, MarkCondition mark) : PageModel
{
    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    public DecisionCase Case { get; private set; } = null!;

    public DecisionScheme Scheme { get; private set; } = null!;

    public IReadOnlyList<PlacesTaken> Taken { get; private set; } = [];

    public DecisionRow Row { get; private set; } = null!;

    /// <summary>Empty without a score.</summary>
    public string FairWhy { get; private set; } = "";

    public WorkshopEvent Event => current.Required;

    public IEnumerable<SelectListItem> Choices => [.. Scheme.ChoicesWith(Case.Content?.LabelId), new("Not decided", "")];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var content = Case.Content;
        Input = new DecisionInput
        {
            Outcome = content is null ? null : DecisionScheme.Key(content.Outcome, Scheme.LabelOf(content.Outcome, content.LabelId)?.Id),
            Note = content?.Note,
            Condition = content?.Condition,
            MetaReview = content?.MetaReview,
            Summary = content?.Summary,
            Revision = Case.Revision,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var wanted = Scheme.Read(Input.Outcome);
        if (wanted is null && !string.IsNullOrEmpty(Input.Outcome))
        {
            ModelState.AddModelError("Input.Outcome", "Choose one of the decisions.");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var choice = new DecisionChoice(wanted?.Outcome, Input.Note ?? "", Input.Revision)
        {
            LabelId = wanted?.LabelId,
            Condition = Input.Condition ?? "",
            MetaReview = Input.MetaReview ?? "",
            Summary = Input.Summary ?? "",
        };
        var organizer = await viewer.GetAsync();
        var staged = await stage.RunAsync(organizer, Event.Id, [id], choice, cancel);
        if (!staged.Succeeded)
        {
            // Saving again after having seen what changed replaces it.
            ModelState.Remove("Input.Revision");
            Input.Revision = Case.Revision;
            return this.Refuse(staged.Refusals);
        }

        var warning = Scheme.WarningAfter(await db.ReadDecisionRowsAsync(organizer, Event.Id, time.GetUtcNow(), cancel));
        this.Flash(wanted is { } now ? $"#{Case.Number} is staged as {Scheme.Word(now.Outcome, now.LabelId)}.{warning}" : $"Nothing is staged for #{Case.Number} any more.");
        return Redirect($"/e/{Event.Slug}/organize/decisions");
    }

    public async Task<IActionResult> OnPostConditionAsync(Guid id, bool met, CancellationToken cancel)
    {
        ModelState.Clear();
        var marked = await mark.RunAsync(await viewer.GetAsync(), Event.Id, id, met, cancel);
        if (marked is null || !await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!marked.Succeeded)
        {
            return this.Refuse(marked.Refusals, "");
        }

        this.Flash(met ? "The condition is met. Authors see it on their page." : "The condition is open again.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/{id}");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var now = time.GetUtcNow();
        var found = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now)
            .Where(s => s.EventId == Event.Id && s.Id == id && s.SubmittedAt != null && s.WithdrawnAt == null)
            .Select(s => new { s.Number, s.Title, s.Abstract, s.Preference })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }

        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var rows = await db.ReadDecisionRowsAsync(organizer, Event.Id, now, cancel);
        Row = rows.Single(row => row.Id == id);
        Taken = Scheme.Count(rows);
        if (Row.Fair is not null)
        {
            FairWhy = FairWords.Why(Row, DecisionRows.FairScoresOf(rows), await db.LoadReviewerNamesAsync(Event.Id, cancel));
        }

        var decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(decision => decision.SubmissionId == id, cancel);
        var reviews = await db.LoadReviewViewsAsync(Event.Id, db.Submissions.Where(s => s.Id == id).Select(s => s.Id), cancel);
        Case = new DecisionCase(
            id, found.Number, found.Title, found.Abstract, found.Preference, Row.Authors, reviews,
            decision?.Content, decision?.Revision ?? 0, decision?.ReleasedAt, decision?.ConditionMetAt);
        return true;
    }
}

public sealed class DecisionInput
{
    /// <summary>As <see cref="DecisionScheme.Key"/>; empty means not decided.</summary>
    public string? Outcome { get; set; }

    public string? Note { get; set; }

    public string? Condition { get; set; }

    public string? MetaReview { get; set; }

    public string? Summary { get; set; }

    public int Revision { get; set; }
}

/// <param name="Content">Null when nothing is decided.</param>
/// <param name="ReleasedAt">May lie ahead.</param>
public sealed record DecisionCase(
    Guid Id, int Number, string Title, string Abstract, PresentationPreference Preference, IReadOnlyList<string> Authors, IReadOnlyList<ReviewView> Reviews,
    DecisionContent? Content, int Revision, DateTimeOffset? ReleasedAt, DateTimeOffset? ConditionMetAt);
