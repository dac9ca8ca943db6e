using Microsoft.AspNetCore.Identity;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

public sealed class ChangePassword(OwnAccount own, UserManager<Account> users)
{
    public async Task<Outcome<Account>> RunAsync(Viewer viewer, string current, string chosen, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        if (PasswordRule.WhyNot(chosen, "Password") is { } weak)
        {
            return weak;
        }

        if (await own.WhyNotOwnerAsync(account, current, "CurrentPassword", cancel) is { } wrong)
        {
            return wrong;
        }

        own.Tell(person, "account.password-changed", "Changed the password.", "Your password was changed");
        var result = await users.ChangePasswordAsync(account, current, chosen);
        return result.Succeeded ? account : OwnAccount.WrongPassword("CurrentPassword");
    }
}
