using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>The viewer's own submissions to this event, in any state.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)] // "an author after all" is a mail to organizers and submitter
public sealed class IndexModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, CurrentDeadlines deadlines, DisavowAuthorship disavow, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    /// <summary>For a new submission.</summary>
    public SubmissionWindow Window { get; private set; } = null!;

    /// <summary>Each type that can be chosen, with its window; empty while one deadline holds for all.</summary>
    public IReadOnlyList<(string Name, DeadlineView Deadline)> Types { get; private set; } = [];

    public bool MaySubmit { get; private set; }

    public IReadOnlyList<Card> Cards { get; private set; } = [];

    /// <summary>Of which the viewer says to be no author. Only the number is shown: it is not theirs any more.</summary>
    public IReadOnlyList<NotTheirs> Disavowed { get; private set; } = [];

    /// <summary>"I am an author after all."</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        if (!await db.Submissions.DisavowedBy(who).AnyAsync(s => s.Id == id && s.EventId == Event.Id, cancel))
        {
            return NotFound();
        }

        await disavow.RunAsync(id, who.ConfirmedEmails, who.PersonId, takeBack: true, cancel);
        this.Flash("You are an author again. The organizers and the person who handed it in are told.");
        return Redirect($"/e/{Event.Slug}/submissions");
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var author = await viewer.GetAsync();
        var own = await deadlines.GetAsync(cancel);
        Window = own.ForNew;
        Types = own.TypesDiffer ? [.. own.Types.Where(type => !type.IsClosed).Select(type => (type.Name, new DeadlineView(own.ForNewOf(type.Id), Event.DeadlineZoneId, now)))] : [];
        MaySubmit = Window.Check(now) is null;
        var mine = await db.Submissions.WrittenBy(author).Where(s => s.EventId == Event.Id).AsNoTracking()
            .WithContent()
            .OrderBy(s => s.Number)
            .ToListAsync(cancel);
        Disavowed = await db.Submissions.DisavowedBy(author).Where(s => s.EventId == Event.Id).OrderBy(s => s.Number).Select(s => new NotTheirs(s.Id, s.Number)).ToListAsync(cancel);
        var decisions = await db.Submissions.VisibleTo(author, SubmissionPart.ReleasedDecision, now).Where(s => s.EventId == Event.Id)
            .Join(db.Decisions, s => s.Id, decision => decision.SubmissionId, (s, decision) => new { s.Id, decision.Outcome })
            .ToDictionaryAsync(decision => decision.Id, decision => decision.Outcome, cancel);
        var form = await db.LoadCallFormAsync(Event.Id, cancel);
        Cards = [.. mine.Select(s => new Card(s, decisions.TryGetValue(s.Id, out var outcome) ? outcome : null, Event.Timeline.At(now), own.Of(s).ToTell(now), now)
        {
            Missing = s switch
            {
                { State: SubmissionState.Draft } => own.Of(s).Check(now) is null ? [.. s.WhyNotComplete(form, now).Select(refusal => refusal.Message)] : [],
                { Problem: { } problem } when !decisions.ContainsKey(s.Id) => [problem.Message],
                _ => [],
            },
        })];
    }

    public sealed record NotTheirs(Guid Id, int Number);

    public sealed record Card(Submission Submission, DecisionOutcome? Decision, Phase Phase, SubmissionWindow Window, DateTimeOffset Now)
    {
        public bool MayChange => Window.Check(Now) is null;

        public string Status => SubmissionStatus.ForAuthors(Submission, Decision, Phase);

        public string Title => Submission.Title.Length == 0 ? "Untitled" : Submission.Title;

        /// <summary>Of a draft only while something can still be done about it; a PDF that was turned down is always the authors' business.</summary>
        public IReadOnlyList<string> Missing { get; init; } = [];

        /// <summary>What the check says of the last upload, unless <see cref="Missing"/> says it.</summary>
        public string? FileLine => Submission.LatestVersion switch
        {
            null => null,
            { IsBeingChecked: true } latest => $"{latest.FileName}: being checked",
            { Check: CheckState.Blocked } when Missing.Count > 0 => null,
            { } latest => $"{latest.FileName}: {Submission.WhyNotInPlace(latest)?.Message ?? latest.Verdict}",
        };
    }
}
