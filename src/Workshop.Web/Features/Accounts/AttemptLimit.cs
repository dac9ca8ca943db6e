using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// At most so many wrong passwords for one address in a while, counted alike whether or not somebody has the address. Each attempt is counted before the
/// password is looked at, in one statement, so that many guesses at the same moment are not more guesses.
/// </summary>
public sealed class AttemptLimit(WorkshopDb db, TimeProvider time)
{
    public const int Allowed = 8;
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public static Refusal TooMany { get; } = new(
        "sign-in.too-many",
        "There were too many attempts for this address. Wait ten minutes, or choose a new password with “Forgot your password?”.");

    /// <summary>False when the limit is reached; the wait then begins when the last counted attempt was made.</summary>
    public async Task<bool> TakeAsync(string normalizedAddress, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var key = SignInAttempts.HashOf(normalizedAddress);
        await db.SignInAttempts.Where(attempts => attempts.ForgetAt <= now).ExecuteDeleteAsync(cancel);
        if (await CountAsync(key, now + Lasts, cancel))
        {
            return true;
        }

        if (await db.SignInAttempts.AnyAsync(attempts => attempts.AddressHash == key, cancel))
        {
            return false;
        }

        var first = db.SignInAttempts.Add(new SignInAttempts { AddressHash = key, Failures = 1, ForgetAt = now + Lasts });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another first attempt came in between.
            return await CountAsync(key, now + Lasts, cancel);
        }
        finally
        {
            first.State = EntityState.Detached;
        }
    }

    /// <summary>The password was right, or has been replaced.</summary>
    public Task ForgetAsync(IReadOnlyCollection<string> normalizedAddresses, CancellationToken cancel)
    {
        string[] keys = [.. normalizedAddresses.Select(SignInAttempts.HashOf)];
        return db.SignInAttempts.Where(attempts => keys.Contains(attempts.AddressHash)).ExecuteDeleteAsync(cancel);
    }

    private async Task<bool> CountAsync(string key, DateTimeOffset forgetAt, CancellationToken cancel) =>
        await db.SignInAttempts
            .Where(attempts => attempts.AddressHash == key && attempts.Failures < Allowed)
            .ExecuteUpdateAsync(set => set.SetProperty(attempts => attempts.Failures, attempts => attempts.Failures + 1).SetProperty(attempts => attempts.ForgetAt, forgetAt), cancel) == 1;
}
