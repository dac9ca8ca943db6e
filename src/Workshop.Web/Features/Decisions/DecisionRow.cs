using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Decisions;

/// <summary>One submission in the organizers' list of decisions.</summary>
/// <param name="Scores">Of submitted reviews by reviewers who are still assigned, highest first.</param>
/// <param name="Confidence">The mean; null without a review.</param>
/// <param name="Assigned">Reviewers who are to review it.</param>
public sealed record DecisionRow(
    Guid Id,
    int Number,
    string Title,
    PresentationPreference Preference,
    IReadOnlyList<Guid> TopicIds,
    IReadOnlyList<int> Scores,
    ScoreSummary Summary,
    double? Confidence,
    int Assigned,
    DecisionOutcome? Outcome,
    bool HasNote,
    bool IsReleased,
    int Revision)
{
    public int Done => Summary.Count;

    public bool IsStaged => Outcome is not null && !IsReleased;
}

internal static class DecisionRows
{
    /// <summary>What can be decided in an event and may be seen by the viewer: submitted, not withdrawn. Three queries, however many rows.</summary>
    public static async Task<IReadOnlyList<DecisionRow>> ReadDecisionRowsAsync(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);
        var submissions = await visible
            .Select(s => new
            {
                s.Id,
                s.Number,
                s.Title,
                s.Preference,
                Decision = db.Decisions.Where(d => d.SubmissionId == s.Id).Select(d => new { d.Outcome, d.Note, d.ReleasedAt, d.Revision }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var topics = await visible.SelectMany(s => s.Topics).Select(topic => new { topic.SubmissionId, topic.TopicId }).ToListAsync(cancel);
        var assignments = await (
            from assignment in db.ReviewAssignments
            where assignment.RemovedAt == null && visible.Any(s => s.Id == assignment.SubmissionId)
            join review in db.Reviews.Where(review => review.SubmittedAt != null) on assignment.Id equals review.AssignmentId into reviews
            from review in reviews.DefaultIfEmpty()
            select new { assignment.SubmissionId, Score = review == null ? null : review.Score, Confidence = review == null ? null : review.Confidence })
            .ToListAsync(cancel);

        var topicsOf = topics.ToLookup(topic => topic.SubmissionId, topic => topic.TopicId);
        var assignmentsOf = assignments.ToLookup(assignment => assignment.SubmissionId);
        var rows = new List<DecisionRow>();
        foreach (var s in submissions)
        {
            var scores = assignmentsOf[s.Id].Where(a => a.Score is not null).Select(a => a.Score!.Value).OrderDescending().ToList();
            var confidences = assignmentsOf[s.Id].Where(a => a.Confidence is not null).Select(a => a.Confidence!.Value).ToList();
            rows.Add(new DecisionRow(
                s.Id, s.Number, s.Title, s.Preference, [.. topicsOf[s.Id]], scores, ScoreSummary.Of(scores), confidences.Count == 0 ? null : confidences.Average(),
                assignmentsOf[s.Id].Count(), s.Decision?.Outcome, s.Decision is { Note.Length: > 0 }, s.Decision?.ReleasedAt is not null, s.Decision?.Revision ?? 0));
        }

        return rows;
    }
}
