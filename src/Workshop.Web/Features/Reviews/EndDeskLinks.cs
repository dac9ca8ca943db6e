using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Reviews;

/// <summary>Ends links that open one reviewer's desk, and the desks that they have opened: by the reviewer, or by an organizer when a mail went astray.</summary>
public sealed class EndDeskLinks(WorkshopDb db, TimeProvider time)
{
    /// <param name="only">One pass, as for closing the desk in this browser; null for all of them.</param>
    /// <returns>The reviewer's name.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, Guid eventId, Guid reviewerId, Guid? only, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.Id == reviewerId && reviewer.EventId == eventId, cancel);
        if (reviewer is null || !(viewer.Organizes(eventId) || viewer.ReviewerIds.Contains(reviewerId)))
        {
            return new Refusal("reviewer.unknown", "That person is not on the list any more.");
        }

        var passes = await db.DeskPasses.Where(pass => pass.ReviewerId == reviewerId && pass.EndedAt == null && (only == null || pass.Id == only)).ToListAsync(cancel);
        foreach (var pass in passes)
        {
            pass.End(now);
        }

        if (only is null)
        {
            db.Add(AuditEntry.Of("reviewer.links-ended", $"Ended all links that open the desk of {reviewer.Name}.", viewer.PersonId, eventId, now));
        }

        await db.SaveChangesAsync(cancel);
        return reviewer.Name;
    }
}
