using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// Every failure as a page: exceptions (500) and bare status codes, re-executed here. It answers any method, for a failed POST comes here as a POST,
/// and needs no antiforgery token: it changes nothing.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    public ErrorWords Words { get; private set; } = ErrorWords.For(500);

    public string RequestId { get; private set; } = "";

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        // Not bound: what failed may be a form that cannot be read, and binding would fail over it again.
        int? code = int.TryParse(HttpContext.GetRouteValue("code") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Code = failed ? 500 : code is >= 400 and <= 599 ? code.Value : 404;
        Words = ErrorWords.For(Code);
        RequestId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        Response.StatusCode = Code;
    }
}
