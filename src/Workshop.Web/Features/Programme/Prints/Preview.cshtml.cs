using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>The first page of a print as a picture, with the options that the address says, and the remembered ones where it does not: 404 where there is nothing to print, and for everybody but organizers.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class PreviewModel(WorkshopDb db, PrintDocuments documents, PrintMaterialReader materials, FirstPages pages, CurrentEvent current, CurrentViewer viewer, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string kind, string? source, CancellationToken cancel)
    {
        if (documents.Find(kind) is not { } document)
        {
            return NotFound();
        }

        var remembered = await db.ReadRememberedAsync(current.Required.Id, kind, cancel);
        var wish = PrintWish.Of(document, source is null ? remembered.FromDraft : source == "draft", key => Request.Query[key].FirstOrDefault() ?? remembered.Choices.GetValueOrDefault(key), site.Base);
        var material = await materials.ReadAsync(await viewer.GetAsync(), current.Required.Id, wish.FromDraft, wish.SiteAddress, cancel);
        if (!material.Succeeded)
        {
            return NotFound();
        }

        var layout = await document.LayOutAsync(material.Value with { IsPreview = true }, wish.AsChoices, cancel);
        if (!layout.Succeeded)
        {
            return NotFound();
        }

        var html = layout.Value(PageNumbers.Unknown);
        return await this.PictureAsync(FirstPages.KeyOf(html), async () => await pages.DrawAsync(html, cancel) is { Succeeded: true } drawn ? drawn.Value : null);
    }
}
