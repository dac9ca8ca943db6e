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

/// <summary>
/// Gives one reviewer more time, counted from their due date or, when it has passed, from now; or takes that back. They get a mail; a new ladder of reminders begins. Refused when the due date is not
/// the one that the organizer saw, so that two presses give it once.
/// </summary>
public sealed class ExtendReviewer(WorkshopDb db, DeskLinks links, TimeProvider time)
{
    public const int MostDays = 60;

    private static readonly Refusal Meanwhile = new("reviewer.due-changed", "The due date of this reviewer was changed since this page was opened. Look at it and press again if they need still more time.");

    /// <param name="days">Null takes a personal date back, without a mail.</param>
    /// <param name="shown">The due date on the page that was pressed; null when there was none.</param>
    /// <returns>A sentence that says what holds now.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, Guid reviewerId, int? days, DateTimeOffset? shown, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.Id == reviewerId && reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted, cancel);
        if (reviewer is null
            || !await db.ManagedBy(organizer, eventId, now).AnyAsync(assignment => assignment.ReviewerId == reviewerId, cancel)
            || await OpenWork.HangsOnAsync(db, eventId, reviewerId, now, cancel) is not { } hangsOn)
        {
            return new Refusal("reviewer.unknown", "That person has nothing to review any more.");
        }

        var name = await db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).SingleAsync(cancel);
        if (days is < 1 or > MostDays)
        {
            return new Refusal("reviewer.days", $"Choose from 1 to {MostDays} days.", "Days");
        }

        if (days is not null && (reviewer.DueAt ?? e.ReviewsDue) is null)
        {
            return new Refusal("reviewer.no-due-date", "Set in the settings when reviews are due; then single reviewers can get more time.");
        }

        if ((reviewer.DueAt ?? e.ReviewsDue) != shown)
        {
            return Meanwhile;
        }

        DateTimeOffset? until = days is { } more ? Reviewer.LaterBy(more, shown!.Value, e.Zone, now) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var before = reviewer.DueAt;
        if (await db.Reviewers.Where(row => row.Id == reviewerId && row.DueAt == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, until), cancel) == 0)
        {
            return Meanwhile;
        }

        if (until is { } at)
        {
            db.Add(OutgoingMail.Write(ReviewingMails.Extended(e, reviewer, name, at, hangsOn, links.Issue(eventId, reviewerId, at, now), now), now));
            db.Add(AuditEntry.Of("reviewer.extended", $"Gave {name} {days} more {(days == 1 ? "day" : "days")} for their reviews.", organizer.PersonId, eventId, now, hangsOn));
        }
        else
        {
            db.Add(AuditEntry.Of("reviewer.extension-ended", $"Took back the later due date of {name}.", organizer.PersonId, eventId, now, hangsOn));
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return until is { } given
            ? $"{name} has until {EventTimeText.Create(given, TimeZoneInfo.FindSystemTimeZoneById(e.ZoneId), null).Main} and gets a mail."
            : $"The reviews of {name} are due with everybody else’s again.";
    }
}
