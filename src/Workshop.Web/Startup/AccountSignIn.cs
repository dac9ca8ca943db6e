using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workshop.Data.People;

namespace Workshop.Web.Startup;

/// <summary>Identity's sign-in with one door more: for a password that was checked elsewhere, by an address that Identity does not know.</summary>
public sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(users, accessor, claims, options, logger, schemes, confirmation)
{
    /// <summary>Signs in, or asks for the second factor when there is one. Locked out: too many wrong codes.</summary>
    public async Task<SignInResult> AfterPasswordAsync(Account account, bool isPersistent) =>
        await PreSignInCheck(account) ?? await SignInOrTwoFactorAsync(account, isPersistent);
}
