using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <param name="Address">Of the page that the link opens; cannot be had again.</param>
public sealed record LateLinkMade(string Address, DateTimeOffset Expires);

/// <summary>Makes a link for late submissions.</summary>
public sealed class MakeLateLink(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    /// <param name="expires">In the zone in which the event announces its deadline.</param>
    public async Task<Outcome<LateLinkMade>> RunAsync(Viewer by, Guid eventId, int? uses, TimeEntry expires, Guid? typeId, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var read = expires.Read(of.DeadlineZone, "Expires", "Choose until when the link works.");
        if (read.Value is not { } until)
        {
            return read.Refusal!;
        }

        if (typeId is not null && !await db.SubmissionTypes.AnyAsync(type => type.Id == typeId && type.EventId == eventId, cancel))
        {
            return new Refusal("late-link.type", "Choose one of the types of this event.", "TypeId");
        }

        var made = LateLink.Make(eventId, uses ?? 0, until, typeId, note ?? "", by.RequiredPersonId, now);
        if (!made.Succeeded)
        {
            return Outcome.No<LateLinkMade>(made.Refusals);
        }

        var (link, token) = made.Value;
        db.Add(link);
        db.Add(AuditEntry.Of("late-link.made", $"A link for {(link.Uses == 1 ? "one late submission" : $"{link.Uses} late submissions")} was made, which works until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", by.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        return new LateLinkMade(site.Link($"/e/{of.Slug}/late/{token}"), until);
    }
}

/// <summary>Takes a link for late submissions back. What was submitted with it stays submitted.</summary>
public sealed class RevokeLateLink(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 20;

    public async Task RunAsync(Viewer by, Guid eventId, Guid linkId, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow();
            var link = await db.LateLinks.SingleOrDefaultAsync(found => found.Id == linkId && found.EventId == eventId, cancel);
            if (link is null or { RevokedAt: not null })
            {
                return;
            }

            link.Revoke(now);
            db.Add(AuditEntry.Of("late-link.revoked", $"A link for late submissions was taken back after {link.Taken} of {link.Uses} uses.", by.PersonId, eventId, now));
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody used it at this moment: taken back all the same.
                db.ChangeTracker.Clear();
            }
        }
    }
}
