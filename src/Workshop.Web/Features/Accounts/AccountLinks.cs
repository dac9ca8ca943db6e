using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Workshop.Domain;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// The secrets in the links that we mail: encrypted and signed, good for one purpose, bound to one row and to a detail of it (the address, the security
/// stamp) that changes when the link has been used or has become wrong. Identity's own tokens know the system's clock only; these ask ours.
/// </summary>
public sealed class AccountLinks(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.AccountLinks.v1");

    /// <summary>Safe in a URL as it is.</summary>
    public string Make(string purpose, Guid id, string detail, TimeSpan lasts, string? returnUrl = null) =>
        _protector.Protect(JsonSerializer.Serialize(new AccountLink(purpose, id, detail, time.GetUtcNow() + lasts, returnUrl)));

    /// <summary>One sentence for forged, foreign, cut off and expired: what to do is the same. The last instant is included.</summary>
    public Outcome<AccountLink> Read(string purpose, string? token)
    {
        try
        {
            var link = JsonSerializer.Deserialize<AccountLink>(_protector.Unprotect(token ?? ""));
            if (link is not null && link.Purpose == purpose && time.GetUtcNow() <= link.Expires)
            {
                return link;
            }
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Not one of ours: the answer below.
        }

        return NotGood;
    }

    public static Refusal NotGood { get; } = new("account.link", "This link has expired, was used before, or is not complete. Ask for a new one.");
}

/// <param name="Detail">What must still be true of the row for the link to be good.</param>
/// <param name="ReturnUrl">A page of ours to go on to, or null.</param>
public sealed record AccountLink(string Purpose, Guid Id, string Detail, DateTimeOffset Expires, string? ReturnUrl);
