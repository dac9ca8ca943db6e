using Microsoft.AspNetCore.Identity;
using Workshop.Data.People;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>Every session but the one that is refreshed afterwards ends within a minute.</summary>
public sealed class SignOutElsewhere(OwnAccount own, UserManager<Account> users)
{
    public async Task<Account> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        var (_, account) = await own.LoadAsync(viewer, cancel);
        _ = await users.UpdateSecurityStampAsync(account);
        return account;
    }
}
