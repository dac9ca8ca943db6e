using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Reviewing;

/// <summary>What the authors of a submission learn of one review at release: no score, no confidence, no recommendation.</summary>
/// <param name="Number">The same as in the discussion and while authors respond.</param>
/// <param name="Name">Of a signed review only.</param>
/// <param name="Criteria">Those that authors see.</param>
/// <param name="Attachment">Null unless the reviewer meant it for the authors.</param>
public sealed record ReviewForRelease(Guid SubmissionId, Guid AssignmentId, int Number, string? Name, string Comments, IReadOnlyList<CriterionView> Criteria, ReviewAttachmentView? Attachment)
{
    /// <summary>"Reviewer 2", or "Reviewer 2, Ada Lovelace".</summary>
    public string Heading => Name is null ? $"Reviewer {Number}" : $"Reviewer {Number}, {Name}";

    /// <summary>There is something in it for the authors.</summary>
    public bool SaysSomething => Comments.Length > 0 || Criteria.Count > 0 || Attachment is not null;
}

public static class ReviewsForRelease
{
    /// <summary>
    /// What is, or will be, released of the submitted reviews of reviewers who are still assigned, by submission and number; the name where the review was promised to be signed. Nothing of whoever cannot judge.
    /// A fixed number of queries. Who may see it the caller decides by what <paramref name="submissionIds"/> selects.
    /// </summary>
    public static async Task<IReadOnlyList<ReviewForRelease>> LoadReviewsForReleaseAsync(this WorkshopDb db, Guid eventId, IQueryable<Guid> submissionIds, CancellationToken cancel)
    {
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        var form = await db.LoadReviewFormAsync(eventId, cancel);
        var (isSigned, since) = (rules.SignedSince is not null, rules.SignedSince ?? DateTimeOffset.UnixEpoch);
        var numbers = await db.LoadReviewerNumbersAsync(submissionIds, cancel);
        var rows = await (
            from review in db.Reviews
            join assignment in db.ReviewAssignments on review.AssignmentId equals assignment.Id
            where review.SubmittedAt != null && review.CannotJudgeBecause == null && assignment.RemovedAt == null && assignment.EventId == eventId && submissionIds.Contains(review.SubmissionId)
            select new
            {
                review.SubmissionId,
                review.AssignmentId,
                review.ToAuthors,
                review.Answers,
                Name = db.Reviewers
                    .Where(reviewer => reviewer.Id == review.ReviewerId && isSigned && (review.FirstSubmittedAt ?? review.SubmittedAt) >= since)
                    .Select(reviewer => db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var files = (await db.ReviewAttachments.AsNoTracking().Where(file => file.ForAuthors && file.RemovedAt == null && submissionIds.Contains(file.SubmissionId)).ToListAsync(cancel)).ToLookup(file => file.AssignmentId);
        return
        [
            .. rows
                .Select(row => new ReviewForRelease(
                    row.SubmissionId, row.AssignmentId, numbers[row.AssignmentId], row.Name, row.ToAuthors,
                    [.. form.Criteria(row.Answers).Where(criterion => criterion.ForAuthors)],
                    files[row.AssignmentId].FirstOrDefault()?.View(numbers[row.AssignmentId])))
                .Where(review => review.SaysSomething)
                .OrderBy(review => review.SubmissionId).ThenBy(review => review.Number),
        ];
    }
}
