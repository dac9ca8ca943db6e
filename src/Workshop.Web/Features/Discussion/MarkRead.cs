using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>Notes how far somebody has read a discussion. Only forward, so that running it twice, or late, changes nothing.</summary>
public sealed class MarkRead(WorkshopDb db)
{
    /// <param name="number">Of the last message that was shown.</param>
    public async Task RunAsync(Guid personId, Guid submissionId, int number, CancellationToken cancel)
    {
        var mark = await db.DiscussionMarks.SingleOrDefaultAsync(mark => mark.SubmissionId == submissionId && mark.PersonId == personId, cancel);
        if (mark is null)
        {
            mark = new DiscussionMark { SubmissionId = submissionId, PersonId = personId };
            db.Add(mark);
        }

        mark.Read(number);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.DiscussionMarkOnce))
        {
            // The same page in another window. The next look moves it on.
            db.ChangeTracker.Clear();
        }
    }
}
