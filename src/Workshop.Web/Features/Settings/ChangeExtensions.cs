using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Settings;

/// <summary>Gives one person a later submission deadline and tells them.</summary>
public sealed class GrantExtension(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    private const int MaxNoteLength = 500;

    /// <param name="until">Wall-clock time in the zone in which the event announces its deadline.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer by, Guid eventId, string? email, DateTime? until, RepeatedHour? which, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var refusals = new List<Refusal>();
        var parsed = EmailAddress.Parse(email, "Email");
        refusals.AddRange(parsed.Refusals);
        var instant = Instant(of, until, which);
        refusals.AddRange(instant.Refusals);
        if (note is { Length: > MaxNoteLength })
        {
            refusals.Add(new Refusal("extension.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", "Note"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        var extension = DeadlineExtension.Grant(eventId, parsed.Value!, instant.Value, note?.Trim() ?? "", by.RequiredPersonId, now);
        db.Add(extension);
        db.Add(OutgoingMail.Write(SettingsMails.ExtensionGranted(of, extension, parsed.Value!, site.Link($"/e/{of.Slug}/submissions")), now));
        db.Add(AuditEntry.Of("deadline.extended", $"The deadline of one person was extended to {extension.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", by.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }

    private static Outcome<DateTimeOffset> Instant(WorkshopEvent of, DateTime? until, RepeatedHour? which)
    {
        if (until is not { } wallClock || wallClock.Year is < 2000 or > 2200)
        {
            return new Refusal("extension.time-missing", "Choose until when this person may submit.", "Until");
        }

        var instant = of.DeadlineZone.ToInstant(wallClock, which);
        if (instant.Refusal is { } refusal)
        {
            return refusal with { Field = "Until" };
        }

        return instant.Value > of.SubmissionsClose
            ? instant
            : new Refusal("extension.too-early", "That is not later than the deadline for everybody. Choose a later time.", "Until");
    }
}

/// <summary>Takes an extension back and tells the person.</summary>
public sealed class RemoveExtension(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    public async Task RunAsync(Viewer by, Guid eventId, Guid extensionId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var extension = await db.DeadlineExtensions.SingleOrDefaultAsync(found => found.Id == extensionId && found.EventId == eventId, cancel);
        if (extension is null)
        {
            return;
        }

        db.Remove(extension);
        if (EmailAddress.Parse(extension.Email).Value is { } to)
        {
            db.Add(OutgoingMail.Write(SettingsMails.ExtensionRemoved(of, extension, to, site.Link($"/e/{of.Slug}/submissions")), now));
        }

        db.Add(AuditEntry.Of("deadline.extension-removed", "The extended deadline of one person was taken back.", by.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
    }
}
