using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// What a reviewer would like to review, in a list made for speed: sorted by affinity, saved as one goes by bids.js, or all at once by a button. Never their own papers and
/// never one with a declared conflict: the list is that of <see cref="SubmissionPart.ConflictList"/>.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Autosave)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(ValueCountLimit = MostFields)]
public sealed class BidsModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, EventMatching matching, PlaceBids place, KeepReaderZone zone) : PageModel
{
    private const int LargestRequest = 4 * 1024 * 1024;
    private const int MostFields = 20_000;
    private const string Now = "bid.";
    private const string Before = "was.";

    /// <summary>With the key and the word under which forms send them; the last is no bid.</summary>
    public static IReadOnlyList<(BidValue? Value, string Word, string Label, char Key)> Choices { get; } =
    [
        (BidValue.Eager, BidScale.WordOf(BidValue.Eager), "Eager", '1'),
        (BidValue.Willing, BidScale.WordOf(BidValue.Willing), "Willing", '2'),
        (BidValue.InAPinch, BidScale.WordOf(BidValue.InAPinch), "In a pinch", '3'),
        (BidValue.No, BidScale.WordOf(BidValue.No), "No", '4'),
        (null, "", "No bid", '0'),
    ];

    public WorkshopEvent Event => current.Required;

    /// <summary>"affinity", "number" or "unbid".</summary>
    public string Sort { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Why there is nothing to bid on now; null when there may be.</summary>
    public Refusal? WhyNot { get; private set; }

    public bool HasAffinity => Rows.Any(row => row.Affinity is not null);

    public async Task OnGetAsync(string? sort, CancellationToken cancel) => await ReadAsync(sort, cancel);

    /// <summary>All of the page, without script: only what was changed on it counts, so that an old page takes nothing back that was said elsewhere since.</summary>
    public async Task<IActionResult> OnPostAsync(string? sort, CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        var changed = new List<WishedBid>();
        foreach (var (name, values) in form)
        {
            if (name.StartsWith(Now, StringComparison.Ordinal) && Guid.TryParse(name[Now.Length..], out var id) && TryRead(values, out var wish) && values != form[Before + name[Now.Length..]])
            {
                changed.Add(new WishedBid(id, wish));
            }
        }

        var placed = await place.RunAsync(await viewer.GetAsync(), Event.Id, changed, cancel);
        if (!placed.Succeeded)
        {
            await ReadAsync(sort, cancel);
            Keep(changed);
            return this.Refuse(placed.Refusals);
        }

        await zone.RunAsync(await viewer.GetAsync(), Event.Id, ReaderZone.Of(Request)?.Id, cancel);
        var gone = placed.Value.Gone switch { 0 => "", 1 => " One submission is not on your list any more.", var n => $" {n} submissions are not on your list any more." };
        this.Flash((placed.Value.Saved switch { 0 => "Nothing was changed.", 1 => "One bid is saved.", var n => $"{n} bids are saved." }) + gone);
        return RedirectToPage(new { slug = Event.Slug, sort });
    }

    /// <summary>One choice, for bids.js: answers in JSON.</summary>
    public async Task<IActionResult> OnPostPlaceAsync(Guid submission, string? bid, CancellationToken cancel)
    {
        if (!TryRead(bid, out var wish))
        {
            return new JsonResult(new { message = $"Choose {BidScale.Choices}." }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var placed = await place.RunAsync(await viewer.GetAsync(), Event.Id, [new WishedBid(submission, wish)], cancel);
        await zone.RunAsync(await viewer.GetAsync(), Event.Id, ReaderZone.Of(Request)?.Id, cancel);
        return !placed.Succeeded ? new JsonResult(new { message = placed.Refusal!.Message }) { StatusCode = StatusCodes.Status409Conflict }
            : placed.Value.Gone > 0 ? new JsonResult(new { message = "This submission is not on your list any more." }) { StatusCode = StatusCodes.Status409Conflict }
            : new JsonResult(new { message = "Saved" });
    }

    private static bool TryRead(string? word, out BidValue? bid)
    {
        bid = word is { Length: > 0 } ? BidScale.Parse(word) : null;
        return string.IsNullOrEmpty(word) || bid is not null;
    }

    /// <summary>What was chosen on a page whose form is refused stays chosen.</summary>
    private void Keep(List<WishedBid> changed)
    {
        var wishes = changed.ToDictionary(wish => wish.SubmissionId, wish => wish.Value);
        Rows = [.. Rows.Select(row => wishes.TryGetValue(row.Id, out var wish) ? row with { Shown = wish } : row)];
    }

    private async Task ReadAsync(string? sort, CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var now = time.GetUtcNow();
        Sort = sort is "number" or "unbid" ? sort : "affinity";
        WhyNot = Bidding.WhyNot(Event.SubmissionsClose, Event.DecisionsReleased, now);
        if (WhyNot is not null)
        {
            return;
        }

        var mine = who.ReviewerIds.ToArray();
        var reviewerId = await db.Reviewers.Where(reviewer => reviewer.EventId == Event.Id && mine.Contains(reviewer.Id)).Select(reviewer => reviewer.Id).SingleAsync(cancel);
        var papers = await db.Submissions.VisibleTo(who, SubmissionPart.ConflictList, now)
            .Where(s => s.EventId == Event.Id)
            .OrderBy(s => s.Number)
            .Select(s => new { s.Id, s.Number, s.Title, s.Abstract, Topics = s.Topics.Select(topic => topic.TopicId).ToList() })
            .AsSplitQuery()
            .ToListAsync(cancel);
        var bids = await db.Bids.Where(bid => bid.ReviewerId == reviewerId).Select(bid => new { bid.SubmissionId, bid.Value }).ToDictionaryAsync(bid => bid.SubmissionId, bid => (BidValue?)bid.Value, cancel);
        // By title and abstract, which stand on this page: by full text the numbers would tell what is in PDFs that this reviewer may not open.
        var affinities = await matching.OfReviewerAsync(Event.Id, reviewerId, cancel);
        var rows = papers.Select(paper => new Row(
            paper.Id, paper.Number, paper.Title, paper.Abstract,
            string.Join(" · ", Event.Topics.Where(topic => paper.Topics.Contains(topic.Id)).Select(topic => topic.Name)),
            affinities.GetValueOrDefault(paper.Id), bids.GetValueOrDefault(paper.Id), bids.GetValueOrDefault(paper.Id)));
        Rows = Sort switch
        {
            "number" => [.. rows],
            "unbid" => [.. rows.OrderBy(row => row.Bid is not null).ThenByDescending(row => row.Affinity ?? -1)],
            _ => [.. rows.OrderByDescending(row => row.Affinity ?? -1)],
        };
    }

    /// <param name="Affinity">Null when it is missing.</param>
    /// <param name="Bid">What is saved.</param>
    /// <param name="Shown">What the page shows as chosen.</param>
    public sealed record Row(Guid Id, int Number, string Title, string Abstract, string Topics, double? Affinity, BidValue? Bid, BidValue? Shown);
}
