using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

public sealed record NewAccount(string Name, string Affiliation, string Email, string Password, string? ReturnUrl);

/// <summary>
/// Asks for an account. The answer is the same for an address that has one already: its owner gets a mail that says so. The value is the id of
/// the registration, which may not exist.
/// </summary>
public sealed class Register(WorkshopDb db, IPasswordHasher<Account> hasher, AccountLinks links, MailLimit mails, SiteAddress site, TimeProvider time)
{
    public const string Purpose = "registration";

    public async Task<Outcome<Guid>> RunAsync(NewAccount input, CancellationToken cancel)
    {
        var email = EmailAddress.Parse(input.Email, nameof(input.Email));
        var name = Person.Clean(input.Name);
        var refusals = new List<Refusal>(email.Refusals);
        if (name.Length == 0)
        {
            refusals.Add(new Refusal("person.name-missing", "Give your name as it should stand in the programme.", nameof(input.Name)));
        }

        if (PasswordRule.WhyNot(input.Password, nameof(input.Password)) is { } weak)
        {
            refusals.Add(weak);
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Guid>(refusals);
        }

        var address = email.Value!;
        var now = time.GetUtcNow();
        // Before it is known whether there is an account, so that both answers take as long.
        var hash = hasher.HashPassword(new Account(), input.Password);
        var owner = await db.People
            .Where(person => db.AccountsOf(address.Normalized).Any(account => account.Id == person.Id))
            .Select(person => new { person.Name })
            .SingleOrDefaultAsync(cancel);
        var registration = new Registration
        {
            Name = name,
            Affiliation = Person.Clean(input.Affiliation),
            Address = address.Address,
            NormalizedAddress = address.Normalized,
            PasswordHash = hash,
            CreatedAt = now,
        };
        if (owner is null)
        {
            db.Add(registration);
            var token = links.Make(Purpose, registration.Id, address.Normalized, Registration.Lasts, input.ReturnUrl);
            await mails.AddAsync(AccountMails.ConfirmRegistration(address, name, site.Link($"/account/confirm?token={token}")), cancel);
        }
        else
        {
            await mails.AddAsync(AccountMails.AlreadyRegistered(address, owner.Name, site.Link("/account/sign-in"), site.Link("/account/forgot-password")), cancel);
        }

        await db.SaveChangesAsync(cancel);
        var forgotten = now - Registration.Lasts;
        await db.Registrations.Where(old => old.CreatedAt < forgotten).ExecuteDeleteAsync(cancel);
        return registration.Id;
    }
}
