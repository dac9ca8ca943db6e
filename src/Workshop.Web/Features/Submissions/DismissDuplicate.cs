using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Submissions;

/// <summary>An organizer says that two submissions are two papers, or that it is a question after all. The log names neither of them to whoever must keep away from the other.</summary>
public sealed class DismissDuplicate(WorkshopDb db, TimeProvider time)
{
    /// <returns>False when the organizer knows of no such pair.</returns>
    public async Task<bool> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid otherId, bool dismiss, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!await db.DuplicatesShownTo(organizer, eventId, now).AnyAsync(pair => pair.SubmissionId == submissionId && pair.OtherId == otherId, cancel))
        {
            return false;
        }

        var hint = await db.DuplicateHints.SingleAsync(hint => (hint.FirstId == submissionId && hint.SecondId == otherId) || (hint.FirstId == otherId && hint.SecondId == submissionId), cancel);
        var before = hint.DismissedAt;
        if (dismiss)
        {
            hint.Dismiss(now);
        }
        else
        {
            hint.ShowAgain();
        }

        if (hint.DismissedAt != before)
        {
            var what = dismiss ? "was found to be no duplicate of another" : "may be a duplicate after all";
            db.Add(AuditEntry.Of(dismiss ? "submission.duplicate-dismissed" : "submission.duplicate-shown", $"A submission {what}.", organizer.PersonId, eventId, now, submissionId));
            await db.SaveChangesAsync(cancel);
        }

        return true;
    }
}
