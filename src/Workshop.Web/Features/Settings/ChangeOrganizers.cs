using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>Adds an organizer, who gets a mail.</summary>
public sealed class AddOrganizer(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer by, Guid eventId, string? email, CancellationToken cancel)
    {
        var parsed = EmailAddress.Parse(email, "Email");
        if (parsed.Refusal is { } malformed)
        {
            return malformed;
        }

        var now = time.GetUtcNow();
        var of = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var organizer = Organizer.Add(eventId, parsed.Value!, now);
        of.TouchOrganizers();
        db.Add(organizer);
        db.Add(OutgoingMail.Write(SettingsMails.OrganizerAdded(of, organizer, parsed.Value!, by.Name, site.Link($"/e/{of.Slug}/organize")), now));
        db.Add(AuditEntry.Of("organizer.added", $"{organizer.Email} became an organizer.", by.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveSettings.ChangedElsewhere with { Message = "Somebody else changed the organizers a moment ago. Look at the list and add again." };
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.OrganizerOnce))
        {
            return new Refusal("organizer.known", $"{organizer.Email} is an organizer already.", "Email");
        }

        return Done.Instance;
    }
}

/// <summary>Removes an organizer, but never the last one.</summary>
public sealed class RemoveOrganizer(WorkshopDb db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Viewer by, Guid eventId, Guid organizerId, CancellationToken cancel)
    {
        var of = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var all = await db.Organizers.Where(organizer => organizer.EventId == eventId).ToListAsync(cancel);
        var removed = all.Find(organizer => organizer.Id == organizerId);
        if (removed is null)
        {
            return Done.Instance;
        }

        if (removed.WhyNotRemove(all) is { } refusal)
        {
            return refusal;
        }

        of.TouchOrganizers();
        db.Remove(removed);
        db.Add(AuditEntry.Of("organizer.removed", $"{removed.Email} is no organizer any more.", by.PersonId, eventId, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveSettings.ChangedElsewhere with { Message = "Somebody else changed the organizers a moment ago. Look at the list before you go on." };
        }

        return Done.Instance;
    }
}
