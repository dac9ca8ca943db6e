using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>How a reviewer comes to the desk, and whether mails remind them; closing the desk that a link has opened.</summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class AccessModel(
    WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, EndDeskLinks end, MuteReviewReminders mute, ChooseFirstPassword choosePassword, SignInManager<Account> signIn) : PageModel
{
    [BindProperty]
    public AccountForm Account { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public bool IsAtDesk { get; private set; }

    public string Email { get; private set; } = "";

    public DateTimeOffset? RemindersEndedAt { get; private set; }

    public int OpenLinks { get; private set; }

    public int OpenDesks { get; private set; }

    public bool MayChoosePassword { get; private set; }

    private Guid ReviewerId { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var name = await ReadAsync(cancel);
        Account.Name = name;
    }

    public Task<IActionResult> OnPostMuteAsync(CancellationToken cancel) => MuteAsync(true, "You get no more reminders for this event.", cancel);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancel) => MuteAsync(false, "Reminders come again.", cancel);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await ReadAsync(cancel);
        await end.RunAsync(await viewer.GetAsync(), Event.Id, ReviewerId, null, cancel);
        this.Flash("All links are ended, and the desks that they had opened are closed.");
        if (!IsAtDesk)
        {
            return Redirect($"/e/{Event.Slug}/reviews/access");
        }

        await DeskSession.CloseAsync(HttpContext);
        return Redirect($"/e/{Event.Slug}/desk");
    }

    /// <summary>The desk in this browser; other browsers keep theirs.</summary>
    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
    {
        if (DeskSession.Of(User) is { } ticket)
        {
            await end.RunAsync(await viewer.GetAsync(), Event.Id, ticket.ReviewerId, ticket.PassId, cancel);
            await DeskSession.CloseAsync(HttpContext);
        }

        this.Flash("Your desk is closed in this browser.");
        return Redirect($"/e/{Event.Slug}/desk");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var chosen = await choosePassword.RunAsync(await viewer.GetAsync(), Event.Id, Account.Name, Account.Affiliation ?? "", Account.Password, cancel);
        if (!chosen.Succeeded)
        {
            return this.Refuse(chosen.Refusals, nameof(Account));
        }

        await DeskSession.CloseAsync(HttpContext);
        await signIn.SignInAsync(chosen.Value, isPersistent: false);
        this.Flash("Your account is ready and you are signed in.");
        return Redirect($"/e/{Event.Slug}/reviews");
    }

    private async Task<IActionResult> MuteAsync(bool muted, string done, CancellationToken cancel)
    {
        ModelState.Clear();
        await ReadAsync(cancel);
        await mute.RunAsync(ReviewerId, muted, cancel);
        this.Flash(done);
        return Redirect($"/e/{Event.Slug}/reviews/access");
    }

    /// <returns>The reviewer's name.</returns>
    private async Task<string> ReadAsync(CancellationToken cancel)
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
        MayChoosePassword = who.IsAtDesk && await ChooseFirstPassword.IsOpenToAsync(db, reviewer, cancel);
        return who.Name;
    }

    public sealed class AccountForm
    {
        [Required(ErrorMessage = "Give your name as authors and organizers should see it.")]
        [StringLength(Domain.People.Person.MaxNameLength, ErrorMessage = "Shorten your name to {1} characters.")]
        public string Name { get; set; } = "";

        [StringLength(Domain.People.Person.MaxAffiliationLength, ErrorMessage = "Shorten your affiliation to {1} characters.")]
        public string? Affiliation { get; set; }

        [Required(ErrorMessage = "Choose a password of at least 10 characters.")]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
