using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pictures;

namespace Workshop.Web.Features.Programme;

/// <summary>The portrait of an invited speaker: for everybody once it stands in the public programme, for organizers while it stands in the draft.</summary>
[AllowAnonymous]
public sealed class PortraitModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string sha256, CancellationToken cancel)
    {
        var e = current.Required;
        var isShown = (await viewer.GetAsync()).Organizes(e.Id) && await db.Slots.AnyAsync(slot => slot.EventId == e.Id && slot.Photo == sha256, cancel);
        isShown = isShown || (await db.ReadPublicProgrammeAsync(e, null, time.GetUtcNow(), cancel))?.Document.Items.Any(item => item.Photo == sha256) == true;
        if (!isShown || await db.Files.Where(file => file.Sha256 == sha256).Select(file => file.Content).SingleOrDefaultAsync(cancel) is not { } content)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'self'";
        return File(content, PngWithoutTraces.Is(content) ? "image/png" : "image/jpeg");
    }
}
