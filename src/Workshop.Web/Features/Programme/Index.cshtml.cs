using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>The programme for everybody once it is published; before that organizers see a preview and nobody else that it exists.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public ProgrammeDocument Programme { get; private set; } = null!;

    public bool IsPreview => Event.ProgrammeReleased is null;

    public bool IsOrganizer { get; private set; }

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        IsOrganizer = who.Organizes(Event.Id);
        if (IsPreview && !IsOrganizer)
        {
            return NotFound();
        }

        Programme = await db.ReadProgrammeAsync(who, Event, time.GetUtcNow(), cancel);
        return Page();
    }
}
