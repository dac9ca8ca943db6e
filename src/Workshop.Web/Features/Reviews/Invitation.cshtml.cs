using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// What the links in the invitation mail open. Looking changes nothing, because mail scanners look; a button answers. Whoever holds the secret may answer; accepting opens the desk of this event in this
/// browser and signs nobody in to an account.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class InvitationModel(WorkshopDb db, CurrentViewer viewer, TimeProvider time, AnswerInvitation answer, SendDeskLink send) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public DeclineForm Input { get; set; } = new();

    [BindProperty]
    public FewForm Few { get; set; } = new();

    /// <summary>Null when the token is not known.</summary>
    public Invited? Invitation { get; private set; }

    /// <summary>Why there is nothing to answer, or null.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>From the link in the mail: "accept", "only" or "decline" comes first and is the main button.</summary>
    public string Prepared { get; private set; } = "accept";

    public string? SignedInAs { get; private set; }

    private Reviewer? Found { get; set; }

    public async Task<IActionResult> OnGetAsync(string? answer, CancellationToken cancel)
    {
        Prepared = answer is "only" or "decline" ? answer : "accept";
        await ReadAsync(cancel);
        if (Invitation is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        DeskSession.LookAt(HttpContext, Invitation.Slug);
        if (Found!.State == ReviewerState.Accepted
            && ((await viewer.GetAsync()).PersonId is { } me ? me == Found.PersonId : (await DeskSession.FindAsync(HttpContext))?.ReviewerId == Found.Id))
        {
            return Redirect($"/e/{Invitation.Slug}/reviews");
        }

        return Page();
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel) => AcceptAsync(null, cancel);

    public async Task<IActionResult> OnPostOnlyAsync(CancellationToken cancel)
    {
        Prepared = "only";
        var typed = Few.AtMost?.Trim();
        return await AcceptAsync(int.TryParse(typed, out var most) ? most : 0, cancel);
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Prepared = "decline";
        var declined = await answer.RunAsync(await viewer.GetAsync(), Token, new InvitationAnswer(false, null, Input.Reason, Input.SuggestedName, Input.SuggestedEmail), null, cancel);
        if (!declined.Succeeded)
        {
            return await RefuseAsync(declined.Refusals, nameof(Input), cancel);
        }

        this.Flash("Thank you for answering. The organizers know that you cannot review.");
        return Redirect($"/invitation/{Token}");
    }

    public async Task<IActionResult> OnPostNewLinkAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Found is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        await send.RunAsync(Found.EventId, Found.NormalizedEmail, cancel);
        this.Flash(SendDeskLink.Said);
        return Redirect($"/e/{Invitation!.Slug}/desk");
    }

    private async Task<IActionResult> AcceptAsync(int? atMost, CancellationToken cancel)
    {
        ModelState.Clear();
        var accepted = await answer.RunAsync(await viewer.GetAsync(), Token, new InvitationAnswer(true, atMost), ReaderZone.Of(Request)?.Id, cancel);
        if (!accepted.Succeeded)
        {
            return await RefuseAsync(accepted.Refusals, nameof(Few), cancel);
        }

        await ReadAsync(cancel);
        if (accepted.Value.Desk is { } desk)
        {
            await DeskSession.OpenAsync(HttpContext, desk, Invitation!.Slug);
        }

        this.Flash("Thank you: you have accepted. Tell us what you are expert in, so that the right submissions come to you.");
        return Redirect($"/e/{Invitation!.Slug}/reviews/expertise");
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<Refusal> refusals, string prefix, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await ReadAsync(cancel);
        return this.Refuse(refusals, prefix);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        SignedInAs = who.IsSignedIn ? who.Name : null;
        var hash = Reviewer.HashOf(Token);
        Found = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.TokenHash == hash, cancel);
        if (Found is not { } reviewer)
        {
            WhyNot = AnswerInvitation.Unknown.Message;
            return;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == reviewer.EventId, cancel);
        var plan = await db.LoadReminderPlanAsync(e.Id, cancel);
        Invitation = new Invited(reviewer.Name, OpenDesk.Masked(reviewer.Email), reviewer.State, e.Slug, e.Name, e.StartsOn, e.EndsOn, e.Venue, e.ReviewsDue, e.ZoneId, e.MaxLoad, e.PageLimit);
        WhyNot = reviewer.WhyNotAnswer(time.GetUtcNow(), plan.WelcomesLateAnswers)?.Message;
    }

    public sealed class DeclineForm
    {
        [StringLength(Reviewer.MaxReasonLength, ErrorMessage = "Shorten the reason to {1} characters.")]
        public string? Reason { get; set; }

        [StringLength(Person.MaxNameLength, ErrorMessage = "Shorten the name to {1} characters.")]
        public string? SuggestedName { get; set; }

        public string? SuggestedEmail { get; set; }
    }

    /// <summary>As typed, whatever it is.</summary>
    public sealed class FewForm
    {
        public string? AtMost { get; set; }
    }

    public sealed record Invited(
        string Name, string MaskedEmail, ReviewerState State, string Slug, string EventName, DateOnly StartsOn, DateOnly EndsOn, string Venue,
        DateTimeOffset? ReviewsDue, string ZoneId, int MaxLoad, int PageLimit);
}
