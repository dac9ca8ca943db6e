using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>How far reviewing is, by submission and by reviewer; without the submissions that this organizer must keep away from.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ProgressModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<PaperRow> Papers { get; private set; } = [];

    public IReadOnlyList<ReviewerRow> Reviewers { get; private set; } = [];

    public int Assigned => Papers.Sum(paper => paper.Assigned);

    public int Submitted => Papers.Sum(paper => paper.Submitted);

    public HandedBackView HandedBack { get; private set; } = HandedBackView.Empty;

    /// <summary>The due instant has passed.</summary>
    public bool IsPastDue { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        IsPastDue = Event.ReviewsDue < now;
        HandedBack = await db.ReadHandedBackAsync(who, Event.Id, now, cancel);
        var pairs = await db.ManagedBy(who, Event.Id, now)
            .Join(db.Reviewers, assignment => assignment.ReviewerId, reviewer => reviewer.Id, (assignment, reviewer) => new { assignment, reviewer })
            .Select(pair => new
            {
                pair.assignment.SubmissionId,
                pair.assignment.ReviewerId,
                Name = db.People.Where(person => person.Id == pair.reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? pair.reviewer.Name,
                pair.reviewer.Email,
                Started = db.Reviews.Any(review => review.AssignmentId == pair.assignment.Id),
                Submitted = db.Reviews.Any(review => review.AssignmentId == pair.assignment.Id && review.SubmittedAt != null),
            })
            .ToListAsync(cancel);
        var papers = await db.Submissions.VisibleTo(who, SubmissionPart.Management, now)
            .Where(submission => submission.EventId == Event.Id && submission.SubmittedAt != null && submission.WithdrawnAt == null)
            .OrderBy(submission => submission.Number)
            .Select(submission => new { submission.Id, submission.Number, submission.Title })
            .ToListAsync(cancel);
        var byPaper = pairs.ToLookup(pair => pair.SubmissionId);
        var live = papers.Select(paper => paper.Id).ToHashSet();
        Papers = [.. papers.Select(paper => new PaperRow(paper.Number, paper.Title, byPaper[paper.Id].Count(), byPaper[paper.Id].Count(pair => pair.Submitted)))];
        Reviewers =
        [
            .. pairs
                .Where(pair => live.Contains(pair.SubmissionId))
                .GroupBy(pair => pair.ReviewerId)
                .Select(group => new ReviewerRow(group.First().Name, group.First().Email, group.Count(), group.Count(pair => pair.Started && !pair.Submitted), group.Count(pair => pair.Submitted)))
                .OrderByDescending(row => row.Left).ThenBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    public sealed record PaperRow(int Number, string Title, int Assigned, int Submitted);

    public sealed record ReviewerRow(string Name, string Email, int Assigned, int Drafts, int Submitted)
    {
        public int Left => Assigned - Submitted;

        public string State(bool pastDue) => Left == 0 ? "done" : pastDue ? "overdue" : Submitted + Drafts > 0 ? "in review" : "not started";
    }
}
