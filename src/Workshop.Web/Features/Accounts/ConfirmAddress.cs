using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// The owner of the mailbox, signed in to the account that claims the address. Both are asked for: otherwise a stranger could add another's address and
/// wait for a careless press of the button.
/// </summary>
public sealed class ConfirmAddress(WorkshopDb db, OwnAccount own, AccountLinks links, TimeProvider time)
{
    public static Refusal OtherAccount { get; } = new("account.link-other", "This link belongs to another account. Sign in with the account to which you added the address.");

    public static Refusal Elsewhere { get; } = new("account.email-elsewhere", "Another account has confirmed this address. Sign in there to remove it, or remove it here.");

    /// <summary>The address that the link would confirm for this viewer.</summary>
    public async Task<Outcome<PersonEmail>> ReadAsync(Viewer viewer, string? token, CancellationToken cancel)
    {
        var link = links.Read(AddAddress.Purpose, token);
        if (!link.Succeeded)
        {
            return link.Refusal!;
        }

        var email = await db.PersonEmails.AsNoTracking().SingleOrDefaultAsync(email => email.Id == link.Value.Id, cancel);
        if (email is null || link.Value.Detail != AddAddress.Bound(email.PersonId, email.NormalizedAddress))
        {
            return AccountLinks.NotGood;
        }

        return email.PersonId == viewer.PersonId ? email : OtherAccount;
    }

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string? token, CancellationToken cancel)
    {
        var read = await ReadAsync(viewer, token, cancel);
        if (!read.Succeeded)
        {
            return read.Refusal!;
        }

        var (person, _) = await own.LoadAsync(viewer, cancel);
        var now = time.GetUtcNow();
        var confirmed = person.ConfirmEmail(read.Value.NormalizedAddress, now);
        if (!confirmed.Succeeded)
        {
            return confirmed;
        }

        db.Add(AuditEntry.Of("account.email-confirmed", "Confirmed a further address.", person.Id, null, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateException e) when (db.Violates(e, ConstraintNames.EmailConfirmedOnce))
        {
            return Elsewhere;
        }
    }
}
