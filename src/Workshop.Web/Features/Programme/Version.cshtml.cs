using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>One released version, without what has dropped out or was hidden since.</summary>
[AllowAnonymous]
public sealed class VersionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public PublicProgramme Version { get; private set; } = null!;

    /// <summary>Number of the current version.</summary>
    public int Latest { get; private set; }

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var isOrganizer = (await viewer.GetAsync()).Organizes(Event.Id);
        if ((isOrganizer ? await db.ReadReleasedProgrammeAsync(Event, number, now, cancel) : await db.ReadPublicProgrammeAsync(Event, number, now, cancel)) is not { } version)
        {
            return NotFound();
        }

        Version = version;
        Latest = await db.ProgrammeVersions.Where(other => other.EventId == Event.Id && other.IsCurrent).Select(other => other.Number).SingleAsync(cancel);
        return Page();
    }
}
