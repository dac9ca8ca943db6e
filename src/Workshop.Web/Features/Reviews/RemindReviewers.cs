using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Sends a new invitation link, to one person or to all who have not answered. The old link stops working.</summary>
public sealed class RemindReviewers(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <summary>Nobody is reminded twice within this time by the button for all: a double click must not send two mails.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <param name="reviewerId">Null for all who have not answered and were last written to more than <see cref="Pause"/> ago.</param>
    /// <returns>How many mails go out.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, Guid? reviewerId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var before = now - Pause;
        var reviewers = await db.Reviewers
            .Where(reviewer => reviewer.EventId == eventId
                && (reviewerId == null ? reviewer.State == ReviewerState.Invited && reviewer.InvitedAt <= before : reviewer.Id == reviewerId))
            .ToListAsync(cancel);
        if (reviewers.Count == 0)
        {
            return reviewerId is null
                ? new Refusal("reviewer.nobody-to-remind", "Everybody has answered or was written to within the last day.")
                : new Refusal("reviewer.unknown", "That person is not on the list any more.");
        }

        foreach (var reviewer in reviewers)
        {
            var reminder = reviewer.State == ReviewerState.Invited;
            var token = reviewer.InviteAgain(now);
            if (!token.Succeeded)
            {
                return token.Refusal!;
            }

            db.Add(OutgoingMail.Write(ReviewingMails.Invitation(e, reviewer, site.Link($"/invitation/{token.Value}"), organizer.Name, reminder), now));
        }

        db.Add(AuditEntry.Of("reviewer.reminded", $"Sent a new invitation link to {reviewers.Count} {(reviewers.Count == 1 ? "person" : "people")}.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("reviewer.answered-meanwhile", "Somebody answered at the same moment, so nothing was sent. Look at the list and try again.");
        }

        return reviewers.Count;
    }
}
