using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Admin;

/// <summary>What set-up and an administrator's further events have in common: the event, its organizers and their mail, added to what is saved next.</summary>
internal static class NewEvent
{
    /// <summary>Addresses one per line; empty lines are dropped, repeated ones too.</summary>
    public static Outcome<IReadOnlyList<EmailAddress>> ParseOrganizers(string? lines, string field)
    {
        var refusals = new List<Refusal>();
        var addresses = new List<EmailAddress>();
        foreach (var line in (lines ?? "").Split(['\n', ',', ';']).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var parsed = EmailAddress.Parse(line, field);
            refusals.AddRange(parsed.Refusals);
            if (parsed.Value is { } address && !addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }

        return refusals.Count > 0 ? Outcome.No<IReadOnlyList<EmailAddress>>(refusals) : addresses;
    }

    /// <param name="creator">Becomes an organizer and gets no mail about it.</param>
    public static async Task<Outcome<WorkshopEvent>> AddNewEventAsync(
        this WorkshopDb db, EventSettings settings, Person creator, IReadOnlyList<EmailAddress> organizers, SiteAddress site, DateTimeOffset now, CancellationToken cancel)
    {
        var created = WorkshopEvent.Create(await db.FreeSlugAsync(WorkshopEvent.SlugFor(settings.Name), cancel), settings, now);
        if (!created.Succeeded)
        {
            return created;
        }

        var e = created.Value;
        db.Add(e);
        var own = EmailAddress.Parse(creator.PrimaryEmail?.Address).Value ?? throw new InvalidOperationException("Whoever creates an event has a confirmed address.");
        db.Add(Organizer.Add(e.Id, own, now));
        var known = creator.Emails.Where(email => email.IsConfirmed).Select(email => email.NormalizedAddress).ToList();
        foreach (var address in organizers.Where(address => !known.Contains(address.Normalized)))
        {
            db.Add(Organizer.Add(e.Id, address, now));
            db.Add(OutgoingMail.Write(AdminMails.YouOrganize(e, address, creator.Name, site.Link($"/account/register?returnUrl=/e/{e.Slug}/organize")), now));
        }

        db.Add(AuditEntry.Of("event.created", $"Created the event “{e.Name}”.", creator.Id, e.Id, now));
        return e;
    }

    public static Refusal NameTaken { get; } = new("event.name-taken", "Another event of this name was created at the same moment. Press the button again.", nameof(EventSettings.Name));
}
