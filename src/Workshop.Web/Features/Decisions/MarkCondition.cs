using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <summary>An organizer says that the condition of an acceptance is met, or that it is not after all.</summary>
public sealed class MarkCondition(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no decision that this organizer may see.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, bool met, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.Id == submissionId);
        var decision = await db.Decisions.SingleOrDefaultAsync(decision => visible.Any(s => s.Id == decision.SubmissionId), cancel);
        if (decision is null)
        {
            return null;
        }

        var marked = decision.MarkCondition(met, now);
        if (!marked.Succeeded)
        {
            return marked;
        }

        db.Add(AuditEntry.Of("decision.condition", met ? "Marked the condition as met." : "Opened the condition again.", organizer.PersonId, eventId, now, submissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return marked;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("decision.changed-elsewhere", "Somebody changed this decision at the same moment. Look at it, then say it again.");
        }
    }
}
