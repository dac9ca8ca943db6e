using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Pdf;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>What is asked of PDFs: how pages are counted, the format, and how grave each finding is.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ChecksModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveChecks save) : PageModel
{
    [BindProperty]
    public ChecksForm Input { get; set; } = new();

    /// <summary>Of the event when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public WorkshopEvent Event => current.Required;

    /// <summary>What somebody else saved meanwhile; null unless that happened.</summary>
    public ChecksForm? Saved { get; private set; }

    public static IEnumerable<IGrouping<RuleGroup, PreflightRule>> Groups => PreflightRules.All.GroupBy(rule => rule.Group);

    public void OnGet()
    {
        Input = ChecksForm.From(Event.FormatRules);
        Revision = Event.Revision;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Revision, Input.ToRules(), cancel);
        if (!outcome.Succeeded)
        {
            if (outcome.Refusal == SaveSettings.ChangedElsewhere)
            {
                await ShowSavedAsync(cancel);
            }

            return this.Refuse([.. outcome.Refusals.Select(refusal => refusal with { Field = FieldOf(refusal.Field) })]);
        }

        this.Flash("Saved. New uploads are checked by this; have all submissions checked again if it should hold for those that are here.");
        return Redirect($"/e/{Event.Slug}/organize/settings/checks");
    }

    private static string? FieldOf(string? field) => field switch
    {
        nameof(FormatRules.MinMargins) => nameof(ChecksForm.MarginTop),
        nameof(FormatRules.MaxTextBlock) => nameof(ChecksForm.TextWidth),
        nameof(FormatRules.Severities) => null,
        _ => field,
    };

    private async Task ShowSavedAsync(CancellationToken cancel)
    {
        var saved = await db.Events.AsNoTracking().SingleAsync(e => e.Id == Event.Id, cancel);
        Saved = ChecksForm.From(saved.FormatRules);
        Revision = saved.Revision;
        ModelState.Remove(nameof(Revision));
    }
}
