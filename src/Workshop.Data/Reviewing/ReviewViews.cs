using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.Reviewing;

/// <summary>One criterion and what a review says to it.</summary>
/// <param name="IsRetired">Not asked any more; shown because it was answered.</param>
public sealed record CriterionView(Guid Id, string Name, int Value, string Words, int Points, bool ForAuthors, bool IsRetired);

/// <param name="FileName">Neutral.</param>
/// <param name="Size">Bytes.</param>
public sealed record ReviewAttachmentView(Guid Id, string FileName, long Size, bool ForAuthors);

/// <summary>One assigned review with everything that it says, for organizers. What authors get of it is a <see cref="ReviewForRelease"/>.</summary>
/// <param name="Number">As <c>ReviewerNumbers</c>: "Reviewer 2" on every page and in every mail.</param>
/// <param name="IsSubmitted">Handed in, judged or not; otherwise nothing of what is written stands here.</param>
/// <param name="CannotJudgeBecause">Why the reviewer looked and cannot judge: then nothing else stands here. What was written before is a draft again.</param>
/// <param name="Score">The overall score.</param>
/// <param name="Recommendation">The label's words.</param>
public sealed record ReviewView(
    Guid AssignmentId, Guid SubmissionId, Guid ReviewerId, int Number, string ReviewerName, bool IsSubmitted, string? CannotJudgeBecause,
    int? Score, string ScoreWords, int? Confidence, string ConfidenceWords, IReadOnlyList<CriterionView> Criteria, string? Recommendation,
    string ToAuthors, string ToOrganizers, ReviewAttachmentView? Attachment)
{
    /// <summary>Handed in with a judgement.</summary>
    public bool IsJudged => IsSubmitted && CannotJudgeBecause is null;
}

public static class ReviewViews
{
    /// <summary>
    /// Every active assignment of the given submissions with its review, by submission and number. A fixed number of queries. Who may see them decides
    /// the caller by what <paramref name="submissionIds"/> selects.
    /// </summary>
    public static async Task<IReadOnlyList<ReviewView>> LoadReviewViewsAsync(this WorkshopDb db, Guid eventId, IQueryable<Guid> submissionIds, CancellationToken cancel)
    {
        var form = await db.LoadReviewFormAsync(eventId, cancel);
        var numbers = await db.LoadReviewerNumbersAsync(submissionIds, cancel);
        var rows = await (
            from assignment in db.ReviewAssignments
            where assignment.EventId == eventId && assignment.RemovedAt == null && submissionIds.Contains(assignment.SubmissionId)
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            join review in db.Reviews.Where(review => review.SubmittedAt != null) on assignment.Id equals review.AssignmentId into written
            from review in written.DefaultIfEmpty()
            select new
            {
                assignment.Id,
                assignment.SubmissionId,
                assignment.ReviewerId,
                // As they call themselves; whoever was invited by an address alone has no better name in the invitation.
                Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                Review = review,
            })
            .AsNoTracking()
            .ToListAsync(cancel);
        var files = (await db.ReviewAttachments.AsNoTracking().Where(file => file.RemovedAt == null && submissionIds.Contains(file.SubmissionId)).ToListAsync(cancel)).ToLookup(file => file.AssignmentId);
        return
        [
            .. rows
                .Select(row => Show(form, row.Review, files[row.Id].FirstOrDefault(), row.Id, row.SubmissionId, row.ReviewerId, numbers[row.Id], row.Name))
                .OrderBy(view => view.SubmissionId).ThenBy(view => view.Number),
        ];
    }

    /// <summary>What a review answers, in the order of the form, retired criteria included.</summary>
    public static IReadOnlyList<CriterionView> Criteria(this ReviewForm form, IEnumerable<CriterionAnswer> answers)
    {
        var given = answers.ToDictionary(answer => answer.Criterion, answer => answer.Value);
        return
        [
            .. form.Criteria.Where(criterion => given.ContainsKey(criterion.Id)).Select(criterion => new CriterionView(
                criterion.Id, criterion.Name, given[criterion.Id], Scale.WordsOf(criterion.Scale, given[criterion.Id]) ?? "", criterion.Scale.Count, criterion.ForAuthors, criterion.IsRetired)),
        ];
    }

    /// <summary>The file as the pages show it.</summary>
    /// <param name="number">Of the reviewer.</param>
    public static ReviewAttachmentView View(this ReviewAttachment file, int number) => new(file.Id, ReviewAttachment.NameOf(number, file.Ending), file.Size, file.ForAuthors);

    private static ReviewView Show(ReviewForm form, Review? review, ReviewAttachment? file, Guid assignment, Guid submission, Guid reviewer, int number, string name) => review is not { CannotJudgeBecause: null }
        ? new ReviewView(assignment, submission, reviewer, number, name, review is not null, review?.CannotJudgeBecause, null, "", null, "", [], null, "", "", null)
        : new ReviewView(
            assignment, submission, reviewer, number, name, true, null,
            review.Score, Scale.WordsOf(form.ScoreScale, review.Score) ?? "", review.Confidence, Scale.WordsOf(form.ConfidenceScale, review.Confidence) ?? "",
            form.Criteria(review.Answers), form.LabelOf(review.Recommendation)?.Words,
            review.ToAuthors, review.ToOrganizers, file?.View(number));
}
