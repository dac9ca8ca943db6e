using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Features.Feeds;

internal static class FeedAnswers
{
    /// <summary>The feed, or that it has not changed. May be kept by anybody who asks each time: it is the same for everybody, and what is hidden must disappear at once.</summary>
    public static IActionResult Feed(this PageModel page, AtomFeed feed)
    {
        var written = feed.Write();
        var tag = new EntityTagHeaderValue(AtomFeed.TagOf(written));
        page.Response.Headers.CacheControl = "public, no-cache";
        if (page.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            page.Response.Headers.ETag = tag.ToString();
            return page.StatusCode(StatusCodes.Status304NotModified);
        }

        return new FileContentResult(written, "application/atom+xml; charset=utf-8") { EntityTag = tag };
    }
}
