using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Features.Programme;

internal static class CalendarAnswers
{
    /// <summary>A calendar that programs fetch again and again: they ask whether it has changed, and mostly get a 304.</summary>
    /// <param name="isForEverybody">Whether what lies on the way may keep a copy; it still has to ask each time, because the programme may be hidden.</param>
    public static FileContentResult Calendar(this PageModel page, string text, string fileName, bool isForEverybody)
    {
        var content = Encoding.UTF8.GetBytes(text);
        page.Response.Headers.CacheControl = isForEverybody ? "public, no-cache" : "private, no-cache";
        return new FileContentResult(content, "text/calendar; charset=utf-8")
        {
            FileDownloadName = fileName,
            EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\""),
        };
    }
}
