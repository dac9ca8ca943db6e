using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// What the link in the invitation mail opens. Looking changes nothing, because mail scanners look; a button answers. Whoever holds the secret may answer,
/// and may choose a password as long as there is no account; nobody is ever signed in to an account that exists.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class InvitationModel(WorkshopDb db, CurrentViewer viewer, TimeProvider time, AnswerInvitation answer, ChooseFirstPassword choosePassword, SignInManager<Account> signIn) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public DeclineForm Input { get; set; } = new();

    [BindProperty]
    public AccountForm Account { get; set; } = new();

    /// <summary>Null when the token is not known.</summary>
    public Invited? Invitation { get; private set; }

    /// <summary>Why there is nothing to answer, or null.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>From the link in the mail: "accept" or "decline" comes first and is the main button.</summary>
    public bool PrefersDecline { get; private set; }

    public bool MayChoosePassword { get; private set; }

    public string? SignedInAs { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? answer, CancellationToken cancel)
    {
        PrefersDecline = answer == "decline";
        await ReadAsync(cancel);
        if (Invitation is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        if (Invitation.State == ReviewerState.Accepted && Invitation.PersonId == (await viewer.GetAsync()).PersonId)
        {
            return Redirect($"/e/{Invitation.Slug}/reviews/expertise");
        }

        if (MayChoosePassword)
        {
            Account.Name = Invitation.Name;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var accepted = await answer.RunAsync(await viewer.GetAsync(), Token, accept: true, null, cancel);
        if (!accepted.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(accepted.Refusals);
        }

        this.Flash("Thank you: you have accepted.");
        return Redirect($"/invitation/{Token}");
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        PrefersDecline = true;
        var declined = await answer.RunAsync(await viewer.GetAsync(), Token, accept: false, Input.Reason, cancel);
        if (!declined.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(declined.Refusals);
        }

        this.Flash("Thank you for answering. The organizers know that you cannot review.");
        return Redirect($"/invitation/{Token}");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var chosen = await choosePassword.RunAsync(Token, Account.Name, Account.Affiliation ?? "", Account.Password, cancel);
        await ReadAsync(cancel);
        if (!chosen.Succeeded || Invitation is null)
        {
            return this.Refuse(chosen.Refusals, nameof(Account));
        }

        await signIn.SignInAsync(chosen.Value, isPersistent: false);
        this.Flash("Your account is ready and you are signed in.");
        return Redirect($"/e/{Invitation.Slug}/reviews/expertise");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        SignedInAs = who.IsSignedIn ? who.Name : null;
        var now = time.GetUtcNow();
        var hash = Reviewer.HashOf(Token);
        var reviewer = await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.TokenHash == hash, cancel);
        if (reviewer is null)
        {
            WhyNot = AnswerInvitation.Unknown.Message;
            return;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == reviewer.EventId, cancel);
        Invitation = new Invited(reviewer.Name, reviewer.Email, reviewer.State, reviewer.PersonId, e.Slug, e.Name, e.StartsOn, e.EndsOn, e.Venue, e.ReviewsDue, e.ZoneId, e.MaxLoad, e.PageLimit);
        WhyNot = reviewer.WhyNotAnswer(now)?.Message;
        // An account that somebody has by other means is not looked for: only the one of the person who accepted.
        MayChoosePassword = reviewer.State == ReviewerState.Accepted
            && reviewer.CheckToken(now) is null
            && !who.IsSignedIn
            && !await db.Users.AnyAsync(account => account.Id == reviewer.PersonId, cancel);
    }

    public sealed class DeclineForm
    {
        public string? Reason { get; set; }
    }

    public sealed class AccountForm
    {
        [Required(ErrorMessage = "Give your name as it should appear.")]
        [StringLength(Domain.People.Person.MaxNameLength, ErrorMessage = "Shorten your name to {1} characters.")]
        public string Name { get; set; } = "";

        [StringLength(Domain.People.Person.MaxAffiliationLength, ErrorMessage = "Shorten your affiliation to {1} characters.")]
        public string? Affiliation { get; set; }

        [Required(ErrorMessage = "Choose a password of at least 10 characters.")]
        [DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }

    public sealed record Invited(
        string Name, string Email, ReviewerState State, Guid? PersonId, string Slug, string EventName, DateOnly StartsOn, DateOnly EndsOn, string Venue,
        DateTimeOffset? ReviewsDue, string ZoneId, int MaxLoad, int PageLimit);
}
