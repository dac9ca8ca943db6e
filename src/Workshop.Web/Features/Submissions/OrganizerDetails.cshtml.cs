using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>One submission as organizers see it, with what happened to it.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)] // each reopening and each withdrawal is a mail to every author
public sealed class OrganizerDetailsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ReopenSubmission reopen, WithdrawSubmission withdraw, DismissDuplicate dismissDuplicate, TimeProvider time) : PageModel
{
    private const int LatestEntries = 50;

    public WorkshopEvent Event => current.Required;

    public Submission Submission { get; private set; } = null!;

    /// <summary>The decision, once its authors know it.</summary>
    public DecisionOutcome? Released { get; private set; }

    public CallForm Form { get; private set; } = null!;

    public AnswersView Answers => AnswersOf.Submission(Form, Submission, Event.Slug);

    public IReadOnlyList<string> TopicNames { get; private set; } = [];

    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    [BindProperty]
    public ReopeningForm Reopening { get; set; } = new();

    /// <summary>Until when it is open for its authors; null when it is not reopened.</summary>
    public DateTimeOffset? ReopenedUntil { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        Reopening.Until = TimeEntry.At(Event.DeadlineZone.At(time.GetUtcNow()).DateTime.Date.AddDays(3).AddHours(23).AddMinutes(59));
        return await LoadAsync(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken cancel)
    {
        var outcome = await reopen.RunAsync(await viewer.GetAsync(), Event.Id, id, Reopening.Until, Reopening.Thaws, Reopening.Note, cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(outcome.Refusals, nameof(Reopening)) : NotFound();
        }

        this.Flash($"Its authors can change it until {EventTimeText.InThreeZones(outcome.Value, Event.DeadlineZone, HttpContext.Request)}. They are told by mail.");
        return Redirect($"/e/{Event.Slug}/organize/submissions/{id}");
    }

    /// <summary>Whom the authors named; not the organizer who looks, who may be a reviewer.</summary>
    public IReadOnlyList<NamedConflict> Named { get; private set; } = [];

    /// <summary>Others that this organizer may manage too.</summary>
    public IReadOnlyList<DuplicateOf> Duplicates { get; private set; } = [];

    /// <summary>Why it is withdrawn, or submitted again.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public string Root => $"/e/{Event.Slug}/organize/submissions/{Submission.Id}";

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel) => WithdrawAsync(id, true, "Withdrawn. Every author is told by mail.", cancel);

    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancel) => WithdrawAsync(id, false, "Submitted again. Every author is told by mail.", cancel);

    public async Task<IActionResult> OnPostDuplicateAsync(Guid id, Guid other, bool dismiss, CancellationToken cancel)
    {
        if (!await dismissDuplicate.RunAsync(await viewer.GetAsync(), Event.Id, id, other, dismiss, cancel))
        {
            return NotFound();
        }

        this.Flash(dismiss ? "Not a duplicate. You will not be asked again unless they become more alike." : "Listed as a possible duplicate again.");
        return Redirect($"/e/{Event.Slug}/organize/submissions/{id}");
    }

    private async Task<IActionResult> WithdrawAsync(Guid id, bool withdrawIt, string done, CancellationToken cancel)
    {
        ModelState.Clear();
        var outcome = await withdraw.RunAsync(await viewer.GetAsync(), Event.Id, id, withdrawIt, asOrganizer: true, Reason, ArrivalTime.Of(HttpContext), cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(outcome.Refusals, "") : NotFound();
        }

        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/organize/submissions/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var eventId = Event.Id;
        var organizer = await viewer.GetAsync();
        var found = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow()).AsNoTracking()
            .WithContent()
            .SingleOrDefaultAsync(s => s.Id == id && s.EventId == eventId, cancel);
        if (found is null)
        {
            return false;
        }

        Submission = found;
        Form = await db.LoadCallFormAsync(eventId, cancel);
        Named = await LoadNamedAsync(organizer, id, cancel);
        Duplicates = await db.DuplicatesShownTo(organizer, eventId, time.GetUtcNow()).Where(pair => pair.SubmissionId == id).ToListAsync(cancel);
        var now = time.GetUtcNow();
        Released = await db.Decisions.Where(decision => decision.SubmissionId == id && decision.ReleasedAt <= now).Select(decision => (DecisionOutcome?)decision.Outcome).SingleOrDefaultAsync(cancel);
        TopicNames = [.. Event.Topics.Where(topic => found.Topics.Any(chosen => chosen.TopicId == topic.Id)).Select(topic => topic.Name)];
        History = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubmissionId == id && entry.EventId == eventId).OrderByDescending(entry => entry.At).Take(LatestEntries).ToListAsync(cancel);
        ReopenedUntil = await db.DeadlineExtensions.Where(extension => extension.SubmissionId == id && extension.NormalizedEmail == "" && extension.Until >= now)
            .OrderByDescending(extension => extension.Until).Select(extension => (DateTimeOffset?)extension.Until).FirstOrDefaultAsync(cancel);
        return true;
    }

    /// <summary>Without those who are, or may be, the organizer who looks: by any address of theirs, and by a name as generously as conflicts are found.</summary>
    private async Task<List<NamedConflict>> LoadNamedAsync(Viewer organizer, Guid id, CancellationToken cancel)
    {
        var invited = await db.Reviewers.Where(reviewer => reviewer.EventId == Event.Id && reviewer.PersonId == organizer.PersonId).Select(reviewer => new { reviewer.Name, reviewer.NormalizedEmail }).ToListAsync(cancel);
        var known = organizer.KnownEmails.Concat(invited.Select(reviewer => reviewer.NormalizedEmail)).ToArray();
        var names = invited.Select(reviewer => reviewer.Name).Append(organizer.Name).Select(NameKey.Of).ToList();
        var named = await db.NamedConflicts.AsNoTracking().Where(named => named.SubmissionId == id && !known.Contains(named.NormalizedEmail)).OrderBy(named => named.NamedAt).ThenBy(named => named.Id).ToListAsync(cancel);
        return named.FindAll(one => NameKey.Of(one.Name) is var theirs && names.TrueForAll(mine => mine.Compare(theirs) == NameMatch.None));
    }

    public sealed class ReopeningForm
    {
        public TimeEntry Until { get; set; } = TimeEntry.Empty;

        public bool Thaws { get; set; }

        public string? Note { get; set; }
    }
}
