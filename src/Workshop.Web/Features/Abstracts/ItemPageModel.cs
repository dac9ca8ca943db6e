using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Abstracts;

/// <summary>What the pages of abstracts and of invited talks have in common: one is found by its number, the other by its key.</summary>
public abstract class ItemPageModel(ItemPages pages, CurrentDeadlines deadlines, SiteAddress site, TimeProvider time) : PageModel
{
    public ItemPage Shown { get; private set; } = null!;

    public LinkPreview Preview { get; private set; } = null!;

    public IHtmlContent StructuredData => Abstracts.StructuredData.JsonLd(Shown, site);

    public IEnumerable<(string Name, string Content)> CitationTags => Abstracts.StructuredData.CitationTags(Shown, site);

    protected async Task<IActionResult> ShowAsync(Func<ProgrammeItem, bool> isIt, CancellationToken cancel)
    {
        if (await pages.FindAsync(isIt, cancel) is not { } found)
        {
            return NotFound();
        }

        Shown = found;
        Preview = LinkPreview.Of(found.Event, await deadlines.GetAsync(cancel), site, time.GetUtcNow(), found.Path, PlainTitle.Of(found.Item.ShownTitle), ItemWords.Summary(found)) with { Type = "article" };
        return Page();
    }
}
