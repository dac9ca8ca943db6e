using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>A logo of the event or of one of its sponsors, as it is printed; no other stored file.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PictureModel(WorkshopDb db, CurrentEvent current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string hash, CancellationToken cancel)
    {
        var front = await db.ReadProgrammeFrontAsync(current.Required.Id, cancel);
        if (front.Logo != hash && !front.Sponsors.Any(sponsor => sponsor.Logo == hash))
        {
            return NotFound();
        }

        var content = await db.Files.Where(file => file.Sha256 == hash).Select(file => file.Content).SingleOrDefaultAsync(cancel);
        if (content is null || PrintPicture.TypeOf(content) is not { } type)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return File(content, type);
    }
}
