using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Accounts;

/// <summary>Adds an address, or sends the mail for one that still waits. The answer is the same when somebody else owns it: only confirming tells, and only its owner can.</summary>
public sealed class AddAddress(WorkshopDb db, OwnAccount own, AccountLinks links, MailLimit mails, SiteAddress site, TimeProvider time)
{
    public const int MaxAddresses = 10;
    public const string Purpose = "address";
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(2);

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string address, CancellationToken cancel)
    {
        var parsed = EmailAddress.Parse(address, "Address");
        if (!parsed.Succeeded)
        {
            return parsed.Refusal!;
        }

        var (person, _) = await own.LoadAsync(viewer, cancel);
        var email = person.AddEmail(parsed.Value, time.GetUtcNow());
        if (email.IsConfirmed)
        {
            return new Refusal("account.email-known", "That address is yours and confirmed already.", "Address");
        }

        if (person.Emails.Count > MaxAddresses)
        {
            return new Refusal("account.too-many-emails", $"An account has at most {MaxAddresses} addresses. Remove one first.", "Address");
        }

        var token = links.Make(Purpose, email.Id, Bound(person.Id, email.NormalizedAddress), LinkLasts);
        await mails.AddAsync(AccountMails.ConfirmAddress(parsed.Value, person.Name, site.Link($"/account/confirm-address?token={token}")), cancel);
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }

    /// <summary>The link is for this person and this address only.</summary>
    internal static string Bound(Guid personId, string normalizedAddress) => $"{personId:n} {normalizedAddress}";
}
