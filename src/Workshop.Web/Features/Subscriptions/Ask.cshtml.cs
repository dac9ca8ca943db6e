using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>Where the forms on call and programme post to, and the same form by itself.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class AskModel(CurrentEvent current, AskToBeTold ask, TimeProvider time) : PageModel
{
    [BindProperty]
    public AskForm Input { get; set; } = new();

    public bool IsOver => time.GetUtcNow() > current.Required.Timeline.Ends;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var e = current.Required;
        var outcome = await ask.RunAsync(e.Id, Input.Email, cancel);
        return outcome.Succeeded ? Redirect($"/e/{e.Slug}/tell-me/sent") : this.Refuse(outcome.Refusals);
    }

    public sealed class AskForm
    {
        [Required(ErrorMessage = "Give your e-mail address."), DataType(DataType.EmailAddress)]
        [Display(Name = "E-mail address")]
        public string Email { get; set; } = "";
    }
}
