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
public sealed class OrganizersModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, AddOrganizer add, RemoveOrganizer remove) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        var outcome = await add.RunAsync(await viewer.GetAsync(), Event.Id, Email, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals, "");
        }

        this.Flash($"{Email!.Trim()} is an organizer now and gets a mail.");
        return Redirect($"/e/{Event.Slug}/organize/settings/organizers");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid organizerId, CancellationToken cancel)
    {
        var outcome = await remove.RunAsync(await viewer.GetAsync(), Event.Id, organizerId, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals, "");
        }

        // Whoever removed themselves may not see this page any more.
        viewer.Forget();
        this.Flash("Removed. Add the address again to undo this.");
        var still = (await viewer.GetAsync()).Organizes(Event.Id);
        return Redirect(still ? $"/e/{Event.Slug}/organize/settings/organizers" : $"/e/{Event.Slug}");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var eventId = Event.Id;
        Rows = await db.Organizers.Where(organizer => organizer.EventId == eventId).OrderBy(organizer => organizer.AddedAt).ThenBy(organizer => organizer.Email)
            .Select(organizer => new Row(
                organizer.Id,
                organizer.Email,
                db.People.Where(person => person.Emails.Any(email => email.NormalizedAddress == organizer.NormalizedEmail && email.ConfirmedAt != null)).Select(person => person.Name).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    /// <param name="Name">Null until somebody has confirmed the address.</param>
    public sealed record Row(Guid Id, string Email, string? Name);
}
