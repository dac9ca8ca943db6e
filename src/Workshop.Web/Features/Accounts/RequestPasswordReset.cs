using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

/// <summary>One mail whatever the address: a link for its owner's account, or that there is none. So the answer is the same and takes as long.</summary>
public sealed class RequestPasswordReset(WorkshopDb db, UserManager<Account> users, AccountLinks links, MailLimit mails, SiteAddress site)
{
    public const string Purpose = "reset";
    public static readonly TimeSpan LinkLasts = TimeSpan.FromHours(2);

    public async Task<Outcome<Done>> RunAsync(string email, CancellationToken cancel)
    {
        var parsed = EmailAddress.Parse(email, "Email");
        if (!parsed.Succeeded)
        {
            return parsed.Refusal!;
        }

        var address = parsed.Value;
        var account = await db.AccountsOf(address.Normalized).SingleOrDefaultAsync(cancel);
        var name = await db.People.Where(person => account != null && person.Id == account.Id).Select(person => person.Name).SingleOrDefaultAsync(cancel);
        var token = links.Make(Purpose, account?.Id ?? Guid.Empty, account is null ? "" : await users.GetSecurityStampAsync(account), LinkLasts);
        var mail = account is null
            ? AccountMails.NoAccount(address, site.Link("/account/register"))
            : AccountMails.ResetPassword(address, name ?? "", site.Link($"/account/reset-password?token={token}"));
        await mails.AddAsync(mail, cancel);
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}
