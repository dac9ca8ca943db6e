using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Cards;

/// <summary>The picture that social networks show beside a link to an event. The same for everybody.</summary>
[AllowAnonymous]
public sealed class CardModel(CurrentEvent current, CurrentDeadlines deadlines, EventCards cards, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var facts = CardFacts.Of(current.Required, await deadlines.GetAsync(cancel), time.GetUtcNow());
        var entity = new EntityTagHeaderValue($"\"{facts.Key}\"");
        if (Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(entity, useStrongComparison: false)))
        {
            Response.Headers.ETag = entity.ToString();
            return StatusCode(StatusCodes.Status304NotModified);
        }

        var picture = await cards.FindAsync(facts, cancel);

        // The address tells what it shows of; a stand-in is asked for again soon.
        Response.Headers.CacheControl = picture is null ? "no-store" : "public, max-age=3600";
        return picture is null ? new VirtualFileResult("/icons/card.png", "image/png") : new FileContentResult(picture, "image/png") { EntityTag = entity };
    }
}
