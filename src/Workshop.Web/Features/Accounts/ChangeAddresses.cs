using Microsoft.AspNetCore.Identity;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

public enum AddressChange
{
    MakePrimary,
    Remove,
}

/// <summary>Mail goes to the main address. Roles come with confirmed addresses, so removing one may give up a role; the page says so.</summary>
public sealed class ChangeAddresses(WorkshopDb db, OwnAccount own, UserManager<Account> users, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, AddressChange change, string normalizedAddress, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        if (change == AddressChange.MakePrimary && person.PrimaryEmail?.NormalizedAddress != normalizedAddress && person.Emails.Any(email => email.NormalizedAddress == normalizedAddress && email.IsConfirmed))
        {
            // To the old main address, while it is that.
            own.Tell(person, "account.primary-email-changed", "Chose another main address.", "Your account has another main address now; mail goes there");
        }

        var changed = change == AddressChange.MakePrimary ? person.MakePrimary(normalizedAddress) : person.RemoveEmail(normalizedAddress);
        if (!changed.Succeeded)
        {
            return changed;
        }

        if (change == AddressChange.Remove)
        {
            db.Add(AuditEntry.Of("account.email-removed", "Removed an address.", person.Id, null, time.GetUtcNow()));
        }

        account.Email = person.PrimaryEmail?.Address;
        // Identity's store saves the person and the mail with the account.
        return (await users.UpdateAsync(account)).Succeeded
            ? Done.Instance
            : new Refusal("account.changed-elsewhere", "The account was changed at the same moment. Load the page again.");
    }
}
