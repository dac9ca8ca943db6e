using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Subscriptions;

/// <summary>The address of one subscription: encrypted and signed, so that nothing of it is kept. It confirms, changes and ends that subscription and can do nothing else.</summary>
public sealed class SubscriptionLinks(IDataProtectionProvider protection, SiteAddress site)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.SubscriptionLinks.v1");

    public string For(Guid eventId, Guid subscriptionId) => site.Link($"/subscriptions/{_protector.Protect($"{eventId:n}{subscriptionId:n}")}");

    /// <summary>Null for what is not one of ours. The subscription may have ended since.</summary>
    public (Guid EventId, Guid SubscriptionId)? Read(string token)
    {
        try
        {
            var both = _protector.Unprotect(token);
            return (Guid.ParseExact(both[..32], "n"), Guid.ParseExact(both[32..], "n"));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
