using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ExtensionsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, GrantExtension grant, RemoveExtension remove) : PageModel
{
    [BindProperty]
    public ExtensionForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<DeadlineExtension> Extensions { get; private set; } = [];

    public bool AsksWhich => Input.Until is { } wallClock && Event.DeadlineZone.ToInstant(wallClock).Refusal?.Code == "time.repeated";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input.Until = Event.DeadlineZone.At(Event.SubmissionsClose).DateTime.AddDays(2);
        await LoadAsync(cancel);
    }

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var outcome = await grant.RunAsync(await viewer.GetAsync(), Event.Id, Input.Email, Input.Until, Input.Which, Input.Note, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash($"The deadline is extended for {Input.Email!.Trim()}, who gets a mail.");
        return Redirect($"/e/{Event.Slug}/organize/settings/extensions");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid extensionId, CancellationToken cancel)
    {
        await remove.RunAsync(await viewer.GetAsync(), Event.Id, extensionId, cancel);
        this.Flash("The extension is taken back.");
        return Redirect($"/e/{Event.Slug}/organize/settings/extensions");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var eventId = Event.Id;
        Extensions = await db.DeadlineExtensions.AsNoTracking().Where(extension => extension.EventId == eventId).OrderBy(extension => extension.Until).ThenBy(extension => extension.Email).ToListAsync(cancel);
    }

    public sealed class ExtensionForm
    {
        public string? Email { get; set; }

        public DateTime? Until { get; set; }

        public RepeatedHour? Which { get; set; }

        public string? Note { get; set; }
    }
}
