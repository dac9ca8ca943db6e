using Workshop.Data.Submissions;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

public static class ReviewingQueries
{
    /// <summary>The viewer's own active assignments in one event, without those that the viewer must keep away from since.</summary>
    public static IQueryable<ReviewAssignment> OnDeskOf(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.ReviewDesk, now);
        return db.ReviewAssignments.Where(assignment =>
            assignment.EventId == eventId
            && assignment.RemovedAt == null
            && mine.Contains(assignment.ReviewerId)
            && visible.Any(submission => submission.Id == assignment.SubmissionId));
    }

    /// <summary>The active assignments of one event that an organizer may know of.</summary>
    public static IQueryable<ReviewAssignment> ManagedBy(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        return db.ReviewAssignments.Where(assignment =>
            assignment.EventId == eventId && assignment.RemovedAt == null && visible.Any(submission => submission.Id == assignment.SubmissionId));
    }

    /// <summary>The bids that count in one event, on submissions that an organizer may manage: never those on their own papers, by number neither.</summary>
    public static IQueryable<Bid> BidsManagedBy(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now).Where(submission => submission.SubmittedAt != null && submission.WithdrawnAt == null);
        return db.Bids.Where(bid => bid.EventId == eventId && visible.Any(submission => submission.Id == bid.SubmissionId));
    }
}
