using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>
/// Confirms, changes and ends one subscription. Mail programs post here by themselves when somebody presses their button (RFC 8058), so no antiforgery token is asked: the secret in the address is what another
/// site cannot know. Looking changes nothing: programs that check links in mails confirm and end nothing.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SubscriptionModel(WorkshopDb db, SubscriptionLinks links, ChooseNews choose, EndSubscription end, TimeProvider time) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null when the link is none of ours.</summary>
    public string? EventName { get; private set; }

    public string EventSlug { get; private set; } = "";

    /// <summary>Null when it has ended, or was never confirmed in time.</summary>
    public Subscription? Current { get; private set; }

    [BindProperty]
    public bool Call { get; set; }

    [BindProperty]
    public bool Deadlines { get; set; }

    [BindProperty]
    public bool Programme { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        (Call, Deadlines, Programme) = (Current?.TellsCall != false, Current?.TellsDeadlines != false, Current?.TellsProgramme != false);
        return Page();
    }

    /// <summary>A mail program sends "List-Unsubscribe=One-Click" and wants a plain yes; a person wants to see the page.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is not var (_, subscriptionId))
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        await end.RunAsync(subscriptionId, cancel);
        return Request.HasFormContentType && Request.Form["List-Unsubscribe"] == "One-Click" ? StatusCode(StatusCodes.Status200OK) : Redirect($"/subscriptions/{Token}");
    }

    public async Task<IActionResult> OnPostChooseAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is not var (_, subscriptionId))
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        var outcome = await choose.RunAsync(subscriptionId, Call, Deadlines, Programme, cancel);
        if (outcome.Succeeded)
        {
            this.Flash("Saved. We tell you what you chose.");
            return Redirect($"/subscriptions/{Token}");
        }

        await LoadAsync(cancel);
        return this.Refuse(outcome.Refusals);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is not var (eventId, subscriptionId) || await db.Events.Where(e => e.Id == eventId).Select(e => new { e.Name, e.Slug }).SingleOrDefaultAsync(cancel) is not { } of)
        {
            return false;
        }

        var found = await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(subscription => subscription.Id == subscriptionId, cancel);
        (EventName, EventSlug, Current) = (of.Name, of.Slug, found is null || found.HasLapsed(time.GetUtcNow()) ? null : found);
        return true;
    }
}
