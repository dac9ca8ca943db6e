using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

/// <summary>Person and account of whoever changes their own, tracked, and what every such change has in common.</summary>
public sealed class OwnAccount(WorkshopDb db, UserManager<Account> users, AttemptLimit attempts, SiteAddress site, TimeProvider time)
{
    public static Refusal WrongPassword(string field) => new("account.password-wrong", "That is not your password.", field);

    public async Task<(Person Person, Account Account)> LoadAsync(Viewer viewer, CancellationToken cancel)
    {
        var id = viewer.RequiredPersonId;
        var person = await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == id, cancel);
        var account = await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("Somebody signed in without an account.");
        return (person, account);
    }

    /// <summary>Why the password does not prove that the owner is at the keyboard, or null. Guesses are counted.</summary>
    public async Task<Refusal?> WhyNotOwnerAsync(Account account, string? password, string field, CancellationToken cancel)
    {
        var key = "password of " + account.Id;
        if (!await attempts.TakeAsync(key, cancel))
        {
            return new Refusal("sign-in.too-many", "There were too many wrong passwords. Wait ten minutes.", field);
        }

        if (!await users.CheckPasswordAsync(account, password ?? ""))
        {
            return WrongPassword(field);
        }

        await attempts.ForgetAsync([key], cancel);
        return null;
    }

    /// <summary>Adds the audit entry and the mail to the owner to what is saved next.</summary>
    /// <param name="what">"Your password was changed": without a full stop.</param>
    public void Tell(Person person, string action, string detail, string what)
    {
        var now = time.GetUtcNow();
        db.Add(AuditEntry.Of(action, detail, person.Id, null, now));
        if (person.PrimaryEmail is { } primary)
        {
            db.Add(OutgoingMail.Write(AccountMails.Changed(EmailAddress.Parse(primary.Address).Value!, person.Name, what, site.Link("/account/forgot-password")), now));
        }
    }
}
