using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>What authors learn of a decision, from its release on; 404 before, for everybody. An offered place is answered here.</summary>
[Authorize]
public sealed class DecisionModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, AnswerOffer answer) : PageModel
{
    public ReleasedDecision Decision { get; private set; } = null!;

    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOfferAsync(Guid id, bool take, CancellationToken cancel)
    {
        ModelState.Clear();
        var answered = await answer.RunAsync(await viewer.GetAsync(), Event.Id, id, take, cancel);
        if (answered is null || !await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!answered.Succeeded)
        {
            return this.Refuse(answered.Refusals, "");
        }

        this.Flash(take ? "The place is yours. Say who presents next." : "Thank you for saying so. The place is offered to somebody else.");
        return Redirect($"/e/{Event.Slug}/submissions/{id}/{(take ? "presentation" : "decision")}");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var who = await viewer.GetAsync();
        var visible = db.Submissions.VisibleTo(who, SubmissionPart.ReleasedDecision, now).Where(s => s.EventId == Event.Id && s.Id == id);
        var own = db.Submissions.WrittenBy(who);
        var found = await (
            from s in visible
            join decision in db.Decisions on s.Id equals decision.SubmissionId
            select new
            {
                s.Number,
                s.Title,
                s.WithdrawnAt,
                decision.Outcome,
                decision.LabelId,
                decision.Note,
                decision.Condition,
                decision.ConditionMetAt,
                decision.MetaReview,
                decision.DeclinedAt,
                decision.ReleasedAt,
                IsOwn = own.Any(other => other.Id == s.Id),
                IsConfirmed = db.PresentationAnswers.Any(said => said.SubmissionId == s.Id && said.IsConfirmed),
                Offer = db.PlaceOffers.Where(offer => offer.SubmissionId == s.Id && offer.AnsweredAt == null && offer.UndoneAt == null && offer.VisibleFrom <= now)
                    .Select(offer => new { offer.Outcome, offer.LabelId }).FirstOrDefault(),
                OfferEnded = db.PlaceOffers.Any(offer => offer.SubmissionId == s.Id && offer.UndoneAt >= offer.VisibleFrom),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }

        var scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var reviews = await db.LoadReviewsForReleaseAsync(Event.Id, visible.Select(s => s.Id), cancel);
        var stands = found is { WithdrawnAt: null, DeclinedAt: null, IsOwn: true };
        Decision = new ReleasedDecision(id, found.Number, found.Title, found.WithdrawnAt is not null, found.Outcome, scheme.Word(found.Outcome, found.LabelId), found.Note, found.ReleasedAt!.Value, reviews)
        {
            Condition = found.Condition,
            IsConditionMet = found.ConditionMetAt is not null,
            MetaReview = found.MetaReview,
            IsDeclined = found.DeclinedAt is not null,
            IsConfirmed = found.IsConfirmed,
            OfferEnded = stands && found is { OfferEnded: true, Offer: null, Outcome: DecisionOutcome.Waitlist },
            MayPresent = stands && found.Outcome is (DecisionOutcome.Talk or DecisionOutcome.Poster),
            Offer = stands && found.Offer is { } offer ? new OfferedPlace(DecisionWords.Place(offer.Outcome, scheme.LabelOf(offer.Outcome, offer.LabelId)?.Words ?? "")) : null,
        };
        return true;
    }
}

/// <param name="Word">The label, or the plain outcome.</param>
public sealed record ReleasedDecision(Guid Id, int Number, string Title, bool IsWithdrawn, DecisionOutcome Outcome, string Word, string Note, DateTimeOffset ReleasedAt, IReadOnlyList<ReviewForRelease> Reviews)
{
    public string Condition { get; init; } = "";

    public bool IsConditionMet { get; init; }

    public string MetaReview { get; init; } = "";

    public bool IsDeclined { get; init; }

    public bool IsConfirmed { get; init; }

    /// <summary>An own acceptance that stands.</summary>
    public bool MayPresent { get; init; }

    /// <summary>A place was offered and is not any more; false for everybody but its authors.</summary>
    public bool OfferEnded { get; init; }

    /// <summary>A place that waits for an answer; null for everybody but its authors.</summary>
    public OfferedPlace? Offer { get; init; }
}

/// <param name="Words">"as a talk".</param>
public sealed record OfferedPlace(string Words);
