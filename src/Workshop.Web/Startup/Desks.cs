using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Startup;

/// <summary>The cookies of desks that links have opened. Only pages for reviewers of that event take its owner for a viewer; a few others show the way back to it and nothing else.</summary>
public static class Desks
{
    public static void AddDesks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DeskLinks>();
        builder.Services.AddAuthentication().AddCookie(DeskSession.Scheme, options =>
        {
            options.CookieManager = new DeskCookies();
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = DeskPass.DeskStaysOpen;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = ValidateAsync;
        });
    }

    /// <summary>The reviewers' pages of the desk's own event alone, and only for whoever is not signed in with an account.</summary>
    public static void UseDesks(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true && DeskSession.HasCookie(context) && IsReviewersPage(context.GetEndpoint())
            && await context.AuthenticateAsync(DeskSession.Scheme) is { Succeeded: true, Principal: { } principal }
            && DeskSession.Of(principal)?.EventId == (await context.RequestServices.GetRequiredService<CurrentEvent>().FindAsync())?.Id)
        {
            context.User = principal;
        }

        await next(context);
    });

    private static bool IsReviewersPage(Endpoint? endpoint) => endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == Policies.Reviewer) == true;

    /// <summary>With every request, so that ending the pass closes the desk at once.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var db = http.RequestServices.GetRequiredService<WorkshopDb>();
        if (DeskSession.Of(context.Principal) is not { } ticket
            || await db.DeskPasses.AsNoTracking().SingleOrDefaultAsync(pass => pass.Id == ticket.PassId && pass.ReviewerId == ticket.ReviewerId, http.RequestAborted) is not { } pass
            || !pass.KeepsDeskOpen(now))
        {
            context.RejectPrincipal();
        }
    }
}
