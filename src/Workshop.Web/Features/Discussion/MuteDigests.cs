using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>Somebody wants no digests of the discussions of an event, or wants them again.</summary>
public sealed class MuteDigests(WorkshopDb db)
{
    private const int Attempts = 3;

    public async Task RunAsync(Guid personId, Guid eventId, bool muted, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var digest = await db.DiscussionDigests.SingleOrDefaultAsync(digest => digest.EventId == eventId && digest.PersonId == personId, cancel);
            if (digest is null)
            {
                digest = new DiscussionDigest { EventId = eventId, PersonId = personId };
                db.Add(digest);
            }

            digest.Mute(muted);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.DiscussionDigestOnce)))
            {
                // A digest went out at this very moment.
                db.ChangeTracker.Clear();
            }
        }
    }
}

/// <summary>The secret in the link that ends digests: encrypted and signed, so that nothing of it has to be kept. It can switch digests of one event off and on, and nothing else.</summary>
public sealed class DigestLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.DigestLinks.v1");

    /// <summary>A path, safe in an address as it is.</summary>
    public string PathFor(Guid eventId, Guid personId) => "/discussion-mail/" + _protector.Protect($"{eventId:n} {personId:n}");

    /// <summary>Null for what is not one of ours.</summary>
    public (Guid EventId, Guid PersonId)? Read(string token)
    {
        try
        {
            var parts = _protector.Unprotect(token).Split(' ', 2);
            return (Guid.ParseExact(parts[0], "n"), Guid.ParseExact(parts[1], "n"));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
