using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;

namespace Workshop.Web.Features.Reviews;

/// <summary>A reviewer wants no reminders for one event, or wants them again.</summary>
public sealed class MuteReviewReminders(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such reviewer.</returns>
    public async Task<Outcome<Done>?> RunAsync(Guid reviewerId, bool muted, CancellationToken cancel)
    {
        var reviewer = await db.Reviewers.SingleOrDefaultAsync(reviewer => reviewer.Id == reviewerId, cancel);
        if (reviewer is null)
        {
            return null;
        }

        if (muted)
        {
            reviewer.EndReminders(time.GetUtcNow());
        }
        else
        {
            reviewer.ResumeReminders();
        }

        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }
}
