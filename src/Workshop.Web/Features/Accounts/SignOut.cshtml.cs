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
        // Else a desk that a link had opened before would be there again, in a browser that says that nobody is signed in.
        await DeskSession.CloseAllAsync(HttpContext);
        await signIn.SignOutAsync();
        this.Flash("You are signed out.");
        return LocalRedirect("/");
    }
}
