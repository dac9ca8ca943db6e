using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>What every way of writing a review asks and does.</summary>
internal static class ReviewWriting
{
    /// <summary>Why reviews of this submission cannot be changed any more, or null.</summary>
    public static async Task<Refusal?> WhyNotChangeAsync(this WorkshopDb db, ReviewAssignment assignment, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == assignment.EventId, cancel);
        var released = await db.Decisions.Where(decision => decision.SubmissionId == assignment.SubmissionId).Select(decision => decision.ReleasedAt).SingleOrDefaultAsync(cancel);
        return ReviewAccess.WhyNotChange(e.Timeline, released, now);
    }

    /// <summary>There is nothing left to offer: the reviewer sent the form, or wants the changes gone.</summary>
    /// <param name="since">Only what was typed into a form opened at that revision or later: an older one is of another window. Null: whatever there is.</param>
    /// <returns>Whether there was something.</returns>
    public static async Task<bool> ForgetWorkingCopyAsync(this WorkshopDb db, Viewer viewer, Guid assignmentId, int? since, CancellationToken cancel)
    {
        var me = viewer.RequiredPersonId;
        var oldest = since ?? 0;
        return await db.ReviewWorkingCopies.Where(copy => copy.AssignmentId == assignmentId && copy.PersonId == me && copy.BaseRevision >= oldest).ExecuteDeleteAsync(cancel) > 0;
    }
}
