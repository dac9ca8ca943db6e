using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ConfirmAddressModel(WorkshopDb db, ConfirmAddress confirm, CurrentViewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public PersonEmail? Email { get; private set; }

    public Refusal? NotGood { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var read = await confirm.ReadAsync(await viewer.GetAsync(), Token, cancel);
        Email = read.Value;
        NotGood = read.Refusal;
        return read.Succeeded ? Page() : this.Invalid();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var address = (await confirm.ReadAsync(await viewer.GetAsync(), Token, cancel)).Value?.NormalizedAddress ?? "";
        var outcome = await confirm.RunAsync(await viewer.GetAsync(), Token, cancel);
        if (!outcome.Succeeded)
        {
            NotGood = outcome.Refusal;
            return this.Invalid();
        }

        this.Flash($"The address is confirmed.{(await ClaimedSubmissions.OfAsync(db, address, cancel)).Notice}");
        return RedirectToPage("/Accounts/Emails");
    }
}
