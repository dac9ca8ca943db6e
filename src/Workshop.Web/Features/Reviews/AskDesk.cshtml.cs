using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>For a reviewer whose desk is closed here and who has no account. Says the same to everybody.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class AskDeskModel(CurrentEvent current, CurrentViewer viewer, SendDeskLink send) : PageModel
{
    [BindProperty]
    public AskForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    /// <summary>Who is signed in with an account that does not review here, while a desk of somebody else is open in this browser; null otherwise.</summary>
    public string? SignedInAs { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var who = await viewer.GetAsync();
        var hasDesk = (await DeskSession.FindAsync(HttpContext))?.EventId == Event.Id;
        if (who.Reviews(Event.Id) || (hasDesk && !who.IsSignedIn))
        {
            return Redirect($"/e/{Event.Slug}/reviews");
        }

        SignedInAs = hasDesk ? who.Name : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await send.RunAsync(Event.Id, Input.Email, cancel);
        this.Flash(SendDeskLink.Said);
        return Redirect($"/e/{Event.Slug}/desk");
    }

    public sealed class AskForm
    {
        [Required(ErrorMessage = "Give the e-mail address at which you were invited.")]
        [EmailAddress(ErrorMessage = "That is not an e-mail address. Look for missing parts.")]
        [StringLength(EmailAddress.MaxLength, ErrorMessage = "That address is too long.")]
        public string? Email { get; set; }
    }
}
