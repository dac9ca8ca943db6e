using System.Buffers.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

/// <summary>Making a passkey needs script: the browser's own function does it. Listing and removing do not.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class PasskeysModel(OwnAccount own, AddPasskey add, RemovePasskey remove, UserManager<Account> users, AccountSignIn signIn, CurrentViewer viewer) : PageModel
{
    public IReadOnlyList<PasskeyRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    /// <summary>For passkeys.js: what navigator.credentials.create wants to know.</summary>
    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = account.Id.ToString(),
            Name = person.PrimaryEmail?.Address ?? person.Name,
            DisplayName = person.Name,
        });
        return Content(options, "application/json");
    }

    public async Task<IActionResult> OnPostAddAsync(string? credential, string? name, CancellationToken cancel)
    {
        var outcome = await add.RunAsync(await viewer.GetAsync(), credential ?? "", name, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("The passkey is added. You can sign in with it from now on.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken cancel)
    {
        _ = await remove.RunAsync(await viewer.GetAsync(), id ?? "", cancel);
        this.Flash("The passkey is removed. Remove it from your device or password manager, too.");
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (_, account) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        Rows = [.. (await users.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt).Select(passkey => new PasskeyRow(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "Passkey", passkey.CreatedAt))];
    }

    public sealed record PasskeyRow(string Id, string Name, DateTimeOffset AddedAt);
}
