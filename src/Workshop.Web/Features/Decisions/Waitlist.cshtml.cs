using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>The waiting list in its order, and the places that are offered from it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class WaitlistModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, MoveOnWaitlist move, OfferPlace offer, UndoOffer undo, CloseOffer close) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<DecisionRow> Rows { get; private set; } = [];

    public DecisionScheme Scheme { get; private set; } = null!;

    public IReadOnlyList<PlacesTaken> Taken { get; private set; } = [];

    /// <summary>Newest first; those that were undone are left out.</summary>
    public IReadOnlyList<OfferRow> Offers { get; private set; } = [];

    /// <summary>Acceptances that were declined or withdrawn and for which nobody has been asked yet.</summary>
    public int Free { get; private set; }

    /// <summary>What was given back last, as a choice; the plain talk when that cannot be told.</summary>
    public string FreePlace { get; private set; } = DecisionScheme.Key(DecisionOutcome.Talk, null);

    /// <summary>The next in order who can be asked now and was not asked before; null when there is nobody.</summary>
    public DecisionRow? Next => Rows.FirstOrDefault(row => row.IsReleased && !Offers.Any(made => made.SubmissionId == row.Id));

    public IEnumerable<SelectListItem> PlaceChoices => Scheme.Choices.Where(choice => Scheme.Read(choice.Value) is { Outcome: DecisionOutcome.Talk or DecisionOutcome.Poster });

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostMoveAsync(Guid id, int place, CancellationToken cancel)
    {
        var moved = ModelState.IsValid ? await move.RunAsync(await viewer.GetAsync(), Event.Id, id, place, cancel) : Domain.Outcome.No<int>([new("waitlist.place", "Give its place as a number, 1 for the first.")]);
        if (!moved.Succeeded)
        {
            ModelState.Clear();
            await ReadAsync(cancel);
            return this.Refuse(moved.Refusals, "");
        }

        this.Flash($"It is now number {moved.Value} of the waiting list.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/waitlist#w-{id:n}");
    }

    public async Task<IActionResult> OnPostOfferAsync(Guid id, string? place, CancellationToken cancel)
    {
        ModelState.Clear();
        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var offered = Scheme.Read(place) is { } wanted
            ? await offer.RunAsync(await viewer.GetAsync(), Event.Id, id, wanted.Outcome, wanted.LabelId, cancel)
            : Domain.Outcome.No<PlaceOffer>([new("offer.place", "Choose the place to offer.")]);
        if (!offered.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(offered.Refusals, "");
        }

        var minutes = Scheme.Terms.UndoMinutes;
        this.Flash(minutes == 0 ? "The place is offered; the mail is on its way." : $"The place is offered. The mail goes in {minutes} minutes; until then you can undo it.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/waitlist#offers");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid place, CancellationToken cancel)
    {
        ModelState.Clear();
        var undone = await undo.RunAsync(await viewer.GetAsync(), Event.Id, place, cancel);
        if (undone is null)
        {
            return NotFound();
        }

        if (!undone.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(undone.Refusals, "");
        }

        this.Flash("The offer is undone: nobody was told.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/waitlist");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid place, CancellationToken cancel)
    {
        ModelState.Clear();
        var closed = await close.RunAsync(await viewer.GetAsync(), Event.Id, place, cancel);
        if (closed is null)
        {
            return NotFound();
        }

        if (!closed.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(closed.Refusals, "");
        }

        this.Flash("The offer is closed, and its authors are told.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/waitlist");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var all = await db.ReadDecisionRowsAsync(organizer, Event.Id, Now, cancel);
        Taken = Scheme.Count(all);
        Rows = [.. WaitlistOrder.Of(all.Where(row => row.Outcome == DecisionOutcome.Waitlist), row => row.WaitlistRank, row => row.Fair?.Fair, row => row.Number)];
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, Now).Where(s => s.EventId == Event.Id);
        Offers = await (
            from made in db.PlaceOffers
            join s in visible on made.SubmissionId equals s.Id
            where made.UndoneAt == null || made.UndoneAt >= made.VisibleFrom
            orderby made.OfferedAt descending
            select new OfferRow(made.Id, s.Id, s.Number, s.Title, made.Outcome, made.LabelId, made.VisibleFrom, made.AnsweredAt, made.IsTaken, made.UndoneAt))
            .ToListAsync(cancel);
        var given = await (
            from decision in db.FreePlaces(visible, Now)
            join s in visible on decision.SubmissionId equals s.Id
            orderby decision.DeclinedAt ?? s.WithdrawnAt descending
            select new { decision.Outcome, decision.LabelId })
            .ToListAsync(cancel);
        Free = given.Count;
        if (given is [var last, ..])
        {
            FreePlace = DecisionScheme.Key(last.Outcome, Scheme.LabelOf(last.Outcome, last.LabelId)?.Id);
        }
    }
}

public sealed record OfferRow(Guid Id, Guid SubmissionId, int Number, string Title, DecisionOutcome Outcome, Guid? LabelId, DateTimeOffset VisibleFrom, DateTimeOffset? AnsweredAt, bool? IsTaken, DateTimeOffset? ClosedAt);
