using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Reviewing;

/// <summary>What the authors of a submission learn of one review at release.</summary>
/// <param name="Number">The same as in the discussion and while authors respond.</param>
/// <param name="Name">Of a signed review only.</param>
public sealed record ReviewForRelease(Guid SubmissionId, Guid AssignmentId, int Number, string? Name, string Comments)
{
    /// <summary>"Reviewer 2", or "Reviewer 2, Ada Lovelace".</summary>
    public string Heading => Name is null ? $"Reviewer {Number}" : $"Reviewer {Number}, {Name}";
}

public static class ReviewsForRelease
{
    /// <summary>
    /// What is, or will be, released of the submitted reviews of reviewers who are still assigned: comments, number, and the name where the review was promised to be signed; by submission and number. No score.
    /// A fixed number of queries. Who may see it the caller decides by what <paramref name="submissionIds"/> selects.
    /// </summary>
    public static async Task<IReadOnlyList<ReviewForRelease>> LoadReviewsForReleaseAsync(this WorkshopDb db, Guid eventId, IQueryable<Guid> submissionIds, CancellationToken cancel)
    {
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        var (isSigned, since) = (rules.SignedSince is not null, rules.SignedSince ?? DateTimeOffset.UnixEpoch);
        var numbers = await db.LoadReviewerNumbersAsync(submissionIds, cancel);
        var rows = await (
            from review in db.Reviews
            join assignment in db.ReviewAssignments on review.AssignmentId equals assignment.Id
            where review.SubmittedAt != null && assignment.RemovedAt == null && assignment.EventId == eventId && submissionIds.Contains(review.SubmissionId)
            select new
            {
                review.SubmissionId,
                review.AssignmentId,
                review.ToAuthors,
                Name = db.Reviewers
                    .Where(reviewer => reviewer.Id == review.ReviewerId && isSigned && (review.FirstSubmittedAt ?? review.SubmittedAt) >= since)
                    .Select(reviewer => db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return [.. rows.Select(row => new ReviewForRelease(row.SubmissionId, row.AssignmentId, numbers[row.AssignmentId], row.Name, row.ToAuthors)).OrderBy(review => review.SubmissionId).ThenBy(review => review.Number)];
    }
}
