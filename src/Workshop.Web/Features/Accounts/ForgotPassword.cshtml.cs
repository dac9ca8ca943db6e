using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ForgotPasswordModel(RequestPasswordReset reset) : PageModel
{
    [BindProperty]
    public ForgotPasswordForm Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await reset.RunAsync(Input.Email, cancel);
        return outcome.Succeeded ? RedirectToPage("/Accounts/CheckMail", new { For = "reset" }) : this.Refuse(outcome.Refusals);
    }

    public sealed class ForgotPasswordForm
    {
        [Required(ErrorMessage = "Give your e-mail address."), DataType(DataType.EmailAddress)]
        [Display(Name = "E-mail address")]
        public string Email { get; set; } = "";
    }
}
