using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class EmailsModel(OwnAccount own, AddAddress add, ChangeAddresses change, CurrentViewer viewer) : PageModel
{
    [BindProperty]
    public AddressForm Input { get; set; } = new();

    public IReadOnlyList<PersonEmail> Emails { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        return await SendAsync(Input.Address, cancel);
    }

    public async Task<IActionResult> OnPostResendAsync(string address, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        ModelState.Clear();
        return await SendAsync(address, cancel);
    }

    public Task<IActionResult> OnPostPrimaryAsync(string address, CancellationToken cancel) => ChangeAsync(AddressChange.MakePrimary, address, "Mail goes to that address from now on.", cancel);

    public Task<IActionResult> OnPostRemoveAsync(string address, CancellationToken cancel) => ChangeAsync(AddressChange.Remove, address, "The address is removed.", cancel);

    private async Task<IActionResult> SendAsync(string address, CancellationToken cancel)
    {
        var outcome = await add.RunAsync(await viewer.GetAsync(), address, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("We have written to that address. Open the link in the mail in this browser to confirm it.");
        return RedirectToPage();
    }

    private async Task<IActionResult> ChangeAsync(AddressChange what, string address, string done, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        ModelState.Clear();
        var outcome = await change.RunAsync(await viewer.GetAsync(), what, EmailAddress.Normalize(address ?? ""), cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash(done);
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (person, _) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        Emails = [.. person.Emails.OrderByDescending(email => email.IsPrimary).ThenBy(email => email.NormalizedAddress, StringComparer.Ordinal)];
    }

    public sealed class AddressForm
    {
        [Required(ErrorMessage = "Give an e-mail address."), Display(Name = "E-mail address"), DataType(DataType.EmailAddress)]
        public string Address { get; set; } = "";
    }
}
