using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Admin;

/// <summary>An account from the command line: the address counts as confirmed, because whoever has the shell vouches for it.</summary>
public sealed class AddUser(WorkshopDb db, UserManager<Account> users, TimeProvider time)
{
    public async Task<Outcome<Person>> RunAsync(string email, string name, string affiliation, string password, CancellationToken cancel)
    {
        var parsed = EmailAddress.Parse(email, "email");
        if (!parsed.Succeeded)
        {
            return parsed.Refusal!;
        }

        if (PasswordRule.WhyNot(password, "password") is { } weak)
        {
            return weak;
        }

        var now = time.GetUtcNow();
        var address = parsed.Value;
        var person = await db.People.Include(person => person.Emails)
            .SingleOrDefaultAsync(person => person.Emails.Any(mine => mine.NormalizedAddress == address.Normalized && mine.ConfirmedAt != null), cancel);
        if (person is null)
        {
            person = Person.Create(name, affiliation, now);
            _ = person.AddEmail(address, now);
            _ = person.ConfirmEmail(address.Normalized, now);
            db.Add(person);
        }
        else if (await db.Users.AnyAsync(account => account.Id == person.Id, cancel))
        {
            return new Refusal("account.email-taken", $"{address} belongs to an account already.", "email");
        }

        var account = Account.For(person.Id);
        account.Email = person.PrimaryEmail!.Address;
        account.EmailConfirmed = true;
        db.Add(AuditEntry.Of("account.created", "Was added from the command line.", null, null, now));
        var created = await users.CreateAsync(account, password);
        return created.Succeeded ? person : throw new InvalidOperationException(string.Join(' ', created.Errors.Select(error => error.Description)));
    }
}
