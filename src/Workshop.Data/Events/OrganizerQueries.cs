using Microsoft.EntityFrameworkCore;
using Workshop.Data.People;
using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Events;

/// <summary>Where mail to an organizer goes, and what the visibility policy knows of that person.</summary>
public sealed record OrganizerContact(EmailAddress Email, string Name, Viewer Viewer);

public static class OrganizerQueries
{
    /// <summary>
    /// The organizers of an event, each person once. Somebody who has no account yet is known by the organizer's address alone. One query per organizer: for
    /// what is done once in a while, not for pages.
    /// </summary>
    public static async Task<IReadOnlyList<OrganizerContact>> LoadOrganizersAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var rows = await db.Organizers
            .Where(organizer => organizer.EventId == eventId)
            .OrderBy(organizer => organizer.AddedAt).ThenBy(organizer => organizer.NormalizedEmail)
            .Select(organizer => new
            {
                organizer.Email,
                organizer.NormalizedEmail,
                PersonId = db.PersonEmails.Where(email => email.NormalizedAddress == organizer.NormalizedEmail && email.ConfirmedAt != null).Select(email => (Guid?)email.PersonId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var contacts = new List<OrganizerContact>();
        foreach (var row in rows)
        {
            if (EmailAddress.Parse(row.Email).Value is not { } email || (row.PersonId is { } known && contacts.Exists(contact => contact.Viewer.PersonId == known)))
            {
                continue;
            }

            var viewer = row.PersonId is { } personId
                ? await db.LoadViewerAsync(personId, cancel)
                : Viewer.Anonymous with { ConfirmedEmails = [row.NormalizedEmail], KnownEmails = [row.NormalizedEmail], OrganizerOf = [eventId] };
            contacts.Add(new OrganizerContact(email, viewer.Name, viewer));
        }

        return contacts;
    }

    /// <summary>Those organizers who may know what others think of the submission.</summary>
    public static async Task<IReadOnlyList<OrganizerContact>> LoadOrganizersOfAsync(this WorkshopDb db, Guid eventId, Guid submissionId, DateTimeOffset now, CancellationToken cancel)
    {
        var free = new List<OrganizerContact>();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            if (await db.Submissions.VisibleTo(organizer.Viewer, SubmissionPart.Management, now).AnyAsync(submission => submission.Id == submissionId, cancel))
            {
                free.Add(organizer);
            }
        }

        return free;
    }

    /// <summary>For each submission of the event, how many organizers may know what others think of it.</summary>
    public static async Task<Dictionary<Guid, int>> CountOrganizersWhoSeeAsync(this WorkshopDb db, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var seenBy = new Dictionary<Guid, int>();
        foreach (var organizer in await db.LoadOrganizersAsync(eventId, cancel))
        {
            foreach (var id in await db.LoadManagedIdsAsync(organizer.Viewer, eventId, now, cancel))
            {
                seenBy[id] = seenBy.GetValueOrDefault(id) + 1;
            }
        }

        return seenBy;
    }
}
