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

/// <summary>A new password by a link. The security stamp in the link changes with it, so the link is good once, and everybody else is signed out.</summary>
public sealed class ResetPassword(WorkshopDb db, UserManager<Account> users, AccountLinks links, AttemptLimit attempts, SiteAddress site, TimeProvider time)
{
    /// <summary>The account of a link that is still good.</summary>
    public async Task<Outcome<Account>> ReadAsync(string? token)
    {
        var link = links.Read(RequestPasswordReset.Purpose, token);
        if (!link.Succeeded)
        {
            return link.Refusal!;
        }

        var account = await users.FindByIdAsync(link.Value.Id.ToString());
        return account is not null && await users.GetSecurityStampAsync(account) == link.Value.Detail ? account : AccountLinks.NotGood;
    }

    public async Task<Outcome<Done>> RunAsync(string? token, string password, CancellationToken cancel)
    {
        var read = await ReadAsync(token);
        if (!read.Succeeded)
        {
            return read.Refusal!;
        }

        if (PasswordRule.WhyNot(password, "Password") is { } weak)
        {
            return weak;
        }

        var now = time.GetUtcNow();
        var account = read.Value;
        var person = await db.People.Include(person => person.Emails).SingleAsync(person => person.Id == account.Id, cancel);
        db.Add(AuditEntry.Of("account.password-reset", "Chose a new password by a link.", person.Id, null, now));
        if (person.PrimaryEmail is { } primary)
        {
            db.Add(OutgoingMail.Write(AccountMails.Changed(EmailAddress.Parse(primary.Address).Value!, person.Name, "Your password was changed by a link that we mailed to you", site.Link("/account/forgot-password")), now));
        }

        var result = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password);
        if (!result.Succeeded)
        {
            return AccountLinks.NotGood; // Changed by another request in between.
        }

        await attempts.ForgetAsync([.. person.Emails.Select(email => email.NormalizedAddress)], cancel);
        return Done.Instance;
    }
}
