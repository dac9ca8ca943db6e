using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class PasswordModel(ChangePassword change, AccountSignIn signIn, CurrentViewer viewer) : PageModel
{
    [BindProperty]
    public PasswordForm Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await change.RunAsync(await viewer.GetAsync(), Input.CurrentPassword, Input.Password, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        await signIn.RefreshSignInAsync(outcome.Value);
        this.Flash("Your password is changed. Every other browser is signed out within a minute.");
        return RedirectToPage("/Accounts/Index");
    }

    public sealed class PasswordForm
    {
        [Required(ErrorMessage = "Give the password that you have now."), StringLength(PasswordRule.MaxLength, ErrorMessage = "That password is too long.")]
        [Display(Name = "Password now"), DataType(DataType.Password)]
        public string CurrentPassword { get; set; } = "";

        [Required(ErrorMessage = "Choose a password."), Display(Name = "New password"), DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
