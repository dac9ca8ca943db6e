using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Features.Exports.Site;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>
/// The programme for a frame on somebody else's page: the only page that other sites may frame, so there is nothing on it that could be pressed in somebody's name, and nothing of
/// the viewer. 404 while the programme is hidden.
/// </summary>
[AllowAnonymous]
public sealed class EmbedModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var e = current.Required;
        if (await db.ReadPublicProgrammeAsync(e, null, time.GetUtcNow(), cancel) is not { Document: var programme })
        {
            return NotFound();
        }

        var links = new ProgrammeLinks(site, e);
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers.XFrameOptions = default;
        Response.Headers.CacheControl = "no-cache";
        return Content(SitePages.Embed(e.Name, programme, "/export", "/lib/katex", links.Item), "text/html; charset=utf-8");
    }
}
