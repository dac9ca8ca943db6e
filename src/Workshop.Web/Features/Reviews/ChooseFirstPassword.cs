using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// The account of a reviewer who has none: the link that opened the desk proves the mailbox, so a password is all that is missing. Only while no account exists: a desk opens nobody's
/// existing account.
/// </summary>
public sealed class ChooseFirstPassword(WorkshopDb db, UserManager<Account> accounts)
{
    private static readonly Refusal HasAccount = new("invitation.has-account", "There is an account for this already. Sign in with it.");

    public async Task<Outcome<Account>> RunAsync(Viewer desk, Guid eventId, string name, string affiliation, string password, CancellationToken cancel)
    {
        var mine = desk.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
        if (!desk.IsAtDesk || reviewer is null || !await IsOpenToAsync(db, reviewer, cancel))
        {
            return HasAccount;
        }

        var person = await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == reviewer.PersonId, cancel);
        person.Rename(name, affiliation);
        var account = Account.For(person.Id);
        account.Email = reviewer.Email;
        account.EmailConfirmed = true;
        var created = await accounts.CreateAsync(account, password);
        if (created.Succeeded)
        {
            return account;
        }

        return Outcome.No<Account>([.. created.Errors.Select(error => new Refusal(
            $"account.{error.Code}",
            error.Code == "DuplicateUserName" ? HasAccount.Message : error.Description,
            error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : null))]);
    }

    /// <summary>Whether this reviewer has no account and has proved the invited address.</summary>
    public static async Task<bool> IsOpenToAsync(WorkshopDb db, Reviewer reviewer, CancellationToken cancel) =>
        !await db.Users.AnyAsync(account => account.Id == reviewer.PersonId, cancel)
        && await db.PersonEmails.AnyAsync(email => email.PersonId == reviewer.PersonId && email.ConfirmedAt != null && email.NormalizedAddress == reviewer.NormalizedEmail, cancel);
}
