using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Shared;

/// <summary>What the cookie of a desk says: which pass opened it, and for whom.</summary>
public sealed record DeskTicket(Guid PassId, Guid ReviewerId, Guid EventId, Guid PersonId);

/// <summary>
/// A desk that a link has opened in this browser. It has a cookie and a scheme of its own: nothing but the reviewers' pages asks for it, so that it is no session anywhere else. Whoever is signed in
/// with an account is that account on those pages too.
/// </summary>
public static class DeskSession
{
    public const string Scheme = "Desk";
    public const string Cookie = "workshop.desk";

    /// <summary>Tells scripts of a page whose desk was closed where to ask for a new link.</summary>
    public const string AskHeader = "Workshop-Desk";

    private const string PassClaim = "workshop:desk-pass";
    private const string ReviewerClaim = "workshop:desk-reviewer";
    private const string EventClaim = "workshop:desk-event";

    public static Task OpenAsync(HttpContext context, DeskTicket ticket) => context.SignInAsync(
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

    /// <summary>Takes the cookie away and ends the pass that it hangs on, so that a copy opens nothing either. Nothing happens where no desk is open.</summary>
    public static async Task CloseAsync(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(Cookie))
        {
            return;
        }

        if (await FindAsync(context) is { } ticket)
        {
            DateTimeOffset? now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            await context.RequestServices.GetRequiredService<WorkshopDb>().DeskPasses
                .Where(pass => pass.Id == ticket.PassId && pass.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(pass => pass.EndedAt, now), context.RequestAborted);
        }

        await context.SignOutAsync(Scheme);
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
