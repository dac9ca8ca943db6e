using System.CommandLine;
using System.Security.Cryptography;
using CsvHelper;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Admin;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop user add|role|list|reset-password</c>: for whoever has the shell, when the web pages do not help.</summary>
public static class UserCommand
{
    public static Command Create() => new("user", "People and their accounts. Uses the configured database.")
    {
        Add(), Role(), List(), ResetPassword(),
    };

    private static Command Add()
    {
        var email = Email();
        var name = new Option<string>("--name") { Required = true, Description = "As it should stand in the programme." };
        var affiliation = new Option<string>("--affiliation") { DefaultValueFactory = _ => "", Description = "May be left out." };
        var password = Password();
        var administrator = new Option<bool>("--administrator") { Description = "Makes the person an administrator, too." };
        var command = new Command("add", "Add a person with an account; the address counts as confirmed. Exit code 1: the address has an account already.") { email, name, affiliation, password, administrator };
        command.SetAction((parsed, cancel) => InScopeAsync(async services =>
        {
            var chosen = parsed.GetValue(password) ?? NewPassword();
            var added = await services.GetRequiredService<AddUser>().RunAsync(parsed.GetValue(email)!, parsed.GetValue(name)!, parsed.GetValue(affiliation)!, chosen, cancel);
            if (!added.Succeeded)
            {
                return await RefuseAsync(parsed, added.Refusal!);
            }

            if (parsed.GetValue(administrator))
            {
                _ = await services.GetRequiredService<ChangeAdministrator>().RunAsync(null, added.Value.Id, true, cancel);
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(password) is null ? $"Added. The password is: {chosen}" : "Added.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Role()
    {
        var email = Email();
        var role = new Argument<string>("ROLE") { Description = "administrator, or organizer:SLUG for an event." };
        var remove = new Option<bool>("--remove") { Description = "Take the role away." };
        var command = new Command("role", "Give or take a role. Exit code 1: it is not possible, with the reason.") { email, role, remove };
        command.SetAction((parsed, cancel) => InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<WorkshopDb>();
            var address = EmailAddress.Parse(parsed.GetValue(email));
            if (!address.Succeeded)
            {
                return await RefuseAsync(parsed, address.Refusal!);
            }

            var wanted = parsed.GetValue(role)!;
            if (wanted == "administrator")
            {
                var person = await db.PersonEmails.Where(mine => mine.NormalizedAddress == address.Value.Normalized && mine.ConfirmedAt != null).Select(mine => (Guid?)mine.PersonId).SingleOrDefaultAsync(cancel);
                var changed = person is { } id
                    ? await services.GetRequiredService<ChangeAdministrator>().RunAsync(null, id, !parsed.GetValue(remove), cancel)
                    : Nobody(address.Value);
                return changed.Succeeded ? ExitCode.Done : await RefuseAsync(parsed, changed.Refusal!);
            }

            if (!wanted.StartsWith("organizer:", StringComparison.Ordinal))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{wanted} is no role: it must be administrator or organizer:SLUG.");
                return ExitCode.WrongInput;
            }

            var organized = await OrganizeAsync(db, wanted["organizer:".Length..], address.Value, parsed.GetValue(remove), services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel);
            return organized.Succeeded ? ExitCode.Done : await RefuseAsync(parsed, organized.Refusal!);
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Everybody as CSV: address,name,affiliation,account,administrator.");
        command.SetAction((parsed, cancel) => InScopeAsync(async services =>
        {
            var people = await services.GetRequiredService<WorkshopDb>().People.AsNoTracking().Include(person => person.Emails).OrderBy(person => person.Name).ToListAsync(cancel);
            var accounts = (await services.GetRequiredService<WorkshopDb>().Users.Select(account => account.Id).ToListAsync(cancel)).ToHashSet();
            using var csv = CsvWriter.Create(parsed.InvocationConfiguration.Output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            csv.WriteHeader(["address", "name", "affiliation", "account", "administrator"]);
            foreach (var person in people)
            {
                csv.WriteRecord((string[])[person.PrimaryEmail?.Address ?? "", person.Name, person.Affiliation, accounts.Contains(person.Id) ? "yes" : "no", person.IsAdministrator ? "yes" : "no"]);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static Command ResetPassword()
    {
        var email = Email();
        var password = Password();
        var twoFactor = new Option<bool>("--two-factor-off") { Description = "Turns two-step sign-in off, too, for somebody who lost phone and recovery codes." };
        var command = new Command("reset-password", "Give an account a new password and sign it out everywhere. Exit code 1: there is no such account.") { email, password, twoFactor };
        command.SetAction((parsed, cancel) => InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<WorkshopDb>();
            var users = services.GetRequiredService<UserManager<Account>>();
            var chosen = parsed.GetValue(password) ?? NewPassword();
            if (PasswordRule.WhyNot(chosen, "password") is { } weak)
            {
                return await RefuseAsync(parsed, weak);
            }

            var address = EmailAddress.Normalize(parsed.GetValue(email)!);
            if (await db.AccountsOf(address).SingleOrDefaultAsync(cancel) is not { } account)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"No account has confirmed {address}.");
                return ExitCode.No;
            }

            if (parsed.GetValue(twoFactor))
            {
                _ = await users.SetTwoFactorEnabledAsync(account, false);
            }

            db.Add(AuditEntry.Of("account.password-reset", "Got a new password from the command line.", null, null, services.GetRequiredService<TimeProvider>().GetUtcNow()));
            var result = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), chosen);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(password) is null ? $"The new password is: {chosen}" : "The password is changed.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Argument<string> Email() => new("EMAIL") { Description = "A confirmed address of the person." };

    private static Option<string?> Password() => new("--password") { Description = "When left out, one is made and printed. Other users of this machine may see what stands on a command line." };

    /// <summary>100 random bits in groups, easy to read over the phone.</summary>
    private static string NewPassword() => string.Join('-', RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20).Chunk(5).Select(five => new string(five)));

    private static Outcome<Done> Nobody(EmailAddress address) => new Refusal("person.unknown", $"Nobody has confirmed {address}.");

    private static async Task<Outcome<Done>> OrganizeAsync(WorkshopDb db, string slug, EmailAddress address, bool remove, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.SingleOrDefaultAsync(e => e.Slug == slug, cancel);
        if (e is null)
        {
            return new Refusal("event.unknown", $"There is no event “{slug}”.");
        }

        var organizers = await db.Organizers.Where(organizer => organizer.EventId == e.Id).ToListAsync(cancel);
        var known = organizers.Find(organizer => organizer.NormalizedEmail == address.Normalized);
        if (remove && known is not null)
        {
            if (organizers.Count == 1)
            {
                return new Refusal("organizer.last", "This is the only organizer of the event. Add another one first.");
            }

            db.Remove(known);
        }
        else if (!remove && known is null)
        {
            db.Add(Organizer.Add(e.Id, address, now));
        }

        db.Add(AuditEntry.Of(remove ? "organizer.removed" : "organizer.added", $"{address} {(remove ? "organizes no more" : "organizes now")}, by command line.", null, e.Id, now));
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, Refusal refusal)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
        return refusal.Code.StartsWith("email.", StringComparison.Ordinal) || refusal.Code.StartsWith("password.", StringComparison.Ordinal) ? ExitCode.WrongInput : ExitCode.No;
    }

    /// <summary>Building the server brings the database up to date; nothing is started.</summary>
    private static async Task<int> InScopeAsync(Func<IServiceProvider, Task<int>> action)
    {
        await using var app = await WorkshopServer.BuildAsync([]);
        await using var scope = app.Services.CreateAsyncScope();
        return await action(scope.ServiceProvider);
    }
}
