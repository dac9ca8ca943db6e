using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>An organizer reminds one reviewer now. Refused when that reviewer was written to within a day, by hand or by itself, or wants no reminders.</summary>
public sealed class RemindReviewer(WorkshopDb db, DeskLinks links, ReminderLinks reminders, TimeProvider time)
{
    /// <returns>The reviewer's name.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, Guid reviewerId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var busy = (await OpenWork.LoadAsync(db, new Dictionary<Guid, Domain.Events.WorkshopEvent> { [e.Id] = e }, cancel, mutedToo: true)).SingleOrDefault(each => each.Id == reviewerId);
        if (busy is null || !await db.ManagedBy(organizer, eventId, now).AnyAsync(assignment => assignment.ReviewerId == reviewerId && db.OpenReviews().Any(open => open.Id == assignment.Id), cancel))
        {
            return new Refusal("reviewer.nothing-open", "That person has nothing open, or no due date is set.");
        }

        var reviewer = await db.Reviewers.SingleAsync(reviewer => reviewer.Id == reviewerId, cancel);
        if (reviewer.RemindersEndedAt is not null)
        {
            return new Refusal("reviewer.muted", $"{busy.Name} has asked for no more reminders. Write to them yourself if it matters.");
        }

        if (busy.Reminded.Sent.Any(sent => now < sent.At + ReminderLadder.Pause))
        {
            return new Refusal("reviewer.reminded-today", $"{busy.Name} was reminded within the last day. Wait until tomorrow.");
        }

        var step = ReviewerReminder.ByHand(now);
        var due = busy.Reminded.Due;
        var hangsOn = OpenWork.HangsOn(busy, await db.CountOrganizersWhoSeeAsync(eventId, now, cancel));
        db.Add(new ReviewerReminder { ReviewerId = reviewerId, Step = step, DueAt = due, At = now });
        db.Add(OutgoingMail.Write(
            ReviewingMails.Reminder(e, reviewer, busy.Name, step, due, [.. busy.Papers.Select(open => open.Paper)], hangsOn, links.Issue(eventId, reviewerId, due, now), reminders.For(reviewerId), now),
            now));
        db.Add(AuditEntry.Of("reviewer.reminded", $"Reminded {busy.Name} of their reviews.", organizer.PersonId, eventId, now, hangsOn));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReminderOnce) || db.Violates(exception, ConstraintNames.MailOnce))
        {
            return new Refusal("reviewer.reminded-today", $"{busy.Name} was reminded at this very moment.");
        }

        return busy.Name;
    }
}
