using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>The addresses that calendar programs subscribe to.</summary>
[AllowAnonymous]
public sealed class CalendarsModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    public string Address => site.Link($"/e/{Event.Slug}/programme/calendar.ics");

    public IReadOnlyList<string> Rooms { get; private set; } = [];

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.ReadPublicProgrammeAsync(Event, null, time.GetUtcNow(), cancel) is not { } version)
        {
            return NotFound();
        }

        Rooms = [.. version.Document.Sessions.Select(session => session.Room).Where(room => room.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(BoardName.Order)];
        return Page();
    }
}
