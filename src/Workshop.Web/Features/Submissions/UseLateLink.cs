using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>Takes one use of a link for late submissions. Of two people who take the last one at once, one is told that it is spent.</summary>
public sealed class UseLateLink(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 20;

    /// <returns>Null when there is no such link in this event.</returns>
    public async Task<Outcome<LateLinkUse>?> RunAsync(Viewer viewer, Guid eventId, string token, CancellationToken cancel)
    {
        var hash = LateLink.HashOf(token);
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow();
            var link = await db.LateLinks.Include(found => found.Users).SingleOrDefaultAsync(found => found.TokenHash == hash && found.EventId == eventId, cancel);
            if (link is null)
            {
                return null;
            }

            if (link.CreatedBy == viewer.PersonId)
            {
                return new Refusal("late-link.own", "You made this link, and nobody gives more time to themselves. Ask another organizer for one.");
            }

            var taken = link.Taken;
            var use = link.Use(viewer.RequiredPersonId, now);
            if (!use.Succeeded || link.Taken == taken)
            {
                return use;
            }

            db.Add(AuditEntry.Of("late-link.used", $"{viewer.Name} used a link for late submissions ({link.Taken} of {link.Uses}).", viewer.PersonId, eventId, now));
            try
            {
                await db.SaveChangesAsync(cancel);
                return use;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody else took a use meanwhile: look again at what is left.
                db.ChangeTracker.Clear();
            }
        }
    }
}

internal static class LateLinkSpending
{
    /// <summary>
    /// Spends a use of a late link on a submission that begins now, when nothing else keeps the window open for it. Refused when the viewer holds no use any more. Of two
    /// submissions that begin at once with one use, the second save fails and its next attempt is refused here.
    /// </summary>
    public static async Task<Refusal?> SpendLateLinkAsync(this WorkshopDb db, Viewer author, SubmissionWindow window, Submission begun, DateTimeOffset arrivedAt, CancellationToken cancel)
    {
        if (window.ExtendedBy != LeaveKind.LateLink || (window with { Extension = null }).Check(arrivedAt) is not { } closed)
        {
            return null;
        }

        var use = await db.LateLinkUses
            .Where(held => held.EventId == begun.EventId && held.PersonId == author.PersonId && held.SubmissionId == null)
            .Join(db.LateLinks.Where(link => link.RevokedAt == null && link.Expires >= arrivedAt && (link.TypeId == null || link.TypeId == begun.TypeId)), held => held.LinkId, link => link.Id, (held, link) => new { held, link.Expires })
            .OrderByDescending(found => found.Expires)
            .Select(found => found.held)
            .FirstOrDefaultAsync(cancel);
        use?.Begin(begun.Id);
        return use is null ? closed : null;
    }
}
