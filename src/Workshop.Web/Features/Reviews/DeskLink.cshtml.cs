using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>What a link in a mail to a reviewer opens. Looking changes nothing, because mail scanners look; one button spends the link and opens the desk in this browser.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class DeskLinkModel(WorkshopDb db, CurrentViewer viewer, TimeProvider time, OpenDesk open, SendDeskLink send) : PageModel
{
    public static IReadOnlyList<Choice> AllChoices { get; } =
    [
        new("on-track", "On track"),
        new("need-help", "I need help"),
        new("cannot", "I cannot do them"),
    ];

    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Null when the token is not known.</summary>
    public OpenedLink? Link { get; private set; }

    /// <summary>Why it opens nothing, or null.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>Somebody else is signed in.</summary>
    public bool IsSomebodyElse { get; private set; }

    /// <summary>The prepared answer comes first.</summary>
    public IReadOnlyList<Choice> Choices { get; private set; } = AllChoices;

    public async Task<IActionResult> OnGetAsync(string? answer, CancellationToken cancel)
    {
        Choices = [.. AllChoices.OrderBy(choice => choice.Value == answer ? 0 : 1)];
        var reviewer = await ReadAsync(cancel);
        if (reviewer is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        // The question can be answered by its link alone; a desk that stands open already needs no other link.
        var asksStill = Link!.Purpose == DeskPassPurpose.Pulse && WhyNot is null;
        if (!asksStill && !IsSomebodyElse && await IsOpenAsync(reviewer))
        {
            return Redirect($"/e/{Link.Slug}/reviews");
        }

        return WhyNot is null ? Page() : this.Invalid(IsSomebodyElse ? StatusCodes.Status403Forbidden : StatusCodes.Status410Gone);
    }

    public async Task<IActionResult> OnPostOpenAsync(string? answer, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var said = ReviewerPulse.Parse(answer);
        var opened = await open.RunAsync(who, Token, said, ReaderZone.Of(Request)?.Id, cancel);
        db.ChangeTracker.Clear();
        var reviewer = await ReadAsync(cancel);
        if (!opened.Succeeded || reviewer is null)
        {
            WhyNot ??= opened.Refusal?.Message;
            return this.Invalid(reviewer is null ? StatusCodes.Status404NotFound : IsSomebodyElse ? StatusCodes.Status403Forbidden : StatusCodes.Status410Gone);
        }

        if (!who.IsSignedIn)
        {
            await DeskSession.OpenAsync(HttpContext, opened.Value, Link!.Slug);
        }

        if (said is not null)
        {
            this.Flash(said == PulseAnswer.Cannot ? "Thank you for saying so. Hand back here what you cannot review." : "Thank you: the organizers know.");
        }

        return Redirect(said == PulseAnswer.Cannot ? $"/e/{Link!.Slug}/reviews/hand-back" : $"/e/{Link!.Slug}/reviews");
    }

    public async Task<IActionResult> OnPostNewLinkAsync(CancellationToken cancel)
    {
        var reviewer = await ReadAsync(cancel);
        if (reviewer is null)
        {
            return this.Invalid(StatusCodes.Status404NotFound);
        }

        await send.RunAsync(reviewer.EventId, reviewer.NormalizedEmail, cancel);
        this.Flash(SendDeskLink.Said);
        return Redirect($"/e/{Link!.Slug}/desk");
    }

    private async Task<bool> IsOpenAsync(Reviewer reviewer)
    {
        var who = await viewer.GetAsync();
        DeskSession.LookAt(HttpContext, Link!.Slug);
        return who.IsSignedIn ? who.PersonId == reviewer.PersonId : (await DeskSession.FindAsync(HttpContext))?.ReviewerId == reviewer.Id;
    }

    private async Task<Reviewer?> ReadAsync(CancellationToken cancel)
    {
        var hash = Reviewer.HashOf(Token);
        var pass = await db.DeskPasses.AsNoTracking().SingleOrDefaultAsync(pass => pass.TokenHash == hash, cancel);
        var reviewer = pass is null ? null : await db.Reviewers.AsNoTracking().SingleOrDefaultAsync(reviewer => reviewer.Id == pass.ReviewerId && reviewer.State == ReviewerState.Accepted, cancel);
        if (pass is null || reviewer is null)
        {
            WhyNot = DeskPass.Unknown.Message;
            return null;
        }

        var e = await db.Events.Where(e => e.Id == pass.EventId).Select(e => new { e.Slug, e.Name }).SingleAsync(cancel);
        var name = await db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).SingleAsync(cancel);
        Link = new OpenedLink(name, e.Slug, e.Name, pass.Purpose);
        var who = await viewer.GetAsync();
        IsSomebodyElse = who.IsSignedIn && who.PersonId != reviewer.PersonId;
        WhyNot = IsSomebodyElse ? OpenDesk.SomebodyElse(who, reviewer).Message : pass.WhyNotOpen(time.GetUtcNow())?.Message;
        return reviewer;
    }

    public sealed record Choice(string Value, string Label);

    public sealed record OpenedLink(string Name, string Slug, string EventName, DeskPassPurpose Purpose);
}
