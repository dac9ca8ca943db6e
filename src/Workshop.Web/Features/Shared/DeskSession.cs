using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Shared;

/// <summary>What the cookie of a desk says: which pass opened it, and for whom.</summary>
public sealed record DeskTicket(Guid PassId, Guid ReviewerId, Guid EventId, Guid PersonId);

/// <summary>
/// A desk that a link has opened in this browser. It has a scheme of its own and a cookie for each event: nothing but the reviewers' pages asks for it, so that it is no session anywhere else. Whoever is signed in
/// with an account is that account on those pages too.
/// </summary>
public static class DeskSession
{
    public const string Scheme = "Desk";

    /// <summary>Tells scripts of a page whose desk was closed where to ask for a new link.</summary>
    public const string AskHeader = "Workshop-Desk";

    private const string Prefix = "workshop.desk.";
    private const string SlugItem = "workshop:desk-slug";
    private const string PassClaim = "workshop:desk-pass";
    private const string ReviewerClaim = "workshop:desk-reviewer";
    private const string EventClaim = "workshop:desk-event";

    /// <summary>The name of the cookie for the event of this request, there or not; null on a page of no event, unless <see cref="LookAt"/> has said which one it is about.</summary>
    public static string? CookieOf(HttpContext context) => (context.Items[SlugItem] ?? context.GetRouteValue("slug")) is string slug ? Prefix + slug : null;

    /// <summary>This page, which is not below the event's address, is about a desk of that event. To be said before the desk is looked for.</summary>
    public static void LookAt(HttpContext context, string slug) => context.Items[SlugItem] = slug;

    /// <summary>Whether there is a cookie; it may be worth nothing any more.</summary>
    public static bool HasCookie(HttpContext context) => CookieOf(context) is { } name && context.Request.Cookies.ContainsKey(name);

    /// <summary>A desk of the same event that was open here before is closed: the browser would have forgotten it.</summary>
    public static async Task OpenAsync(HttpContext context, DeskTicket ticket, string slug)
    {
        LookAt(context, slug);
        if (await FindAsync(context) is { } before && before.PassId != ticket.PassId)
        {
            await EndAsync(context, before);
        }

        await context.SignInAsync(
            Scheme,
            new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, ticket.PersonId.ToString()),
                    new Claim(PassClaim, ticket.PassId.ToString()),
                    new Claim(ReviewerClaim, ticket.ReviewerId.ToString()),
                    new Claim(EventClaim, ticket.EventId.ToString()),
                ],
                Scheme)),
            new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Takes the cookie of this event's desk away and ends the pass that it hangs on, so that a copy opens nothing either. Nothing happens where none is open.</summary>
    public static async Task CloseAsync(HttpContext context)
    {
        if (!HasCookie(context))
        {
            return;
        }

        if (await FindAsync(context) is { } ticket)
        {
            await EndAsync(context, ticket);
        }

        await context.SignOutAsync(Scheme);
    }

    /// <summary>The same for the desks of all events in this browser.</summary>
    /// <param name="personId">Only this person's; null for everybody's.</param>
    public static async Task CloseAllAsync(HttpContext context, Guid? personId = null)
    {
        var format = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme).TicketDataFormat;
        foreach (var (name, value) in context.Request.Cookies.Where(cookie => cookie.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (Of(format.Unprotect(value)?.Principal) is { } ticket && (personId is null || ticket.PersonId == personId))
            {
                await EndAsync(context, ticket);
                context.Response.Cookies.Delete(name);
            }
        }
    }

    private static async Task EndAsync(HttpContext context, DeskTicket ticket)
    {
        DateTimeOffset? now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        await context.RequestServices.GetRequiredService<WorkshopDb>().DeskPasses
            .Where(pass => pass.Id == ticket.PassId && pass.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(pass => pass.EndedAt, now), context.RequestAborted);
    }

    /// <summary>Null for a principal that came by no desk.</summary>
    public static DeskTicket? Of(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(PassClaim), out var pass)
        && Guid.TryParse(principal?.FindFirstValue(ReviewerClaim), out var reviewer)
        && Guid.TryParse(principal?.FindFirstValue(EventClaim), out var eventId)
        && Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            ? new DeskTicket(pass, reviewer, eventId, person)
            : null;

    /// <summary>The desk that is open in this browser, on pages that are not a reviewer's too; null when there is none or when it was ended.</summary>
    public static async Task<DeskTicket?> FindAsync(HttpContext context) => Of((await context.AuthenticateAsync(Scheme)).Principal);
}

/// <summary>Gives the desk of each event a cookie of its own, so that the desks of several can be open in one browser.</summary>
internal sealed class DeskCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => DeskSession.CookieOf(context) is { } name ? _cookies.GetRequestCookie(context, name) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, DeskSession.CookieOf(context) ?? key, value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, DeskSession.CookieOf(context) ?? key, options);
}

/// <summary>Makes the links in mails that open a desk; the pass is saved together with the mail that carries it.</summary>
public sealed class DeskLinks(WorkshopDb db, SiteAddress site)
{
    /// <summary>A new link for one mail, and its row for the next save. The mail must be private: whoever holds the link is the reviewer.</summary>
    /// <param name="due">When this reviewer's reviews are due; null when that is not known.</param>
    public string Issue(Guid eventId, Guid reviewerId, DateTimeOffset? due, DateTimeOffset now, DeskPassPurpose purpose = DeskPassPurpose.Desk)
    {
        var (pass, token) = DeskPass.Issue(eventId, reviewerId, due, purpose, now);
        db.Add(pass);
        return site.Link($"/desk/{token}");
    }
}
