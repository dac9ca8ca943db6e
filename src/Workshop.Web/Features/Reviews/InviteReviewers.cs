using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <param name="Skipped">Addresses that had been invited before; nothing was sent to them.</param>
public sealed record InvitationsSent(int Count, IReadOnlyList<string> Skipped);

/// <summary>Invites everybody on a pasted list, or nobody when a line cannot be read.</summary>
public sealed class InviteReviewers(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    public async Task<Outcome<InvitationsSent>> RunAsync(Viewer organizer, Guid eventId, string? lines, CancellationToken cancel)
    {
        var parsed = InvitationLines.Parse(lines, "People");
        if (!parsed.Succeeded)
        {
            return Outcome.No<InvitationsSent>(parsed.Refusals);
        }

        var now = time.GetUtcNow();
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var invited = await db.Reviewers.Where(reviewer => reviewer.EventId == eventId).Select(reviewer => reviewer.NormalizedEmail).ToListAsync(cancel);
        var known = invited.ToHashSet(StringComparer.Ordinal);
        var skipped = new List<string>();
        var count = 0;
        foreach (var person in parsed.Value)
        {
            if (!known.Add(person.Email.Normalized))
            {
                skipped.Add(person.Email.Address);
                continue;
            }

            var (reviewer, token) = Reviewer.Invite(eventId, person.Name, person.Email, now);
            db.Add(reviewer);
            db.Add(OutgoingMail.Write(ReviewingMails.Invitation(e, reviewer, site.Link($"/invitation/{token}"), organizer.Name, reminder: false), now));
            count++;
        }

        if (count > 0)
        {
            db.Add(AuditEntry.Of("reviewer.invited", $"Invited {count} {(count == 1 ? "reviewer" : "reviewers")}.", organizer.PersonId, eventId, now));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewerOnce))
        {
            return new Refusal("reviewer.invited-meanwhile", "Somebody invited one of these people at the same moment. Send the list again: those who are invited already will be skipped.", "People");
        }

        return new InvitationsSent(count, skipped);
    }
}
