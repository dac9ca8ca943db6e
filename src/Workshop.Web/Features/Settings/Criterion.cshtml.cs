using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>One criterion of the review form. Says what a change does to reviews that exist before it is saved.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class CriterionModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveCriterion save) : PageModel
{
    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public CriterionForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>How many reviews answer it.</summary>
    public int Answers { get; private set; }

    public IReadOnlyList<string> Effects { get; private set; } = [];

    public string Back => $"/e/{Event.Slug}/organize/settings/review-form";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var form = await db.LoadReviewFormAsync(Event.Id, cancel);
        var criterion = form.Criteria.FirstOrDefault(criterion => criterion.Id == Id);
        if (Id is not null && criterion is null)
        {
            return NotFound();
        }

        Answers = criterion is null ? 0 : (await db.LoadReviewFormUseAsync(Event.Id, cancel)).AnswersTo(criterion.Id);
        Input = criterion is null
            ? new CriterionForm { Points = "Excellent\nGood\nFair\nPoor", Revision = form.Revision }
            : new CriterionForm { Name = criterion.Name, Explanation = criterion.Explanation, Points = Scale.Write(criterion.Scale), IsRequired = criterion.IsRequired, ForAuthors = criterion.ForAuthors, Revision = form.Revision };
        return Page();
    }

    /// <param name="act">"confirm" once the page has said what it does.</param>
    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        var form = await db.LoadReviewFormAsync(Event.Id, cancel);
        var use = await db.LoadReviewFormUseAsync(Event.Id, cancel);
        Answers = Id is { } known ? use.AnswersTo(known) : 0;
        var settings = new CriterionSettings(Input.Name ?? "", Input.Explanation ?? "", Input.Points ?? "", Input.IsRequired, Input.ForAuthors);
        if (act != "confirm" && form.EffectsOf(Id, settings, use) is { Count: > 0 } effects && form.SaveCriterion(Id, settings, use).Succeeded)
        {
            Effects = effects;
            return Page();
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Id, Input.Revision, settings, cancel);
        if (outcome.Succeeded)
        {
            this.Flash($"“{settings.Name.Trim()}” is saved.");
            return Redirect($"{Back}#criteria");
        }

        db.ChangeTracker.Clear();
        ModelState.Remove("Input.Revision");
        Input.Revision = (await db.LoadReviewFormAsync(Event.Id, cancel)).Revision;
        return this.Refuse(outcome.Refusals);
    }

    public sealed class CriterionForm
    {
        public string? Name { get; set; }

        public string? Explanation { get; set; }

        public string? Points { get; set; }

        public bool IsRequired { get; set; }

        public bool ForAuthors { get; set; }

        public int Revision { get; set; }
    }
}
