using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>What is being discussed, for organizers: where reviews disagree comes first. Own papers and conflicts are neither listed nor counted.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, TimeProvider time) : PageModel
{
    /// <summary>"all", "unread", "disagreeing", "responses" or nothing for those where something was said.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public WorkshopEvent Event => current.Required;

    public DateTimeOffset Now => time.GetUtcNow();

    public ReviewingRules Rules { get; private set; } = null!;

    public IReadOnlyList<Row> All { get; private set; } = [];

    public IReadOnlyList<Row> Rows => [.. All.Where(row => Fits(row, Show))];

    public int Count(string? show) => All.Count(row => Fits(row, show));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (now, organizer) = (time.GetUtcNow(), await viewer.GetAsync());
        Rules = await db.LoadReviewingRulesAsync(Event.Id, cancel);
        var (eventId, points) = (Event.Id, (await db.LoadReviewFormAsync(Event.Id, cancel)).ScoreScale.Count);
        var shown = db.MessagesShownTo(organizer, Event, Rules, now);
        var unread = db.UnreadBy(organizer, Event, Rules, now);
        var reviews = db.ReviewsShownTo(organizer, Event, Rules, ReviewPart.Content, now).Where(review => review.SubmittedAt != null);
        var rows = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now)
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null)
            .Select(s => new Row(
                s.Id,
                s.Number,
                s.Title,
                shown.Count(message => message.SubmissionId == s.Id && message.WithdrawnAt == null),
                unread.Count(message => message.SubmissionId == s.Id),
                shown.Where(message => message.SubmissionId == s.Id && message.WithdrawnAt == null).Select(message => (DateTimeOffset?)message.PostedAt).Max(),
                reviews.Count(review => review.SubmissionId == s.Id),
                db.ReviewAssignments.Count(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null),
                reviews.Where(review => review.SubmissionId == s.Id).Select(review => review.Score).Min(),
                reviews.Where(review => review.SubmissionId == s.Id).Select(review => review.Score).Max(),
                db.AuthorResponses.Any(response => response.SubmissionId == s.Id),
                db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt != null),
                points))
            .ToListAsync(cancel);
        All = [.. rows.OrderByDescending(row => row.Disagrees && !row.IsDecided).ThenByDescending(row => row.Disagrees ? row.Spread : 0).ThenByDescending(row => row.Unread).ThenByDescending(row => row.LastAt).ThenBy(row => row.Number)];
    }

    private static bool Fits(Row row, string? show) => show switch
    {
        "all" => true,
        "unread" => row.Unread > 0,
        "disagreeing" => row.Disagrees,
        "responses" => row.HasResponse,
        _ => row.Messages > 0 || (row.Disagrees && !row.IsDecided) || row.HasResponse,
    };

    public sealed record Row(Guid Id, int Number, string Title, int Messages, int Unread, DateTimeOffset? LastAt, int Reviewed, int Assigned, int? Lowest, int? Highest, bool HasResponse, bool IsDecided, int Points)
    {
        public int Spread => Highest - Lowest ?? 0;

        /// <summary>Half of the scale apart means that somebody would take it and somebody would not: three points of six.</summary>
        public bool Disagrees => Spread * 2 >= Points;

        public string Scores => Lowest is null ? "–" : Lowest == Highest ? $"{Lowest}" : $"{Lowest} to {Highest}";
    }
}
