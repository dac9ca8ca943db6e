using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class SignInModel(SignInWithPassword signIn, AccountSignIn passkeys) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public SignInForm Input { get; set; } = new();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Url.Or(ReturnUrl, "/account")) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await signIn.RunAsync(Input.Email, Input.Password, Input.Remember, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        return outcome.Value == SignInStep.NeedsCode
            ? RedirectToPage("/Accounts/SignInCode", new { ReturnUrl, Input.Remember })
            : LocalRedirect(Url.Or(ReturnUrl, "/"));
    }

    /// <summary>For passkeys.js: a challenge that any passkey of this site may answer, so that no address has to be typed.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkeys.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        ModelState.Clear();
        var result = credential is { Length: > 0 } ? await passkeys.PasskeySignInAsync(credential) : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        return result.Succeeded
            ? LocalRedirect(Url.Or(ReturnUrl, "/"))
            : this.Refuse([new Refusal("sign-in.passkey", "That passkey is not known here. Sign in with your password; you can then add the passkey to your account.")]);
    }

    public sealed class SignInForm
    {
        [Required(ErrorMessage = "Give your e-mail address."), StringLength(EmailAddress.MaxLength, ErrorMessage = "That address is too long.")]
        [Display(Name = "E-mail address"), DataType(DataType.EmailAddress)]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Give your password."), StringLength(PasswordRule.MaxLength, ErrorMessage = "That password is too long.")]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";

        [Display(Name = "Keep me signed in on this device")]
        public bool Remember { get; set; }
    }
}
