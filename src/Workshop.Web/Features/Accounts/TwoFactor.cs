using Microsoft.AspNetCore.Identity;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>Makes a new secret for an authenticator app; it counts only once a code made with it has been typed.</summary>
public sealed class StartTwoFactor(OwnAccount own, UserManager<Account> users)
{
    public async Task<Outcome<Account>> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        var (_, account) = await own.LoadAsync(viewer, cancel);
        if (!account.TwoFactorEnabled)
        {
            _ = await users.ResetAuthenticatorKeyAsync(account);
        }

        return account;
    }
}

/// <param name="RecoveryCodes">To be shown once: afterwards nobody can.</param>
public sealed record TwoFactorOn(Account Account, IReadOnlyList<string> RecoveryCodes);

/// <summary>Turns the second factor on, after a code has proved that the app has the secret.</summary>
public sealed class TurnOnTwoFactor(OwnAccount own, UserManager<Account> users)
{
    public const int RecoveryCodes = 10;

    public async Task<Outcome<TwoFactorOn>> RunAsync(Viewer viewer, string code, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (await users.GetAuthenticatorKeyAsync(account) is null || !await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, digits))
        {
            return new Refusal("two-factor.code-wrong", "That code is not right. Check that the clock of your device is right, then type the six digits that the app shows now.", "Code");
        }

        own.Tell(person, "account.two-factor-on", "Turned two-step sign-in on.", "Two-step sign-in was turned on");
        _ = await users.SetTwoFactorEnabledAsync(account, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        return new TwoFactorOn(account, [.. codes ?? []]);
    }
}

/// <summary>New recovery codes; the old ones are worth nothing from then on.</summary>
public sealed class RenewRecoveryCodes(OwnAccount own, UserManager<Account> users)
{
    public async Task<Outcome<TwoFactorOn>> RunAsync(Viewer viewer, string? password, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        if (await own.WhyNotOwnerAsync(account, password, "Password", cancel) is { } wrong)
        {
            return wrong;
        }

        own.Tell(person, "account.recovery-codes", "Made new recovery codes.", "Your account has new recovery codes; the old ones are void");
        return new TwoFactorOn(account, [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, TurnOnTwoFactor.RecoveryCodes) ?? []]);
    }
}

public sealed class TurnOffTwoFactor(OwnAccount own, UserManager<Account> users)
{
    public async Task<Outcome<Account>> RunAsync(Viewer viewer, string? password, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        if (await own.WhyNotOwnerAsync(account, password, "Password", cancel) is { } wrong)
        {
            return wrong;
        }

        own.Tell(person, "account.two-factor-off", "Turned two-step sign-in off.", "Two-step sign-in was turned off");
        _ = await users.SetTwoFactorEnabledAsync(account, false);
        _ = await users.ResetAuthenticatorKeyAsync(account);
        return account;
    }
}
