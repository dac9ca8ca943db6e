using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Put on the page that takes final versions; <see cref="FinalGate"/> does it, after the limits of the request are set and before anything reads its body.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FinalGateAttribute : TypeFilterAttribute
{
    /// <summary>The limits (RequestSizeLimit, RequestFormLimits) have 900, the check of the antiforgery token, which reads the form, has 1000.</summary>
    private const int BetweenLimitsAndToken = 950;

    public FinalGateAttribute()
        : base(typeof(FinalGate)) => Order = BetweenLimitsAndToken;
}

/// <summary>Turns an upload away by its headers alone when there is no such accepted submission of theirs (404), or when final versions are not asked for any more (back to the page, which says so).</summary>
internal sealed class FinalGate(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : IAsyncAuthorizationFilter
{
    /// <summary>More than the forms of the page hold without a file, in bytes.</summary>
    private const int SmallBody = 256 * 1024;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || http.Request.ContentLength <= SmallBody || await current.FindAsync() is not { } of)
        {
            return;
        }

        var id = Guid.TryParse(context.RouteData.Values["id"] as string, out var named) ? named : Guid.Empty;
        var settings = await db.LoadDecisionSettingsAsync(of.Id, http.RequestAborted);
        context.Result = !await db.AcceptedOf(await viewer.GetAsync(), of.Id, time.GetUtcNow()).AnyAsync(s => s.Id == id, http.RequestAborted)
            ? new NotFoundResult()
            : settings.WhyNotFinal(ArrivalTime.Of(http)) is not null
                ? new RedirectResult($"/e/{of.Slug}/submissions/{id}/presentation#final")
                : context.Result;
        if (context.Result is not null)
        {
            // The rest of the body is not wanted, so the connection cannot be used again.
            http.Response.Headers.Connection = "close";
        }
    }
}
