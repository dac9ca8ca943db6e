using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

/// <summary>Looking at the page changes nothing: mail scanners open every link. The button does.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class ConfirmModel(WorkshopDb db, ConfirmRegistration confirm, RegistrationCookie cookie, AccountSignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public ConfirmForm Input { get; set; } = new();

    public PendingRegistration? Pending { get; private set; }

    public Refusal? NotGood { get; private set; }

    public bool NeedsPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await FindAsync(cancel) ? Page() : this.Invalid();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await confirm.RunAsync(Pending!.Id, Input.Password, !NeedsPassword, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        RegistrationCookie.Forget(HttpContext);
        await signIn.SignInAsync(outcome.Value, isPersistent: false);
        var claimed = await ClaimedSubmissions.OfAsync(db, Pending.Address, cancel);
        this.Flash($"Your address is confirmed and you are signed in.{claimed.Notice}");
        return LocalRedirect(Pending.ReturnUrl is null or "/" ? claimed.Href ?? "/" : Url.Or(Pending.ReturnUrl, "/"));
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var found = await confirm.ReadAsync(Token, cancel);
        Pending = found.Value;
        NotGood = found.Refusal;
        NeedsPassword = Pending is not null && !cookie.IsFrom(HttpContext, Pending.Id);
        return found.Succeeded;
    }

    public sealed class ConfirmForm
    {
        [DataType(DataType.Password), StringLength(PasswordRule.MaxLength, ErrorMessage = "That password is too long.")]
        public string? Password { get; set; }
    }
}
