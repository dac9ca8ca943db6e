using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>
/// What the link at the foot of a digest opens. Looking changes nothing, because mail scanners look; a press does, and so does the one-click POST of a mail program (RFC 8058), which brings no
/// antiforgery token: the secret in the address is all that it has.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class DigestsModel(WorkshopDb db, DigestLinks links, MuteDigests mute) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null when the link is none of ours.</summary>
    public string? EventTitle { get; private set; }

    public bool IsMuted { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is { } link)
        {
            EventTitle = await db.Events.Where(e => e.Id == link.EventId).Select(e => e.Name).SingleOrDefaultAsync(cancel);
            IsMuted = await db.DiscussionDigests.AnyAsync(digest => digest.EventId == link.EventId && digest.PersonId == link.PersonId && digest.IsMuted, cancel);
        }

        return EventTitle is null ? this.Invalid(StatusCodes.Status404NotFound) : Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ChangeAsync(true, cancel);

    public Task<IActionResult> OnPostAgainAsync(CancellationToken cancel) => ChangeAsync(false, cancel);

    private async Task<IActionResult> ChangeAsync(bool muted, CancellationToken cancel)
    {
        if (links.Read(Token) is not { } link || !await db.People.AnyAsync(person => person.Id == link.PersonId, cancel) || !await db.Events.AnyAsync(e => e.Id == link.EventId, cancel))
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        await mute.RunAsync(link.PersonId, link.EventId, muted, cancel);
        return Redirect($"/discussion-mail/{Token}");
    }
}
