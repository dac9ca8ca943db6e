using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

/// <summary>The second step: a code from the authenticator app, or one of the recovery codes. The password was right already, so a lock may be named.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class SignInCodeModel(AccountSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Remember { get; set; }

    [BindProperty]
    public CodeForm Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/Accounts/SignIn", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            this.Flash("That took too long. Sign in again.");
            return RedirectToPage("/Accounts/SignIn", new { ReturnUrl });
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var code = Input.Code.Replace(" ", "", StringComparison.Ordinal);
        var isAppCode = code.Length == 6 && code.All(char.IsAsciiDigit);
        var result = isAppCode
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, Remember, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            return this.Refuse([result.IsLockedOut
                ? SignInWithPassword.TooManyCodes
                : new Refusal("sign-in.code-wrong", "That code is not right. Type the six digits that the app shows now, or a recovery code that you have not used yet.", "Code")]);
        }

        if (!isAppCode)
        {
            this.Flash("You are signed in. That recovery code is used up now.");
        }

        return LocalRedirect(Url.Or(ReturnUrl, "/"));
    }

    public sealed class CodeForm
    {
        [Required(ErrorMessage = "Type the code."), StringLength(40, ErrorMessage = "That is too long for a code.")]
        public string Code { get; set; } = "";
    }
}
