using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>Moves one submission of the waiting list to a place among those that this organizer sees. The last one who moves wins; nothing is lost by that but an order.</summary>
public sealed class MoveOnWaitlist(WorkshopDb db, TimeProvider time)
{
    /// <returns>Its place now, counted from 1.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, int place, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rows = (await db.ReadDecisionRowsAsync(organizer, eventId, now, cancel)).Where(row => row.Outcome == DecisionOutcome.Waitlist).ToDictionary(row => row.Id);
        if (!rows.ContainsKey(submissionId))
        {
            return new Refusal("waitlist.gone", "It is not on the waiting list any more.");
        }

        var numbers = await db.Submissions.Where(s => s.EventId == eventId && s.SubmittedAt != null).Select(s => new { s.Id, s.Number }).ToDictionaryAsync(s => s.Id, s => s.Number, cancel);
        var waiting = await db.Decisions.Where(decision => decision.EventId == eventId && decision.Outcome == DecisionOutcome.Waitlist).ToListAsync(cancel);

        // Scores of what this organizer may not see are not looked at: those stand by their rank, or at the end.
        var order = WaitlistOrder.Of(waiting, decision => decision.WaitlistRank, decision => rows.GetValueOrDefault(decision.SubmissionId)?.Fair?.Fair, decision => numbers.GetValueOrDefault(decision.SubmissionId)).ToList();
        var moved = WaitlistOrder.Move(order, decision => rows.ContainsKey(decision.SubmissionId), waiting.Find(decision => decision.SubmissionId == submissionId)!, place);
        for (var at = 0; at < moved.Count; at++)
        {
            moved[at].Rank(at + 1);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("waitlist.changed-elsewhere", "The waiting list changed at the same moment. Look at it, then move it again.");
        }

        return 1 + moved.Where(decision => rows.ContainsKey(decision.SubmissionId)).ToList().FindIndex(decision => decision.SubmissionId == submissionId);
    }
}
