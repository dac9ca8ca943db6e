using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// The account of somebody who accepted an invitation and has none: the secret link proves the mailbox, so a password is all that is missing. Only while no
/// account exists: the link opens nobody's existing account.
/// </summary>
public sealed class ChooseFirstPassword(WorkshopDb db, UserManager<Account> accounts, TimeProvider time)
{
    public async Task<Outcome<Account>> RunAsync(string token, string name, string affiliation, string password, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = Reviewer.HashOf(token);
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.TokenHash == hash, cancel);
        if (reviewer is not { State: ReviewerState.Accepted, PersonId: { } personId })
        {
            return AnswerInvitation.Unknown;
        }

        if (reviewer.CheckToken(now) is { } expired)
        {
            return expired;
        }

        var person = await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == personId, cancel);
        var email = person.Emails.FirstOrDefault(email => email.NormalizedAddress == reviewer.NormalizedEmail && email.IsConfirmed);
        if (email is null || await db.Users.AnyAsync(account => account.Id == personId, cancel))
        {
            return new Refusal("invitation.has-account", "There is an account for this already. Sign in with it.");
        }

        person.Rename(name, affiliation);
        var account = Account.For(personId);
        account.Email = email.Address;
        account.EmailConfirmed = true;
        var created = await accounts.CreateAsync(account, password);
        if (created.Succeeded)
        {
            return account;
        }

        return Outcome.No<Account>([.. created.Errors.Select(error => new Refusal(
            $"account.{error.Code}",
            error.Code == "DuplicateUserName" ? "There is an account for this already. Sign in with it." : error.Description,
            error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password" : null))]);
    }
}
