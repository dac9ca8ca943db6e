using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Domain;

namespace Workshop.Web.Features.Shared;

/// <summary>How pages answer a POST: redirect with a flash on success, the same page with every sentence otherwise.</summary>
public static class PageAnswers
{
    /// <summary>The same page with what was typed, status 400 (409 when the refusal is about a change made elsewhere).</summary>
    /// <param name="prefix">Where the form is bound: "Input" puts a refusal of field "Title" under "Input.Title".</param>
    public static PageResult Refuse(this PageModel page, IReadOnlyList<Refusal> refusals, string prefix = "Input")
    {
        foreach (var refusal in refusals)
        {
            page.ModelState.AddRefusal(refusal, prefix);
        }

        return page.Invalid(refusals.Any(refusal => refusal.Code.EndsWith(".changed-elsewhere", StringComparison.Ordinal)) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
    }

    /// <summary>The same page with the errors that model binding found.</summary>
    public static PageResult Invalid(this PageModel page, int status = StatusCodes.Status400BadRequest)
    {
        var result = page.Page();
        result.StatusCode = status;
        return result;
    }

    public static void AddRefusal(this ModelStateDictionary state, Refusal refusal, string prefix = "Input") =>
        state.AddModelError(refusal.Field is null ? "" : prefix.Length == 0 ? refusal.Field : $"{prefix}.{refusal.Field}", refusal.Message);

    /// <summary>Somebody else's file, for download: nothing in it may run in our name, and nobody keeps it on the way.</summary>
    public static FileContentResult TheirFile(this PageModel page, byte[] content, string contentType, string fileName)
    {
        page.Response.Headers.ContentSecurityPolicy = "sandbox";
        page.Response.Headers.CacheControl = "private, no-store";
        return page.File(content, contentType, fileName);
    }

    /// <summary>Shown once, on the next page.</summary>
    public static void Flash(this PageModel page, string message) => page.TempData[FlashKey] = message;

    internal const string FlashKey = "Flash";
}
