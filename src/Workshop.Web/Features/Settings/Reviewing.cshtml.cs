using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>What reviewers are asked and told. Says what a change does to reviews that exist before it is saved.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ReviewingModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveReviewForm save, ArrangeCriterion arrange) : PageModel
{
    /// <summary>Empty lines for new recommendations.</summary>
    private const int Spare = 2;

    [BindProperty]
    public RestForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public ReviewForm Form { get; private set; } = null!;

    public ReviewFormUse Use { get; private set; } = ReviewFormUse.None;

    /// <summary>Reviewers who accepted the statement as it is now, and when.</summary>
    public IReadOnlyList<Acceptance> Acceptances { get; private set; } = [];

    public int Reviewers { get; private set; }

    /// <summary>What saving does to reviews that exist; the page asks whether that is meant. Empty when it does not ask.</summary>
    public IReadOnlyList<string> Effects { get; private set; } = [];

    /// <summary>The criterion of which the page asks whether it shall go; null when none.</summary>
    public ReviewCriterion? Retiring { get; private set; }

    public string Address => $"/e/{Event.Slug}/organize/settings/review-form";

    public static IReadOnlyList<SelectListItem> Requirements { get; } =
        [new("Not asked", nameof(ReviewRequirement.NotAsked)), new("Asked, may be left out", nameof(ReviewRequirement.Optional)), new("Required", nameof(ReviewRequirement.Required))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Input = RestForm.From(Form, Spare);
    }

    /// <param name="act">"up", "down", "remove" (which asks first when there are answers), "retire" or "restore".</param>
    public async Task<IActionResult> OnPostCriterionAsync(Guid id, string? act, CancellationToken cancel)
    {
        if (act == "remove")
        {
            await LoadAsync(cancel);
            if (Use.AnswersTo(id) > 0 && Form.AskedCriteria.FirstOrDefault(criterion => criterion.Id == id) is { } asked)
            {
                ModelState.Clear();
                (Retiring, Input) = (asked, RestForm.From(Form, Spare));
                return Page();
            }

            act = "retire";
        }

        db.ChangeTracker.Clear();
        var outcome = await arrange.RunAsync(await viewer.GetAsync(), Event.Id, id, act ?? "", cancel);
        if (outcome.Succeeded)
        {
            this.Flash(act switch { "retire" => "The criterion is not asked any more. Answers to it are kept.", "restore" => "The criterion is asked again.", _ => "The order is changed." });
            return Redirect($"{Address}#criteria");
        }

        db.ChangeTracker.Clear();
        await LoadAsync(cancel);
        ModelState.Clear();
        Input = RestForm.From(Form, Spare);
        return this.Refuse(outcome.Refusals);
    }

    /// <param name="act">"confirm" once the page has said what it does; anything else asks first when there is something to say.</param>
    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var settings = Input.ToSettings();
        if (act != "confirm" && Form.EffectsOf(settings, Use, Acceptances.Count) is { Count: > 0 } effects)
        {
            // What is refused anyway needs no question first.
            var trial = await db.LoadReviewFormAsync(Event.Id, cancel);
            if (trial.Save(settings, Use).Succeeded)
            {
                Effects = effects;
                return Page();
            }
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Input.Revision, settings, cancel);
        if (outcome.Succeeded)
        {
            this.Flash("The review form is saved.");
            return Redirect(Address);
        }

        db.ChangeTracker.Clear();
        await LoadAsync(cancel);
        ModelState.Remove("Input.Revision");
        Input.Revision = Form.Revision;
        return this.Refuse(outcome.Refusals);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var eventId = Event.Id;
        Form = await db.LoadReviewFormAsync(eventId, cancel);
        Use = await db.LoadReviewFormUseAsync(eventId, cancel);
        var version = Form.StatementVersion;
        Acceptances = Form.HasStatement
            ? await db.StatementAcceptances
                .Where(acceptance => acceptance.EventId == eventId && acceptance.Version == version)
                .Join(db.People, acceptance => acceptance.PersonId, person => person.Id, (acceptance, person) => new { person.Name, acceptance.AcceptedAt })
                .OrderBy(row => row.Name)
                .Select(row => new Acceptance(row.Name, row.AcceptedAt))
                .ToListAsync(cancel)
            : [];
        Reviewers = await db.Reviewers.CountAsync(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted, cancel);
    }

    public sealed record Acceptance(string Name, DateTimeOffset At);

    public sealed class LabelForm
    {
        public Guid? Id { get; set; }

        public string? Words { get; set; }
    }

    public sealed class RestForm
    {
        public int Revision { get; set; }

        public string? Scores { get; set; }

        public string? Confidences { get; set; }

        public ReviewRequirement Recommendation { get; set; }

        public IList<LabelForm> Labels { get; set; } = [];

        public string? Guidelines { get; set; }

        public string? CodeOfConduct { get; set; }

        public string? Statement { get; set; }

        public static RestForm From(ReviewForm form, int spare) => new()
        {
            Revision = form.Revision,
            Scores = Scale.Write(form.ScoreScale),
            Confidences = Scale.Write(form.ConfidenceScale),
            Recommendation = form.RecommendationAsked,
            Labels = [.. form.Choices.Select(label => new LabelForm { Id = label.Id, Words = label.Words }), .. Enumerable.Range(0, spare).Select(_ => new LabelForm())],
            Guidelines = form.Guidelines,
            CodeOfConduct = form.CodeOfConduct,
            Statement = form.Statement,
        };

        public ReviewFormSettings ToSettings() => new(
            Scores ?? "", Confidences ?? "", Recommendation, [.. Labels.Select(label => (label.Id, label.Words ?? ""))], Guidelines ?? "", CodeOfConduct ?? "", Statement ?? "");
    }
}
