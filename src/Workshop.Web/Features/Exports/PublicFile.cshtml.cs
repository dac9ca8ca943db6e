using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Exports;

/// <summary>The public programme for other programs. The same for everybody, signed in or not, and 404 while the programme is hidden.</summary>
[AllowAnonymous]
public sealed class PublicFileModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    /// <param name="version">A released version; the current one without it.</param>
    /// <param name="bom">"no" leaves out the byte order mark of a table.</param>
    public async Task<IActionResult> OnGetAsync(string file, int? version, string? bom, CancellationToken cancel)
    {
        var e = current.Required;
        var now = time.GetUtcNow();
        var name = PublicFiles.Names.FirstOrDefault(known => string.Equals(known, file, StringComparison.OrdinalIgnoreCase));
        if (name is null || await db.ReadPublicProgrammeAsync(e, version, now, cancel) is not { } programme)
        {
            return NotFound();
        }

        var links = new ProgrammeLinks(site, e);
        var papers = (await db.PublicPapers(e.Id, now).Select(s => s.Number).ToListAsync(cancel)).ToHashSet();
        var content = PublicFiles.Write(name, e, programme.Document, links, item => item.Number is { } number && papers.Contains(number) ? links.Paper(number) : null, bom != "no");

        // Apps and pages of other sites read it; it may be kept, but is asked for again each time: what is withdrawn must vanish everywhere.
        Response.Headers.AccessControlAllowOrigin = "*";
        Response.Headers.CacheControl = "no-cache";
        var tag = new EntityTagHeaderValue($"\"{StoredFile.HashOf(content)[..32]}\"");
        var download = name is PublicFiles.Csv or PublicFiles.BibTeX or PublicFiles.Ris ? $"{e.Slug}-{name}" : null;
        return new FileContentResult(content, PublicFiles.TypeOf(name)) { FileDownloadName = download, EntityTag = tag };
    }
}
