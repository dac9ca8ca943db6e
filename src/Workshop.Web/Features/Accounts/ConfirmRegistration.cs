using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// The owner of the address has the link in hand: makes the person and the account in one save. Somebody who is known already by that confirmed
/// address but has no account, a reviewer who accepted by link, gets the account and stays the same person.
/// </summary>
public sealed class ConfirmRegistration(WorkshopDb db, UserManager<Account> users, IPasswordHasher<Account> hasher, AccountLinks links, AttemptLimit attempts, TimeProvider time)
{
    public static Refusal Taken { get; } = new("account.email-taken", "This address belongs to an account already. Sign in with it, or choose a new password.");

    /// <summary>What the link is about, without using it; refused when it is no longer good.</summary>
    public async Task<Outcome<PendingRegistration>> ReadAsync(string? token, CancellationToken cancel)
    {
        var link = links.Read(Register.Purpose, token);
        if (!link.Succeeded)
        {
            return link.Refusal!;
        }

        var found = await db.Registrations.AsNoTracking().SingleOrDefaultAsync(registration => registration.Id == link.Value.Id, cancel);
        return found is null ? AccountLinks.NotGood : new PendingRegistration(found.Id, found.Name, found.Address, link.Value.ReturnUrl);
    }

    /// <param name="password">Null when the request comes from the browser in which the account was asked for.</param>
    public async Task<Outcome<Account>> RunAsync(Guid registrationId, string? password, bool isSameBrowser, CancellationToken cancel)
    {
        var registration = await db.Registrations.SingleOrDefaultAsync(registration => registration.Id == registrationId, cancel);
        if (registration is null)
        {
            return AccountLinks.NotGood;
        }

        if (!isSameBrowser && await WhyNotAsync(registration, password, cancel) is { } wrong)
        {
            return wrong;
        }

        var now = time.GetUtcNow();
        var person = await db.People.Include(person => person.Emails)
            .SingleOrDefaultAsync(person => person.Emails.Any(email => email.NormalizedAddress == registration.NormalizedAddress && email.ConfirmedAt != null), cancel);
        if (person is null)
        {
            person = Person.Create(registration.Name, registration.Affiliation, now);
            _ = person.AddEmail(EmailAddress.Parse(registration.Address).Value!, now);
            _ = person.ConfirmEmail(registration.NormalizedAddress, now);
            db.Add(person);
        }
        else if (await db.Users.AnyAsync(account => account.Id == person.Id, cancel))
        {
            return Taken;
        }
        else
        {
            person.Rename(registration.Name, registration.Affiliation.Length > 0 ? registration.Affiliation : person.Affiliation);
        }

        var account = Account.For(person.Id);
        account.Email = person.PrimaryEmail!.Address;
        account.EmailConfirmed = true;
        account.PasswordHash = registration.PasswordHash;
        db.RemoveRange(await db.Registrations.Where(other => other.NormalizedAddress == registration.NormalizedAddress).ToListAsync(cancel));
        db.Add(AuditEntry.Of("account.created", "Confirmed an address and has an account.", person.Id, null, now));
        try
        {
            // Identity's store saves everything above with the account.
            var created = await users.CreateAsync(account);
            return created.Succeeded ? account : throw new InvalidOperationException(string.Join(' ', created.Errors.Select(error => error.Description)));
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccountLinks.NotGood; // A second press of the button: the first one did it.
        }
        catch (DbUpdateException e) when (db.Violates(e, ConstraintNames.EmailConfirmedOnce) || db.Violates(e, "PK_AspNetUsers"))
        {
            return Taken;
        }
    }

    private async Task<Refusal?> WhyNotAsync(Registration registration, string? password, CancellationToken cancel)
    {
        // Counted per registration, so that whoever guesses here does not lock out the address.
        var key = registration.Id.ToString();
        if (!await attempts.TakeAsync(key, cancel))
        {
            return new Refusal("sign-in.too-many", "There were too many attempts. Wait ten minutes, or register again.");
        }

        if (password is null || hasher.VerifyHashedPassword(new Account(), registration.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            return new Refusal("registration.password-wrong", "That is not the password that was chosen for this account. If you do not know it, register again.", "Password");
        }

        await attempts.ForgetAsync([key], cancel);
        return null;
    }
}

public sealed record PendingRegistration(Guid Id, string Name, string Address, string? ReturnUrl);
