using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Where a link for late submissions leads. Nothing is taken before a button is pressed, because mail scanners open every link. Whoever holds the secret may know what
/// became of the link; without it there is no page.
/// </summary>
[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class LateModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, UseLateLink use, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public WorkshopEvent Event => current.Required;

    public LateLink Link { get; private set; } = null!;

    /// <summary>The viewer has taken a use already and begun nothing with it.</summary>
    public bool IsHeld { get; private set; }

    public Refusal? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var (eventId, hash, me) = (Event.Id, LateLink.HashOf(Token), (await viewer.GetAsync()).PersonId);
        var found = await db.LateLinks.AsNoTracking().Include(link => link.Users).SingleOrDefaultAsync(link => link.TokenHash == hash && link.EventId == eventId, cancel);
        if (found is null)
        {
            return NotFound();
        }

        Link = found;
        var now = time.GetUtcNow();
        IsHeld = found.RevokedAt is null && now <= found.Expires && found.Users.Any(held => held.PersonId == me && held.SubmissionId is null);
        Refused = IsHeld ? null : found.WhyNotUse(now);
        return Refused is null ? Page() : this.Invalid(StatusCodes.Status404NotFound);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await use.RunAsync(await viewer.GetAsync(), Event.Id, Token, cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (outcome.Succeeded)
        {
            return Redirect($"/e/{Event.Slug}/submissions/new");
        }

        var page = await OnGetAsync(cancel);
        return Refused is null && page is PageResult ? this.Refuse(outcome.Refusals) : page;
    }
}
