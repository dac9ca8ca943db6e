using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <param name="Next">The reviewer's next unfinished assignment, or null.</param>
public sealed record ReviewSaved(bool IsSubmitted, DateTimeOffset At, Guid? Next);

public sealed class SaveReview(WorkshopDb db, TimeProvider time)
{
    public static readonly Refusal ChangedElsewhere = new(
        "review.changed-elsewhere", "This review was changed in another window after you opened this form. Compare the two, then save again to keep what you see here.");

    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<ReviewSaved>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, ReviewContent content, int revision, bool submit, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var released = await db.Decisions.Where(decision => decision.SubmissionId == assignment.SubmissionId).Select(decision => decision.ReleasedAt).SingleOrDefaultAsync(cancel);
        if (ReviewAccess.WhyNotChange(e.Timeline, released, now) is { } decided)
        {
            return decided;
        }

        var review = await db.Reviews.SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
        if (review is null)
        {
            review = Review.Start(assignment);
            db.Add(review);
        }

        var first = !review.IsSubmitted;
        var saved = review.Save(content, revision, submit, now);
        if (!saved.Succeeded)
        {
            return Outcome.No<ReviewSaved>(saved.Refusals);
        }

        if (submit && first)
        {
            db.Add(AuditEntry.Of("review.submitted", "A review was submitted.", viewer.PersonId, eventId, now, assignment.SubmissionId));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewOnce))
        {
            return ChangedElsewhere;
        }

        return new ReviewSaved(review.IsSubmitted, now, await NextAsync(viewer, eventId, now, cancel));
    }

    private async Task<Guid?> NextAsync(Viewer viewer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var left = await db.OnDeskOf(viewer, eventId, now)
            .Where(assignment => !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null))
            .Select(assignment => new
            {
                assignment.Id,
                Started = db.Reviews.Any(review => review.AssignmentId == assignment.Id),
                Number = db.Submissions.Where(submission => submission.Id == assignment.SubmissionId).Select(submission => submission.Number).Single(),
            })
            .ToListAsync(cancel);
        return left.OrderBy(row => ReviewAccess.WorkingOrder(row.Started, submitted: false)).ThenBy(row => row.Number).FirstOrDefault()?.Id;
    }
}
