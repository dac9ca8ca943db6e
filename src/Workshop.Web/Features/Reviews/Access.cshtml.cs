using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>How a reviewer comes to the desk, and whether mails remind them; closing the desk that a link has opened.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class AccessModel(
    WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, EndDeskLinks end, MuteReviewReminders mute, AnswerHalfway say) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public bool IsAtDesk { get; private set; }

    public string Email { get; private set; } = "";

    public DateTimeOffset? RemindersEndedAt { get; private set; }

    public int OpenLinks { get; private set; }

    public int OpenDesks { get; private set; }

    public bool HasAccount { get; private set; }

    /// <summary>The half-way question was sent.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>What was answered half-way; null while nothing was.</summary>
    public PulseAnswer? Said { get; private set; }

    private Guid ReviewerId { get; set; }

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    public Task<IActionResult> OnPostMuteAsync(CancellationToken cancel) => MuteAsync(true, "You get no more reminders for this event.", cancel);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancel) => MuteAsync(false, "Reminders come again.", cancel);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        await end.RunAsync(await viewer.GetAsync(), Event.Id, ReviewerId, cancel);
        this.Flash("All links are ended, and the desks that they had opened are closed.");
        if (!IsAtDesk)
        {
            return Redirect($"/e/{Event.Slug}/reviews/access");
        }

        await DeskSession.CloseAsync(HttpContext);
        return Redirect($"/e/{Event.Slug}/desk");
    }

    /// <summary>The desk in this browser; other browsers keep theirs.</summary>
    public async Task<IActionResult> OnPostCloseAsync()
    {
        await DeskSession.CloseAsync(HttpContext);
        this.Flash("Your desk is closed in this browser.");
        return Redirect($"/e/{Event.Slug}/desk");
    }

    public async Task<IActionResult> OnPostSayAsync(string? answer, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!IsAsked || ReviewerPulse.Parse(answer) is not { } said)
        {
            return Redirect($"/e/{Event.Slug}/reviews/access");
        }

        var noted = await say.RunAsync(await viewer.GetAsync(), Event.Id, said, cancel);
        if (!noted.Succeeded)
        {
            return this.Refuse(noted.Refusals);
        }

        this.Flash(said == PulseAnswer.Cannot ? "Thank you for saying so. Hand back here what you cannot review." : "Thank you: the organizers know.");
        return Redirect(said == PulseAnswer.Cannot ? $"/e/{Event.Slug}/reviews/hand-back" : $"/e/{Event.Slug}/reviews/access");
    }

    private async Task<IActionResult> MuteAsync(bool muted, string done, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        await mute.RunAsync(ReviewerId, muted, cancel);
        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/reviews/access");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        var mine = who.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.AsNoTracking().SingleAsync(reviewer => reviewer.EventId == Event.Id && mine.Contains(reviewer.Id), cancel);
        var passes = await db.DeskPasses.AsNoTracking().Where(pass => pass.ReviewerId == reviewer.Id && pass.EndedAt == null).ToListAsync(cancel);
        ReviewerId = reviewer.Id;
        IsAtDesk = who.IsAtDesk;
        Email = reviewer.Email;
        RemindersEndedAt = reviewer.RemindersEndedAt;
        OpenLinks = passes.Count(pass => pass.WhyNotOpen(now) is null);
        OpenDesks = passes.Count(pass => pass.KeepsDeskOpen(now));
        IsAsked = await db.ReviewerReminders.AnyAsync(reminder => reminder.ReviewerId == reviewer.Id && reminder.Step == ReviewerReminder.PulseStep, cancel);
        Said = await db.ReviewerPulses.Where(pulse => pulse.ReviewerId == reviewer.Id).Select(pulse => (PulseAnswer?)pulse.Answer).SingleOrDefaultAsync(cancel);
        HasAccount = !who.IsAtDesk || await db.Users.AnyAsync(account => account.Id == reviewer.PersonId, cancel);
    }
}
