using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Workshop.Web.Features.Shared;

public enum EventRole
{
    Organizer,
    Reviewer,
    Administrator,
}

public sealed record EventRoleRequirement(EventRole Role) : IAuthorizationRequirement;

/// <summary>Asks for a role in the event that the route names; roles are read from the database with each request, so that losing one takes effect at once.</summary>
internal sealed class EventRoleHandler(CurrentViewer viewer, CurrentEvent current) : AuthorizationHandler<EventRoleRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, EventRoleRequirement requirement)
    {
        var who = await viewer.GetAsync();
        var eventId = requirement.Role == EventRole.Administrator ? null : (await current.FindAsync())?.Id;
        var allowed = requirement.Role switch
        {
            EventRole.Administrator => who.IsAdministrator,
            EventRole.Organizer => eventId is { } id && who.Organizes(id),
            EventRole.Reviewer => eventId is { } id && who.Reviews(id),
            _ => false,
        };
        if (allowed)
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>Somebody signed in who lacks a role learns nothing, not even that the page exists. Visitors are sent to sign in as usual.</summary>
internal sealed class HideWhatIsForbidden : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (authorizeResult.Challenged && DeskSession.HasCookie(context) && context.GetRouteValue("slug") is string slug
            && policy.Requirements.OfType<EventRoleRequirement>().Any(requirement => requirement.Role == EventRole.Reviewer)
            && await DeskSession.FindAsync(context) is null)
        {
            // A desk that was closed: there may be no account to sign in to.
            await AskForLinkAsync(context, slug);
        }
        else if (authorizeResult.Challenged && HttpMethods.IsPost(context.Request.Method) && !LostSession.IsScript(context.Request))
        {
            await SignInAgainAsync(context);
        }
        else
        {
            await _usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    private static async Task AskForLinkAsync(HttpContext context, string slug)
    {
        var ask = $"/e/{Uri.EscapeDataString(slug)}/desk";
        if (LostSession.IsScript(context.Request))
        {
            // The page keeps its text itself; its script says where to go on.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers[DeskSession.AskHeader] = ask;
            return;
        }

        var held = await context.RequestServices.GetRequiredService<LostSession>().HoldAsync(context) is not null;
        var flash = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
        flash[PageAnswers.FlashKey] = held ? LostSession.KeptAtDesk : LostSession.DeskClosed;
        flash.Save();
        context.Response.Cookies.Delete(DeskSession.CookieOf(context)!);
        context.Response.Redirect(ask);
    }

    /// <summary>The session has ended while somebody filled in a form.</summary>
    private static async Task SignInAgainAsync(HttpContext context)
    {
        if (await context.RequestServices.GetRequiredService<LostSession>().HoldAsync(context) is not null)
        {
            var flash = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
            flash[PageAnswers.FlashKey] = LostSession.Kept;
            flash.Save();
        }

        context.Response.Redirect(LostSession.SignIn(LostSession.PageOf(context.Request)));
    }
}
