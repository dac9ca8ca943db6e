using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// How far reviewing is, who is late or likely to be and what can be done about it, by reviewer and by submission; without the submissions that this organizer must keep away from, by number neither.
/// </summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ProgressModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, RemindReviewer remind, ExtendReviewer extend) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<PaperRow> Papers { get; private set; } = [];

    public IReadOnlyList<ReviewerRow> Reviewers { get; private set; } = [];

    /// <summary>Those who are late or likely to be, the most urgent first.</summary>
    public IReadOnlyList<ReviewerRow> AtRisk => [.. Reviewers.Where(row => row.Risk is not null).OrderByDescending(row => row.Risk!.Need).ThenBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase)];

    public int Assigned => Papers.Sum(paper => paper.Assigned);

    public int Submitted => Papers.Sum(paper => paper.Submitted);

    public bool IsDecided { get; private set; }

    public HandedBackView HandedBack { get; private set; } = HandedBackView.Empty;

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    public async Task<IActionResult> OnPostRemindAsync(Guid reviewer, CancellationToken cancel)
    {
        var reminded = await remind.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        return reminded.Succeeded ? Back($"{reminded.Value} gets a reminder with a link to the desk.") : await RefuseAsync(reminded.Refusals, cancel);
    }

    /// <param name="due">The due date that the page showed, in ticks of UTC; null for none.</param>
    public async Task<IActionResult> OnPostExtendAsync(Guid reviewer, string? days, long? due, CancellationToken cancel)
    {
        ModelState.Clear();
        var number = int.TryParse(days?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        var extended = await extend.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, number, Shown(due), cancel);
        return extended.Succeeded ? Back(extended.Value) : await RefuseAsync(extended.Refusals, cancel);
    }

    public async Task<IActionResult> OnPostEndExtensionAsync(Guid reviewer, long? due, CancellationToken cancel)
    {
        var ended = await extend.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, null, Shown(due), cancel);
        return ended.Succeeded ? Back(ended.Value) : await RefuseAsync(ended.Refusals, cancel);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return CsvDownload.Of(
            $"{Event.Slug}-review-progress.csv",
            ["reviewer", "name", "state", "submitted", "drafts", "assigned", "due", "half-way", "why at risk"],
            Reviewers.Select(row => new[]
            {
                row.Email, row.Name, row.State(Now), CsvDownload.Number(row.Submitted), CsvDownload.Number(row.Drafts), CsvDownload.Number(row.Assigned), CsvDownload.Instant(row.Due),
                row.Pulse is { } pulse ? ReviewerPulse.Words(pulse) : "", row.Risk is { } risk ? string.Join("; ", risk.Reasons) : "",
            }));
    }

    private static DateTimeOffset? Shown(long? ticks) => ticks is { } at && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private RedirectResult Back(string done)
    {
        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/organize/reviews");
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await ReadAsync(cancel);
        return this.Refuse([.. refusals.Select(refusal => refusal with { Field = null })]);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = Now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        IsDecided = Event.DecisionsReleased <= now;
        HandedBack = await db.ReadHandedBackAsync(who, Event.Id, now, cancel);
        var pairs = await db.ManagedBy(who, Event.Id, now)
            .Join(db.Reviewers, assignment => assignment.ReviewerId, reviewer => reviewer.Id, (assignment, reviewer) => new { assignment, reviewer })
            .Select(pair => new
            {
                pair.assignment.SubmissionId,
                pair.assignment.ReviewerId,
                pair.assignment.AssignedAt,
                Name = db.People.Where(person => person.Id == pair.reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? pair.reviewer.Name,
                pair.reviewer.Email,
                pair.reviewer.DueAt,
                pair.reviewer.RemindersEndedAt,
                HasAccount = db.Users.Any(account => account.Id == pair.reviewer.PersonId),
                Opened = db.DeskPasses.Where(pass => pass.ReviewerId == pair.reviewer.Id && pass.SpentAt != null).Max(pass => pass.SpentAt),
                Pulse = db.ReviewerPulses.Where(pulse => pulse.ReviewerId == pair.reviewer.Id).Select(pulse => (PulseAnswer?)pulse.Answer).FirstOrDefault(),
                SavedAt = db.Reviews.Where(review => review.AssignmentId == pair.assignment.Id).Select(review => (DateTimeOffset?)review.UpdatedAt).FirstOrDefault(),
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
        Papers = [.. papers.Select(paper => new PaperRow(paper.Number, paper.Title, byPaper[paper.Id].Count(), byPaper[paper.Id].Count(pair => pair.Submitted), Event.ReviewsPerSubmission))];
        Reviewers =
        [
            .. pairs
                .Where(pair => live.Contains(pair.SubmissionId))
                .GroupBy(pair => pair.ReviewerId)
                .Select(group =>
                {
                    var (first, open) = (group.First(), group.Where(pair => !pair.Submitted).ToList());
                    var due = first.DueAt ?? Event.ReviewsDue;
                    var drafts = open.Count(pair => pair.SavedAt is not null);
                    DateTimeOffset? active = group.Select(pair => pair.SavedAt).Append(first.Opened).Max();
                    var standing = new ReviewerStanding(
                        open.Count, drafts, group.Count() - open.Count, due, open.Count == 0 ? now : open.Min(pair => pair.AssignedAt), first.Pulse, active is not null || (first.HasAccount && now - open.Select(pair => pair.AssignedAt).DefaultIfEmpty(now).Min() < ReviewRisk.Idle), active);
                    return new ReviewerRow(first.ReviewerId, first.Name, first.Email, group.Count(), drafts, group.Count() - open.Count, due, first.DueAt is not null, first.Pulse, first.RemindersEndedAt is not null, IsDecided ? null : ReviewRisk.Of(standing, now));
                })
                .OrderByDescending(row => row.Left).ThenBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    public sealed record PaperRow(int Number, string Title, int Assigned, int Submitted, int Wanted)
    {
        /// <summary>Reviews that are neither in nor on anybody's desk.</summary>
        public int Unassigned => Math.Max(0, Wanted - Assigned);

        public int Missing => Math.Max(Wanted, Assigned) - Submitted;
    }

    public sealed record ReviewerRow(
        Guid Id, string Name, string Email, int Assigned, int Drafts, int Submitted, DateTimeOffset? Due, bool HasOwnDue, PulseAnswer? Pulse, bool IsMuted, ReviewRisk? Risk)
    {
        public int Left => Assigned - Submitted;

        public string State(DateTimeOffset now) => Left == 0 ? "done" : Due < now ? "overdue" : Submitted + Drafts > 0 ? "in review" : "not started";
    }
}
