using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

public sealed record FirstAdministrator(string Name, string Email, string Password);

public sealed record SetUpDone(Account Account, string Slug);

/// <summary>
/// The first administrator and the first event, both or neither. Serializable, so that of two set-ups at once the second one sees the first:
/// SQLite takes the write lock before it looks, PostgreSQL refuses the later commit.
/// </summary>
public sealed class SetUp(WorkshopDb db, UserManager<Account> users, SetupToken token, SiteAddress site, TimeProvider time)
{
    public static Refusal AlreadyDone { get; } = new("setup.done", "Somebody has set this Workshop up in the meantime. Sign in, or ask whoever did it.");

    public Task<bool> IsNeededAsync(CancellationToken cancel) => NeededAsync(db, cancel);

    public async Task<Outcome<SetUpDone>> RunAsync(string? given, FirstAdministrator first, Outcome<EventSettings> settings, string? organizers, CancellationToken cancel)
    {
        if (!token.Is(given))
        {
            return new Refusal("setup.token", "Open the link that the server printed when it started.");
        }

        var email = EmailAddress.Parse(first.Email, "Administrator.Email");
        var addresses = NewEvent.ParseOrganizers(organizers, "Organizers");
        var refusals = new List<Refusal>();
        if (Person.Clean(first.Name).Length == 0)
        {
            refusals.Add(new Refusal("person.name-missing", "Give your name.", "Administrator.Name"));
        }

        refusals.AddRange(email.Refusals);
        if (PasswordRule.WhyNot(first.Password, "Administrator.Password") is { } weak)
        {
            refusals.Add(weak);
        }

        refusals.AddRange(settings.Refusals.Select(InEvent));
        refusals.AddRange(addresses.Refusals);
        if (refusals.Count > 0)
        {
            return Outcome.No<SetUpDone>(refusals);
        }

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
            if (!await NeededAsync(db, cancel))
            {
                return AlreadyDone;
            }

            var outcome = await CreateAsync(first, email.Value!, settings.Value!, addresses.Value!, cancel);
            if (outcome.Succeeded)
            {
                await transaction.CommitAsync(cancel);
            }

            return outcome;
        }
        catch (Exception e) when (e.IsSerializationFailure())
        {
            return AlreadyDone;
        }
    }

    private async Task<Outcome<SetUpDone>> CreateAsync(FirstAdministrator first, EmailAddress email, EventSettings settings, IReadOnlyList<EmailAddress> organizers, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // An installation whose last administrator was lost may know the address already.
        var person = await db.People.Include(person => person.Emails)
            .SingleOrDefaultAsync(person => person.Emails.Any(mine => mine.NormalizedAddress == email.Normalized && mine.ConfirmedAt != null), cancel);
        var account = person is null ? null : await users.FindByIdAsync(person.Id.ToString());
        if (account is not null && !await users.CheckPasswordAsync(account, first.Password))
        {
            return new Refusal("setup.account-exists", "There is an account with this address. Give its password to make it the administrator’s.", "Administrator.Password");
        }

        if (person is null)
        {
            person = Person.Create(first.Name, "", now);
            _ = person.AddEmail(email, now);
            _ = person.ConfirmEmail(email.Normalized, now);
            db.Add(person);
        }

        person.MakeAdministrator();
        var created = await db.AddNewEventAsync(settings, person, organizers, site, now, cancel);
        if (!created.Succeeded)
        {
            return Outcome.No<SetUpDone>([.. created.Refusals.Select(InEvent)]);
        }

        db.Add(AuditEntry.Of("setup.done", "Set up this Workshop and is its administrator.", person.Id, null, now));
        if (account is not null)
        {
            await db.SaveChangesAsync(cancel);
            return new SetUpDone(account, created.Value.Slug);
        }

        account = Account.For(person.Id);
        account.Email = email.Address;
        account.EmailConfirmed = true;
        var result = await users.CreateAsync(account, first.Password);
        return result.Succeeded
            ? new SetUpDone(account, created.Value.Slug)
            : throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }

    internal static async Task<bool> NeededAsync(WorkshopDb db, CancellationToken cancel) => !await db.People.AnyAsync(person => person.IsAdministrator, cancel);

    private static Refusal InEvent(Refusal refusal) => refusal.Field is null ? refusal : refusal with { Field = $"Event.{refusal.Field}" };
}
