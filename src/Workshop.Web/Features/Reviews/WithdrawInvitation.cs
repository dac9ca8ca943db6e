using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Reviews;

public sealed class WithdrawInvitation(WorkshopDb db, TimeProvider time)
{
    /// <returns>The name of the person whose link no longer works.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer organizer, Guid eventId, Guid reviewerId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(reviewer => reviewer.EventId == eventId && reviewer.Id == reviewerId, cancel);
        if (reviewer is null)
        {
            return new Refusal("reviewer.unknown", "That person is not on the list any more.");
        }

        var withdrawn = reviewer.Withdraw(now);
        if (!withdrawn.Succeeded)
        {
            return withdrawn.Refusal!;
        }

        db.Add(AuditEntry.Of("reviewer.invitation-withdrawn", $"Took the invitation of {reviewer.Name} back.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("reviewer.answered-meanwhile", "The invitation was answered at the same moment. Look at the list.");
        }

        return reviewer.Name;
    }
}
