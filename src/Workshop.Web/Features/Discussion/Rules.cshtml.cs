using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>Who sees which review, whether there is a discussion, and whether authors respond; with what that means in sentences.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class RulesModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChangeRules change) : PageModel
{
    [BindProperty]
    public RulesForm Input { get; set; } = new();

    /// <summary>Of the rules, when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public WorkshopEvent Event => current.Required;

    public EventZone Zone => Event.DeadlineZone;

    public ReviewingRules Saved { get; private set; } = null!;

    /// <summary>What the shown settings mean: the saved ones, or those that somebody looks at first.</summary>
    public IReadOnlyList<string> Meaning { get; private set; } = [];

    public bool IsPreview { get; private set; }

    /// <summary>Somebody else saved meanwhile.</summary>
    public bool ChangedElsewhere { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Input = RulesForm.From(Saved.Settings, Zone);
        Revision = Saved.Revision;
    }

    /// <param name="act">"preview", or anything else to save.</param>
    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var settings = Input.ToSettings(Zone);
        if (!settings.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(settings.Refusals);
        }

        if (act == "preview")
        {
            await ReadAsync(cancel);
            (IsPreview, Meaning) = (true, Say(settings.Value));
            var wrong = settings.Value.Check(Event);
            return wrong.Count == 0 ? Page() : this.Refuse(wrong);
        }

        var saved = await change.RunAsync(await viewer.GetAsync(), Event.Id, Revision, settings.Value, cancel);
        if (saved.Succeeded)
        {
            this.Flash("Saved. Below stands what reviewers and authors may expect now.");
            return Redirect($"/e/{Event.Slug}/organize/settings/reviewing");
        }

        db.ChangeTracker.Clear();
        await ReadAsync(cancel);
        if (saved.Refusal == ReviewingRules.ChangedElsewhere)
        {
            ChangedElsewhere = true;
            ModelState.Remove(nameof(Revision));
            Revision = Saved.Revision;
        }

        return this.Refuse(saved.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Saved = await db.LoadReviewingRulesAsync(Event.Id, cancel);
        Meaning = Say(Saved.Settings);
    }

    private IReadOnlyList<string> Say(ReviewingSettings settings) => ReviewingRulesWords.Sentences(settings, Event, at => RulesTime.Say(Event, at));
}
