using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Gives one reviewer more time, counted from their due date or, when it has passed, from now; or takes that back. They get a mail; a new ladder of reminders begins.</summary>
public sealed class ExtendReviewer(WorkshopDb db, DeskLinks links, TimeProvider time)
{
    public const int MostDays = 60;

    /// <param name="days">Null takes a personal date back, without a mail.</param>
    /// <returns>A sentence that says what holds now.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, Guid reviewerId, int? days, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(reviewer => reviewer.Id == reviewerId && reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted, cancel);
        if (reviewer is null || !await db.ManagedBy(organizer, eventId, now).AnyAsync(assignment => assignment.ReviewerId == reviewerId, cancel))
        {
            return new Refusal("reviewer.unknown", "That person has nothing to review any more.");
        }

        var name = await db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).SingleAsync(cancel);
        if (days is null)
        {
            reviewer.GiveUntil(null);
            db.Add(AuditEntry.Of("reviewer.extension-ended", $"Took back the later due date of {name}.", organizer.PersonId, eventId, now));
            await db.SaveChangesAsync(cancel);
            return $"The reviews of {name} are due with everybody else’s again.";
        }

        if (days is < 1 or > MostDays)
        {
            return new Refusal("reviewer.days", $"Choose from 1 to {MostDays} days.", "Days");
        }

        if ((reviewer.DueAt ?? e.ReviewsDue) is not { } before)
        {
            return new Refusal("reviewer.no-due-date", "Set in the settings when reviews are due; then single reviewers can get more time.");
        }

        var zone = e.Zone;
        var from = before > now ? before : zone.At(now).Date.Add(zone.At(before).TimeOfDay) is var today && zone.ToInstant(today, Domain.Events.RepeatedHour.First).Value is var at && at != default ? at : now;
        var until = from.AddDays(days.Value);
        reviewer.GiveUntil(until);
        db.Add(OutgoingMail.Write(ReviewingMails.Extended(e, reviewer, name, until, links.Issue(eventId, reviewerId, until, now), now), now));
        db.Add(AuditEntry.Of("reviewer.extended", $"Gave {name} {days} more {(days == 1 ? "day" : "days")} for their reviews.", organizer.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        return $"{name} has until {EventTimeText.Create(until, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null).Main} and gets a mail.";
    }
}
