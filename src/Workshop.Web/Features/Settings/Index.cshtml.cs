using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, SaveSettings save) : PageModel
{
    [BindProperty]
    public EventForm Input { get; set; } = new();

    /// <summary>Of the event when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public WorkshopEvent Event => current.Required;

    /// <summary>What somebody else saved meanwhile; null unless that happened.</summary>
    public EventForm? Saved { get; private set; }

    public void OnGet()
    {
        Input = EventForm.From(Event);
        Revision = Event.Revision;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var settings = Input.ToSettings();
        if (!settings.Succeeded)
        {
            return this.Refuse(settings.Refusals);
        }

        var outcome = await save.RunAsync(await viewer.GetAsync(), Event.Id, Revision, settings.Value, cancel);
        if (!outcome.Succeeded)
        {
            if (outcome.Refusal == SaveSettings.ChangedElsewhere)
            {
                await ShowSavedAsync(cancel);
            }

            return this.Refuse(outcome.Refusals);
        }

        this.Flash($"Settings saved. Submissions close {EventTimeText.InThreeZones(settings.Value.SubmissionsClose, settings.Value.DeadlineZone, Request)}.");
        return Redirect($"/e/{Event.Slug}/organize/settings");
    }

    private async Task ShowSavedAsync(CancellationToken cancel)
    {
        var saved = await db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync(e => e.Id == Event.Id, cancel);
        Saved = EventForm.From(saved);
        Revision = saved.Revision;
        ModelState.Remove(nameof(Revision));
    }

    /// <summary>What differs between the form and what is saved, by name, in the order of the form.</summary>
    public IEnumerable<(string Name, string Saved, string Typed)> Differences()
    {
        if (Saved is null)
        {
            yield break;
        }

        foreach (var property in typeof(EventForm).GetProperties().Where(property => property.CanWrite))
        {
            var saved = Words(property.GetValue(Saved));
            var typed = Words(property.GetValue(Input));
            if (saved != typed)
            {
                yield return (System.Text.RegularExpressions.Regex.Replace(property.Name, "(?<=[a-z])(?=[A-Z])", " ").ToLowerInvariant(), saved, typed);
            }
        }
    }

    private static string Words(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(),
    };
}
