using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>The programme for everybody once it is published; before that organizers are led to the preview and nobody else sees that it exists.</summary>
[AllowAnonymous]
public sealed class IndexModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time, SelectionCookie cookie) : PageModel
{
    public PublicProgramme Version { get; private set; } = null!;

    /// <summary>Numbers of the submissions whose final PDF everybody may read.</summary>
    public IReadOnlySet<int> Papers { get; private set; } = new HashSet<int>();

    /// <summary>Keys of what this visitor marked.</summary>
    public IReadOnlySet<string> Marks { get; private set; } = new HashSet<string>();

    public bool IsOrganizer { get; private set; }

    public LinkPreview Preview { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        IsOrganizer = who.Organizes(Event.Id);
        var now = time.GetUtcNow();
        if (await db.ReadPublicProgrammeAsync(Event, null, now, cancel) is not { } version)
        {
            return IsOrganizer ? Redirect($"/e/{Event.Slug}/organize/programme/preview") : NotFound();
        }

        Version = version;
        Papers = (await db.PublicPapers(Event.Id, now).Select(s => s.Number).ToListAsync(cancel)).ToHashSet();
        Preview = LinkPreview.Of(Event, await deadlines.GetAsync(cancel), site, now, $"/e/{Event.Slug}/programme", $"Programme of {Event.Name}");
        Marks = await db.LoadMarksAsync(who, cookie.Of(HttpContext, Event), Event.Id, cancel);
        return Page();
    }
}
