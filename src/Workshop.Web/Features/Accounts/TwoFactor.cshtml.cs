using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class TwoFactorModel(
    OwnAccount own, StartTwoFactor start, TurnOnTwoFactor turnOn, RenewRecoveryCodes renew, TurnOffTwoFactor turnOff, UserManager<Account> users, AccountSignIn signIn, CurrentViewer viewer, IConfiguration configuration) : PageModel
{
    private const string CodesKey = "RecoveryCodes";

    [BindProperty]
    public TwoFactorForm Input { get; set; } = new();

    public bool IsOn { get; private set; }

    /// <summary>In groups of four; null before the set-up has been started.</summary>
    public string? Key { get; private set; }

    public IHtmlContent? QrCode { get; private set; }

    /// <summary>Only on the page after they were made.</summary>
    public IReadOnlyList<string> NewRecoveryCodes { get; private set; } = [];

    public int RecoveryCodesLeft { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (TempData[CodesKey] is string codes)
        {
            NewRecoveryCodes = codes.Split(' ');
            Response.Headers.CacheControl = "no-store";
        }
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancel)
    {
        var started = await start.RunAsync(await viewer.GetAsync(), cancel);
        await signIn.RefreshSignInAsync(started.Value!);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTurnOnAsync(CancellationToken cancel) =>
        await AnswerAsync(await turnOn.RunAsync(await viewer.GetAsync(), Input.Code ?? "", cancel), "Two-step sign-in is on. Keep the recovery codes where you keep your passwords.", cancel);

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancel) =>
        await AnswerAsync(await renew.RunAsync(await viewer.GetAsync(), Input.Password, cancel), "These are your new recovery codes. The old ones are void.", cancel);

    public async Task<IActionResult> OnPostTurnOffAsync(CancellationToken cancel)
    {
        var outcome = await turnOff.RunAsync(await viewer.GetAsync(), Input.Password, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        await signIn.RefreshSignInAsync(outcome.Value);
        this.Flash("Two-step sign-in is off.");
        return RedirectToPage();
    }

    private async Task<IActionResult> AnswerAsync(Outcome<TwoFactorOn> outcome, string done, CancellationToken cancel)
    {
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        await signIn.RefreshSignInAsync(outcome.Value.Account);
        // The temporary data is an encrypted cookie that is gone after the next page.
        TempData[CodesKey] = string.Join(' ', outcome.Value.RecoveryCodes);
        this.Flash(done);
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(await viewer.GetAsync(), cancel);
        IsOn = account.TwoFactorEnabled;
        if (IsOn)
        {
            RecoveryCodesLeft = await users.CountRecoveryCodesAsync(account);
        }
        else if (await users.GetAuthenticatorKeyAsync(account) is { } key)
        {
            Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
            QrCode = new HtmlString(Draw(key, person));
        }
    }

    private string Draw(string key, Person person)
    {
        var site = configuration["Site:Name"] is { Length: > 0 } name ? name : "Workshop";
        var label = Uri.EscapeDataString($"{site}:{person.PrimaryEmail?.Address ?? person.Name}");
        return QrDrawing.Svg($"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString(site)}&digits=6");
    }

    public sealed class TwoFactorForm
    {
        [StringLength(12, ErrorMessage = "That is too long for a code.")]
        public string? Code { get; set; }

        [StringLength(PasswordRule.MaxLength, ErrorMessage = "That password is too long."), DataType(DataType.Password)]
        public string? Password { get; set; }
    }
}
