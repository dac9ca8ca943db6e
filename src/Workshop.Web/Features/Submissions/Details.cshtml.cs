using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>One submission as its authors see it.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Sensitive)] // each withdrawal, and each return from it, is a mail to every author
public sealed class DetailsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, CurrentDeadlines deadlines, WithdrawSubmission withdraw, MuteReminders mute, DisavowAuthorship disavow, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Why it is withdrawn.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public WorkshopEvent Event => current.Required;

    public Submission Submission { get; private set; } = null!;

    public SubmissionWindow Window { get; private set; } = null!;

    /// <summary>The deadline is that of the type that stays open longest, because none is chosen yet, or one that is over.</summary>
    public bool IsForLatestType { get; private set; }

    public CallForm Form { get; private set; } = null!;

    public AnswersView Answers => AnswersOf.Submission(Form, Submission, Event.Slug);

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public bool MayChange { get; private set; }

    /// <summary>Names of people who should not review it.</summary>
    public IReadOnlyList<string> Named { get; private set; } = [];

    /// <summary>Why nobody can be named; null while somebody can.</summary>
    public Refusal? WhyNotName { get; private set; }

    /// <summary>Of the last version that was submitted.</summary>
    public SubmissionReceipt? Receipt { get; private set; }

    /// <summary>Listed by somebody else, so that this person can say that it is a mistake.</summary>
    public bool MayDisavow { get; private set; }

    public IReadOnlyList<string> TopicNames { get; private set; } = [];

    /// <summary>Only when it is released.</summary>
    public Decision? Decision { get; private set; }

    public string Status => SubmissionStatus.ForAuthors(Submission, Decision?.Outcome, Event.Timeline.At(Now));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    /// <summary>What htmx asks for every second until there is a verdict; on this page and on the form.</summary>
    public async Task<IActionResult> OnGetCheckAsync(Guid version, CancellationToken cancel)
    {
        var found = await db.Submissions.WrittenBy(await viewer.GetAsync()).AsNoTracking().Include(s => s.Versions).SingleOrDefaultAsync(s => s.Id == Id && s.EventId == Event.Id, cancel);
        return found?.LatestVersion?.Id == version ? Partial("_Check", CheckView.ForAuthors(found, $"/e/{Event.Slug}/submissions/{Id}")) : NotFound();
    }

    /// <summary>Whether the viewer gets the reminders of this draft, or would without having muted them.</summary>
    public bool IsReminded { get; private set; }

    public async Task<IActionResult> OnPostMuteAsync(bool muted, CancellationToken cancel)
    {
        if (!await mute.RunAsync(await viewer.GetAsync(), Event.Id, Id, muted, cancel))
        {
            return NotFound();
        }

        this.Flash(muted ? "No more reminders for this draft." : "You are reminded of this draft before its deadline.");
        return Redirect($"/e/{Event.Slug}/submissions/{Id}");
    }

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) => ChangeAsync(true, "Withdrawn. Every author is told by mail.", cancel);

    public Task<IActionResult> OnPostRestoreAsync(CancellationToken cancel) => ChangeAsync(false, "The withdrawal is taken back: this counts as submitted again.", cancel);

    public async Task<IActionResult> OnPostDisavowAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var who = await viewer.GetAsync();
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        string[] listed = [.. Submission.Authors.Select(author => author.NormalizedEmail).Where(who.ConfirmedEmails.Contains)];
        var outcome = await disavow.RunAsync(Id, listed, who.PersonId, takeBack: false, cancel);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("You are no author of it any more, and the organizers and the person who handed it in are told. You can take this back below.");
        return Redirect($"/e/{Event.Slug}/submissions");
    }

    private async Task<IActionResult> ChangeAsync(bool withdrawIt, string done, CancellationToken cancel)
    {
        ModelState.Clear();
        var outcome = await withdraw.RunAsync(await viewer.GetAsync(), Event.Id, Id, withdrawIt, asOrganizer: false, Reason, ArrivalTime.Of(HttpContext), cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            return await LoadAsync(cancel) ? this.Refuse(outcome.Refusals, "") : NotFound();
        }

        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/submissions/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var author = await viewer.GetAsync();
        var found = await db.Submissions.WrittenBy(author).AsNoTracking()
            .WithContent()
            .SingleOrDefaultAsync(s => s.Id == Id && s.EventId == Event.Id, cancel);
        if (found is null)
        {
            return false;
        }

        Submission = found;
        Form = await db.LoadCallFormAsync(Event.Id, cancel);
        var own = await deadlines.GetAsync(cancel);
        Window = own.Of(found).ToTell(Now);
        IsForLatestType = own.TypesDiffer && own.Of(found).RegisteredAt is null && (found.TypeId is null || own.For(found.Id, null, found.TypeId) != Window);
        MayChange = Window.Check(Now) is null;
        IsReminded = Event.RemindsDrafts && MayChange && found.State == SubmissionState.Draft && found.OwnerId == author.PersonId;
        Receipt = await db.Receipts.AsNoTracking().Where(receipt => receipt.SubmissionId == Id).OrderByDescending(receipt => receipt.Version).FirstOrDefaultAsync(cancel);
        Named = await db.NamedConflicts.Where(named => named.SubmissionId == Id).OrderBy(named => named.NamedAt).ThenBy(named => named.Id).Select(named => named.Name).ToListAsync(cancel);
        WhyNotName = await NamePerson.WhyNotAsync(db, author, Event, found, ArrivalTime.Of(HttpContext), cancel);
        MayDisavow = found.OwnerId != author.PersonId && found.Authors.Any(listed => author.ConfirmedEmails.Contains(listed.NormalizedEmail));
        TopicNames = [.. Event.Topics.Where(topic => found.Topics.Any(chosen => chosen.TopicId == topic.Id)).Select(topic => topic.Name)];
        Decision = await db.Submissions.VisibleTo(author, SubmissionPart.ReleasedDecision, Now).Where(s => s.Id == Id)
            .Join(db.Decisions, s => s.Id, decision => decision.SubmissionId, (_, decision) => decision)
            .AsNoTracking().SingleOrDefaultAsync(cancel);
        return true;
    }
}
