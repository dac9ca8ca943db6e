using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

[AllowAnonymous]
public sealed class SignOutModel(AccountSignIn signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        this.Flash("You are signed out.");
        return LocalRedirect("/");
    }
}
