using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

public enum SignInStep
{
    SignedIn,
    NeedsCode,
}

/// <summary>Does the same work for every address, known or not: one count, one look-up, one hash.</summary>
public sealed class SignInWithPassword(WorkshopDb db, AccountSignIn signIn, UserManager<Account> users, IPasswordHasher<Account> hasher, AttemptLimit attempts)
{
    public static Refusal Wrong { get; } = new("sign-in.wrong", "Address or password is wrong. Check both; any address that you have confirmed will do.");

    public static Refusal TooManyCodes { get; } = new("sign-in.too-many-codes", "There were too many wrong codes. Wait ten minutes, then sign in again.");

    public async Task<Outcome<SignInStep>> RunAsync(string email, string password, bool remember, CancellationToken cancel)
    {
        var address = EmailAddress.Normalize(email);
        var allowed = await attempts.TakeAsync(address, cancel);
        var account = await db.AccountsOf(address).SingleOrDefaultAsync(cancel);
        var verified = hasher.VerifyHashedPassword(account ?? new Account(), account?.PasswordHash ?? NobodysHash.Of(hasher), password);
        if (!allowed)
        {
            return AttemptLimit.TooMany;
        }

        if (account?.PasswordHash is null || verified == PasswordVerificationResult.Failed)
        {
            return Wrong;
        }

        await attempts.ForgetAsync([address], cancel);
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password);
            _ = await users.UpdateAsync(account);
        }

        var result = await signIn.AfterPasswordAsync(account, remember);
        return result switch
        {
            { Succeeded: true } => SignInStep.SignedIn,
            { RequiresTwoFactor: true } => SignInStep.NeedsCode,
            { IsLockedOut: true } => TooManyCodes,
            _ => Wrong,
        };
    }
}

/// <summary>The hash of a password that nobody has: what an unknown address is checked against, so that it takes as long as a known one.</summary>
internal static class NobodysHash
{
    private static string? _hash;

    public static string Of(IPasswordHasher<Account> hasher) => _hash ??= hasher.HashPassword(new Account(), Guid.NewGuid().ToString());
}
