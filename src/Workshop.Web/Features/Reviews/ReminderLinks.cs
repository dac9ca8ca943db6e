using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The address that ends a reviewer's reminders: encrypted and signed, so that nothing of it is kept. It can do nothing else, and undoes what it does.</summary>
public sealed class ReminderLinks(IDataProtectionProvider protection, SiteAddress site)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.ReminderLinks.v1");

    public string For(Guid reviewerId) => site.Link("/reminders/" + _protector.Protect(reviewerId.ToString("n")));

    /// <summary>Null for what is not one of ours.</summary>
    public Guid? Read(string token)
    {
        try
        {
            return Guid.ParseExact(_protector.Unprotect(token), "n");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
