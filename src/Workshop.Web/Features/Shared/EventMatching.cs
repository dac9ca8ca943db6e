using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Matching;
using Workshop.Domain.Matching;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// How close the submissions of an event are to what its reviewers have written. What was read is kept in memory and follows the database: every call asks which texts there are
/// now, and reads only those that changed, here or on another node. Two queries, and at most three more for texts. Whom a number may be shown to is the caller's business.
/// </summary>
public sealed class EventMatching(WorkshopDb db, MatchingMemory memory)
{
    /// <summary>All affinities as they are now. Later changes do not touch them.</summary>
    public Task<EventAffinities> LoadAsync(Guid eventId, CancellationToken cancel) => UseAsync(eventId, kept => kept.Snapshot ??= new EventAffinities(kept.Index.Snapshot(cancel)), cancel);

    /// <summary>
    /// One reviewer's affinity with every submission by title and abstract, for their own eyes, without working out those of all the others; a missing one is null. Empty for somebody who has not
    /// accepted. Full texts stay out: a reviewer may not read them before they are assigned, and could find out what stands in them by writing past papers and watching the numbers.
    /// </summary>
    public Task<IReadOnlyDictionary<Guid, double?>> OfReviewerAsync(Guid eventId, Guid reviewerId, CancellationToken cancel) => UseAsync<IReadOnlyDictionary<Guid, double?>>(
        eventId,
        kept => kept.Reviewers.ContainsKey(reviewerId)
            ? kept.Index.Submissions.Zip(kept.Index.OfReviewer(Id(reviewerId), withoutFullText: true)).ToDictionary(pair => Guid.Parse(pair.First.Id), pair => pair.Second)
            : new Dictionary<Guid, double?>(),
        cancel);

    /// <summary>What matching sees of one reviewer; past papers by <see cref="Id"/>. Null for somebody who has not accepted.</summary>
    public Task<ProfileTerms?> TermsOfAsync(Guid eventId, Guid reviewerId, int most, CancellationToken cancel) =>
        UseAsync(eventId, kept => kept.Reviewers.ContainsKey(reviewerId) ? kept.Index.TermsOf(Id(reviewerId), most) : null, cancel);

    /// <summary>What submissions, reviewers and past papers are called in what matching answers.</summary>
    public static string Id(Guid id) => id.ToString("n");

    /// <summary>One at a time for each event: an index is not safe for two, and whoever waits finds the work done.</summary>
    private async Task<T> UseAsync<T>(Guid eventId, Func<KeptMatching, T> use, CancellationToken cancel)
    {
        var kept = memory.Of(eventId);
        await kept.Turn.WaitAsync(cancel);
        try
        {
            await RefreshAsync(kept, eventId, cancel);
            return use(kept);
        }
        finally
        {
            kept.Turn.Release();
            memory.Trim(eventId);
        }
    }

    /// <summary>Stamps are read before the texts: a text that changes in between is read again next time, and never believed to be newer than it is.</summary>
    private async Task RefreshAsync(KeptMatching kept, Guid eventId, CancellationToken cancel)
    {
        var submissions = await db.LoadSubmissionStampsAsync(eventId, cancel);
        var reviewers = await db.LoadReviewerStampsAsync(eventId, cancel);
        var changed = submissions.Where(stamp => kept.Submissions.GetValueOrDefault(stamp.Id) != stamp).ToList();
        var different = reviewers.Where(stamp => !kept.Reviewers.TryGetValue(stamp.Id, out var known) || !known.PastPapers.SequenceEqual(stamp.PastPapers)).ToList();
        var texts = changed.Count == 0 ? [] : await LoadTextsAsync(eventId, changed, cancel);
        var profiles = different.Count == 0 ? [] : await LoadProfilesAsync(different, cancel);
        kept.Follow(submissions, reviewers, texts, profiles, cancel);
    }

    private async Task<List<(SubmissionStamp, MatchingText)>> LoadTextsAsync(Guid eventId, List<SubmissionStamp> changed, CancellationToken cancel)
    {
        Guid[] ids = [.. changed.Select(stamp => stamp.Id)];
        string[] hashes = [.. changed.Where(stamp => stamp.ReadFile is not null).Select(stamp => stamp.ReadFile!).Distinct()];
        var words = await db.DocumentTexts.Where(text => hashes.Contains(text.Sha256)).Select(text => new { text.Sha256, text.Text }).ToDictionaryAsync(text => text.Sha256, text => text.Text, cancel);
        var rows = await db.Submissions.ToMatch(eventId)
            .Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, s.Title, s.Abstract })
            .ToDictionaryAsync(row => row.Id, cancel);
        return
        [
            .. from stamp in changed
            where rows.ContainsKey(stamp.Id)
            let row = rows[stamp.Id]
            select (stamp, new MatchingText(Id(stamp.Id), $"{row.Title}\n{row.Abstract}", stamp.ReadFile is { } file ? words.GetValueOrDefault(file) : null)),
        ];
    }

    private async Task<List<(ReviewerStamp, ReviewerProfile)>> LoadProfilesAsync(List<ReviewerStamp> different, CancellationToken cancel)
    {
        Guid[] ids = [.. different.Select(stamp => stamp.Id)];
        var papers = await db.PastPapers
            .Where(paper => ids.Contains(paper.ReviewerId))
            .Select(paper => new { paper.Id, paper.Title, paper.Abstract, paper.FullText })
            .ToDictionaryAsync(paper => paper.Id, paper => new MatchingText(Id(paper.Id), $"{paper.Title}\n{paper.Abstract}", paper.FullText), cancel);
        return [.. different.Select(stamp => stamp with { PastPapers = [.. stamp.PastPapers.Where(papers.ContainsKey)] })
            .Select(stamp => (stamp, new ReviewerProfile(Id(stamp.Id), [.. stamp.PastPapers.Select(id => papers[id])])))];
    }
}
