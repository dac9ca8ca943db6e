using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <param name="Value">Null takes the bid back.</param>
public sealed record WishedBid(Guid SubmissionId, BidValue? Value);

/// <param name="Gone">How many submissions are not on the reviewer's list any more: withdrawn, a conflict, or never there. Which of these it is, is nobody's business.</param>
public sealed record BidsPlaced(int Saved, int Gone);

/// <summary>A reviewer says how gladly they would review some submissions. The last word counts; sending it twice changes nothing.</summary>
public sealed class PlaceBids(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 5;

    public async Task<Outcome<BidsPlaced>> RunAsync(Viewer viewer, Guid eventId, IReadOnlyCollection<WishedBid> wishes, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        if (Bidding.WhyNot(e.SubmissionsClose, e.DecisionsReleased, now) is { } refusal)
        {
            return refusal;
        }

        var mine = viewer.ReviewerIds.ToArray();
        var reviewerId = await db.Reviewers.Where(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id)).Select(reviewer => reviewer.Id).SingleAsync(cancel);
        Guid[] wished = [.. wishes.Select(wish => wish.SubmissionId)];
        var visible = (await db.Submissions.VisibleTo(viewer, SubmissionPart.ConflictList, now).Where(s => s.EventId == eventId && wished.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancel)).ToHashSet();
        var last = wishes.Where(wish => visible.Contains(wish.SubmissionId)).GroupBy(wish => wish.SubmissionId).ToDictionary(group => group.Key, group => group.Last().Value);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteAsync(eventId, reviewerId, last, now, cancel);
                return new BidsPlaced(last.Count, wished.Distinct().Count() - last.Count);
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.BidOnce)))
            {
                // The same reviewer in another window: both wishes are theirs, and this one is the later.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task WriteAsync(Guid eventId, Guid reviewerId, Dictionary<Guid, BidValue?> wishes, DateTimeOffset now, CancellationToken cancel)
    {
        Guid[] ids = [.. wishes.Keys];
        var known = await db.Bids.Where(bid => bid.ReviewerId == reviewerId && ids.Contains(bid.SubmissionId)).ToDictionaryAsync(bid => bid.SubmissionId, cancel);
        foreach (var (submissionId, wish) in wishes)
        {
            var bid = known.GetValueOrDefault(submissionId);
            if (wish is not { } value)
            {
                if (bid is not null)
                {
                    db.Remove(bid);
                }
            }
            else if (bid is null)
            {
                bid = new Bid { EventId = eventId, SubmissionId = submissionId, ReviewerId = reviewerId };
                bid.Say(value, now);
                db.Add(bid);
            }
            else if (bid.Value != value)
            {
                bid.Say(value, now);
            }
        }

        await db.SaveChangesAsync(cancel);
    }
}
