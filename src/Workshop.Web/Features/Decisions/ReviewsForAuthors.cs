using Workshop.Data;

namespace Workshop.Web.Features.Decisions;

/// <summary>What the authors of a submission learn of one review.</summary>
public sealed record ReviewForAuthors(Guid SubmissionId, string Comments);

internal static class ReviewsForAuthors
{
    /// <summary>
    /// Submitted reviews of reviewers who are still assigned, in the shuffled order that says nothing about who wrote them or when; no score, no name. Ordered by
    /// submission first, so that one query serves many.
    /// </summary>
    public static IQueryable<ReviewForAuthors> ForAuthors(this WorkshopDb db, IQueryable<Guid> submissionIds) =>
        from review in db.Reviews
        join assignment in db.ReviewAssignments on review.AssignmentId equals assignment.Id
        where review.SubmittedAt != null && review.CannotJudgeBecause == null && assignment.RemovedAt == null && review.ToAuthors != "" && submissionIds.Contains(review.SubmissionId)
        orderby review.SubmissionId, assignment.ShuffleKey, assignment.Id
        select new ReviewForAuthors(review.SubmissionId, review.ToAuthors);
}
