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

        // What this organizer may not see keeps its place among the others, by its own scores; nothing but the order of what they see leaves this class.
        var unseen = waiting.Select(decision => decision.SubmissionId).Where(id => !rows.ContainsKey(id)).ToList();
        var means = (await db.ReviewAssignments.Where(assignment => assignment.RemovedAt == null && unseen.Contains(assignment.SubmissionId))
            .Join(db.Reviews.Where(review => review.SubmittedAt != null && review.Score != null), assignment => assignment.Id, review => review.AssignmentId, (assignment, review) => new { assignment.SubmissionId, review.Score })
            .ToListAsync(cancel)).GroupBy(given => given.SubmissionId).ToDictionary(given => given.Key, given => given.Average(one => (double)one.Score!.Value));
        double? Score(Decision decision) => rows.TryGetValue(decision.SubmissionId, out var row) ? row.Fair?.Fair : means.TryGetValue(decision.SubmissionId, out var mean) ? mean : null;
        var order = WaitlistOrder.Of(waiting, decision => decision.WaitlistRank, Score, decision => numbers.GetValueOrDefault(decision.SubmissionId)).ToList();
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
