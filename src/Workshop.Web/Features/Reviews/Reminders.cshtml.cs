using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// Ends a reviewer's reminders. Mail programs post here by themselves when somebody presses their button (RFC 8058), so no antiforgery token is asked: the secret in the address is what another site
/// cannot know. Looking changes nothing.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class RemindersModel(WorkshopDb db, ReminderLinks links, MuteReviewReminders mute) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null when the link is none of ours.</summary>
    public string? EventName { get; private set; }

    public bool IsMuted { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var reviewerId = links.Read(Token);
        var found = await db.Reviewers.Where(reviewer => reviewer.Id == reviewerId)
            .Select(reviewer => new { IsMuted = reviewer.RemindersEndedAt != null, EventName = db.Events.Where(e => e.Id == reviewer.EventId).Select(e => e.Name).First() })
            .SingleOrDefaultAsync(cancel);
        (EventName, IsMuted) = (found?.EventName, found?.IsMuted == true);
        return found is null ? this.Invalid(StatusCodes.Status404NotFound) : Page();
    }

    /// <summary>A mail program sends "List-Unsubscribe=One-Click" and wants a plain yes; a person wants to see the page.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ChangeAsync(true, cancel);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancel) => ChangeAsync(false, cancel);

    private async Task<IActionResult> ChangeAsync(bool muted, CancellationToken cancel)
    {
        if (links.Read(Token) is not { } reviewerId || await mute.RunAsync(reviewerId, muted, cancel) is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        return Request.HasFormContentType && Request.Form["List-Unsubscribe"] == "One-Click" ? StatusCode(StatusCodes.Status200OK) : Redirect($"/reminders/{Token}");
    }
}
