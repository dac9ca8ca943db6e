using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Workshop.Web.Features.Submissions;

/// <summary>An address in the author list of a submission.</summary>
public sealed record ListedAddress(Guid SubmissionId, string NormalizedEmail);

/// <summary>
/// The secret in a co-author's link: encrypted and signed, so that nothing of it has to be kept. It says only whose address in which list it is, and is good as long as the list may be
/// wrong: what it can do, the same link undoes.
/// </summary>
public sealed class AuthorLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.AuthorLinks.v1");

    /// <summary>A path, safe in an address as it is.</summary>
    public string PathFor(Guid submissionId, string normalizedEmail) => "/not-an-author/" + _protector.Protect($"{submissionId:n} {normalizedEmail}");

    /// <summary>Null for what is not one of ours.</summary>
    public ListedAddress? Read(string token)
    {
        try
        {
            var parts = _protector.Unprotect(token).Split(' ', 2);
            return new ListedAddress(Guid.ParseExact(parts[0], "n"), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
