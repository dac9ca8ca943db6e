using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ResetPasswordModel(ResetPassword reset) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public ResetPasswordForm Input { get; set; } = new();

    public Refusal? NotGood { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ? Page() : this.Invalid();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync() || !ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await reset.RunAsync(Token, Input.Password, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("Your password is changed. Sign in with the new one.");
        return RedirectToPage("/Accounts/SignIn");
    }

    private async Task<bool> FindAsync()
    {
        NotGood = (await reset.ReadAsync(Token)).Refusal;
        return NotGood is null;
    }

    public sealed class ResetPasswordForm
    {
        [Required(ErrorMessage = "Choose a password."), DataType(DataType.Password)]
        [Display(Name = "New password")]
        public string Password { get; set; } = "";
    }
}
