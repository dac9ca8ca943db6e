using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data.People;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

[Authorize]
public sealed class IndexModel(OwnAccount own, SignOutElsewhere elsewhere, UserManager<Account> users, AccountSignIn signIn, CurrentViewer viewer) : PageModel
{
    public Person Person { get; private set; } = null!;

    public bool HasTwoFactor { get; private set; }

    public int Passkeys { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (Person, var account) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        HasTwoFactor = account.TwoFactorEnabled;
        Passkeys = (await users.GetPasskeysAsync(account)).Count;
    }

    public async Task<IActionResult> OnPostSignOutElsewhereAsync(CancellationToken cancel)
    {
        await signIn.RefreshSignInAsync(await elsewhere.RunAsync(await viewer.GetAsync(), cancel));
        this.Flash("Every other browser is signed out within a minute.");
        return RedirectToPage();
    }
}
