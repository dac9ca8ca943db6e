using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>A reviewer corrects one of their past papers. It gets a new id, see <see cref="PastPaper"/>.</summary>
public sealed class ChangePastPaper(WorkshopDb db)
{
    public async Task<Outcome<PastPaper>> RunAsync(Viewer viewer, Guid eventId, Guid paperId, PastPaperDetails details, CancellationToken cancel)
    {
        var reviewer = await db.LoadWithPastPapersAsync(viewer, eventId, cancel);
        var changed = reviewer.ChangePastPaper(paperId, details);
        if (!changed.Succeeded)
        {
            return changed;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Changed or removed since it was loaded, and so is no more.
            db.ChangeTracker.Clear();
            return (await db.LoadWithPastPapersAsync(viewer, eventId, cancel)).ChangePastPaper(paperId, details);
        }

        return changed;
    }
}

/// <summary>A reviewer takes one of their past papers away. Doing it again changes nothing.</summary>
public sealed class RemovePastPaper(WorkshopDb db)
{
    public async Task RunAsync(Viewer viewer, Guid eventId, Guid paperId, CancellationToken cancel)
    {
        var reviewer = await db.LoadWithPastPapersAsync(viewer, eventId, cancel);
        reviewer.RemovePastPaper(paperId);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else's hand, or the same one in another window, was faster: it is gone.
        }
    }
}

internal static class OwnReviewer
{
    public static async Task<Reviewer> LoadWithPastPapersAsync(this WorkshopDb db, Viewer viewer, Guid eventId, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        return await db.Reviewers.Include(reviewer => reviewer.PastPapers).SingleAsync(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id), cancel);
    }
}
