using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Reviews;

/// <summary>Ends all links that open one reviewer's desk, and the desks that they have opened: by the reviewer, or by an organizer when a mail went astray. A link that is pressed at the same moment ends too.</summary>
public sealed class EndDeskLinks(WorkshopDb db, TimeProvider time)
{
    /// <returns>The reviewer's name.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, Guid eventId, Guid reviewerId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.Id == reviewerId && reviewer.EventId == eventId, cancel);
        if (reviewer is null || !(viewer.Organizes(eventId) || viewer.ReviewerIds.Contains(reviewerId)))
        {
            return new Refusal("reviewer.unknown", "That person is not on the list any more.");
        }

        DateTimeOffset? ended = now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.DeskPasses.Where(pass => pass.ReviewerId == reviewerId && pass.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(pass => pass.EndedAt, ended), cancel);
        db.Add(AuditEntry.Of("reviewer.links-ended", $"Ended all links that open the desk of {reviewer.Name}.", viewer.PersonId, eventId, now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return reviewer.Name;
    }
}
