using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workshop.Data.People;
using Workshop.Web.Features.Shared;

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

    /// <summary>Every way of signing in ends here. The account takes the place of its own person's desks in this browser, which would outlive it unseen.</summary>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        await DeskSession.CloseAllAsync(Context, user.Id);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }
}
