using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>"I looked at it, and cannot judge": finishes a review without a score.</summary>
public sealed class DeclineToJudge(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, string? reason, int revision, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).AsNoTracking().SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        if (await db.WhyNotChangeAsync(assignment, now, cancel) is { } decided)
        {
            return decided;
        }

        var review = await db.Reviews.SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
        if (review is null)
        {
            review = Review.Start(assignment);
            db.Add(review);
        }

        var said = review.CannotJudge(reason ?? "", revision, now);
        if (!said.Succeeded)
        {
            return said;
        }

        db.Add(AuditEntry.Of("review.cannot-judge", "A reviewer looked at it and cannot judge it.", viewer.PersonId, eventId, now, assignment.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || db.Violates(exception, ConstraintNames.ReviewOnce))
        {
            return Review.ChangedElsewhere;
        }

        return Done.Instance;
    }
}

/// <summary>Takes "cannot judge" back: the review is a draft again, with what was written before.</summary>
public sealed class JudgeAfterAll(WorkshopDb db, TimeProvider time)
{
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).AsNoTracking().SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        if (await db.WhyNotChangeAsync(assignment, now, cancel) is { } decided)
        {
            return decided;
        }

        var review = await db.Reviews.SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
        if (review?.CannotJudgeBecause is null)
        {
            return Done.Instance;
        }

        review.JudgeAfterAll(now);
        db.Add(AuditEntry.Of("review.judges-after-all", "A reviewer who could not judge it judges it after all.", viewer.PersonId, eventId, now, assignment.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Review.ChangedElsewhere;
        }

        return Done.Instance;
    }
}
