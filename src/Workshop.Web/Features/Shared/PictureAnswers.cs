using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// A picture that only some may see: a browser may keep it, but asks each time whether it may still show it, so that who loses the right to see it loses the picture.
/// </summary>
public static class PictureAnswers
{
    /// <param name="tag">The same for the same picture only.</param>
    /// <param name="draw">Null when there is no such picture. Not asked when the browser has it.</param>
    public static async Task<IActionResult> PictureAsync(this PageModel page, string tag, Func<Task<byte[]?>> draw)
    {
        var entity = new EntityTagHeaderValue($"\"{tag}\"");
        var headers = page.Response.GetTypedHeaders();
        page.Response.Headers.CacheControl = "private, no-cache";
        page.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'self'";
        if (page.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(entity, useStrongComparison: false)))
        {
            headers.ETag = entity;
            return page.StatusCode(StatusCodes.Status304NotModified);
        }

        return await draw() is { } picture ? new FileContentResult(picture, "image/png") { EntityTag = entity } : page.NotFound();
    }
}
