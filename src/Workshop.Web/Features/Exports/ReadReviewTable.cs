using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Exports;

/// <summary>Every assigned review of the submissions that the organizer handles; a column for each criterion that is asked or was answered. A fixed number of queries.</summary>
public sealed class ReadReviewTable(WorkshopDb db, TimeProvider time)
{
    public async Task<ExportTable> RunAsync(Viewer organizer, WorkshopEvent e, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow()).Where(s => s.EventId == e.Id && s.SubmittedAt != null);
        var submissions = await visible.Select(s => new { s.Id, s.Number, s.Title }).ToDictionaryAsync(s => s.Id, cancel);
        var reviews = await db.LoadReviewViewsAsync(e.Id, visible.Select(s => s.Id), cancel);
        var criteria = reviews.SelectMany(review => review.Criteria).DistinctBy(criterion => criterion.Id).ToList();
        var rows = reviews.OrderBy(review => submissions[review.SubmissionId].Number).ThenBy(review => review.Number).Select(review => new object?[]
        {
            submissions[review.SubmissionId].Number,
            submissions[review.SubmissionId].Title,
            review.Number,
            review.ReviewerName,
            !review.IsSubmitted ? "open" : review.IsJudged ? "submitted" : "cannot judge",
            review.Score,
            review.Confidence,
            review.Recommendation,
        }
        .Concat(criteria.Select(criterion => (object?)review.Criteria.FirstOrDefault(answer => answer.Id == criterion.Id)?.Value))
        .Concat([review.ToAuthors, review.ToOrganizers, review.CannotJudgeBecause])
        .ToArray());
        return new ExportTable(
            "reviews",
            [
                "number", "title", "reviewer_number", "reviewer", "state", "score", "confidence", "recommendation",
                .. criteria.Select((criterion, i) => criteria.FindIndex(other => other.Name == criterion.Name) == i ? $"criterion: {criterion.Name}" : $"criterion: {criterion.Name} ({i + 1})"),
                "to_authors", "to_organizers", "cannot_judge_because",
            ],
            [.. rows]);
    }
}
