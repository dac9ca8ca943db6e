using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>The reviewer's desk: what waits for them, in the order in which to do it, and what is done.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class DeskModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Row> Waiting => [.. Rows.Where(row => !row.Submitted)];

    public IReadOnlyList<Row> Done => [.. Rows.Where(row => row.Submitted)];

    public int Submitted => Rows.Count(row => row.Submitted);

    public Row? Next => Rows.FirstOrDefault(row => !row.Submitted);

    /// <summary>The reviewer's own date, when an organizer gave one.</summary>
    public DateTimeOffset? Due { get; private set; }

    public bool IsLate { get; private set; }

    /// <summary>Nothing can be changed any more.</summary>
    public bool IsOver { get; private set; }

    public bool HasPastPapers { get; private set; }

    /// <summary>The statement on language models is to be accepted with the next review.</summary>
    public bool AsksStatement { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        var me = who.RequiredPersonId;
        var rows = await db.OnDeskOf(who, Event.Id, now)
            .Join(db.Submissions, assignment => assignment.SubmissionId, submission => submission.Id, (assignment, submission) => new { assignment, submission })
            .Select(pair => new
            {
                pair.assignment.Id,
                pair.submission.Number,
                pair.submission.Title,
                Review = db.Reviews.Where(review => review.AssignmentId == pair.assignment.Id).Select(review => new { review.Score, review.UpdatedAt, review.SubmittedAt, review.CannotJudgeBecause }).FirstOrDefault(),
                UnsentAt = db.ReviewWorkingCopies.Where(copy => copy.AssignmentId == pair.assignment.Id && copy.PersonId == me).OrderByDescending(copy => copy.SavedAt).Select(copy => (DateTimeOffset?)copy.SavedAt).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        Rows =
        [
            .. rows
                .Select(row => new Row(row.Id, row.Number, row.Title, row.Review is not null, row.Review?.SubmittedAt is not null, row.Review?.CannotJudgeBecause is not null, row.Review?.Score, row.Review?.UpdatedAt, row.UnsentAt))
                .OrderBy(row => ReviewAccess.WorkingOrder(row.Started, row.Submitted))
                .ThenBy(row => row.Number),
        ];
        var mine = who.ReviewerIds.ToArray();
        HasPastPapers = await db.PastPapers.AnyAsync(paper => mine.Contains(paper.ReviewerId) && db.Reviewers.Any(reviewer => reviewer.Id == paper.ReviewerId && reviewer.EventId == Event.Id), cancel);
        IsOver = ReviewAccess.WhyNotChange(Event.Timeline, null, now) is not null;
        Due = await db.LoadReviewsDueAsync(who, Event, cancel);
        IsLate = Due < now;
        var form = await db.LoadReviewFormAsync(Event.Id, cancel);
        AsksStatement = await db.OwesStatementAsync(form, who, Event.Id, cancel);
    }

    /// <param name="Submitted">Handed in, judged or not.</param>
    /// <param name="UnsentAt">When changes were kept that are not sent; null when there are none.</param>
    public sealed record Row(Guid AssignmentId, int Number, string Title, bool Started, bool Submitted, bool CannotJudge, int? Score, DateTimeOffset? UpdatedAt, DateTimeOffset? UnsentAt)
    {
        public string State => CannotJudge ? "cannot judge" : Submitted ? "submitted" : Started ? "draft" : "not started";
    }
}
