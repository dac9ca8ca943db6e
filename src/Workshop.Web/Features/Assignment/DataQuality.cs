using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>A submission that fewer people may review than it needs.</summary>
/// <param name="Possible">Reviewers without a conflict who take anything at all.</param>
public sealed record ScarcePaper(Guid Id, int Number, string Title, int Possible);

/// <summary>What an organizer should know before anything is run: only of submissions that this organizer may manage.</summary>
/// <param name="Places">What all reviewers together take.</param>
/// <param name="Pairs">Who may review what, counted.</param>
public sealed record DataQuality(int Submissions, int Reviewers, int Demand, int Places, int Pairs, IReadOnlyList<string> WithoutPapers, IReadOnlyList<ScarcePaper> Scarce, int Seniors, int Bidders)
{
    /// <summary>“Is this the same person?”, not answered yet; such a pair is barred until it is.</summary>
    public int Questions { get; init; }

    /// <summary>Reviewers all of whose past papers are known in full, and those known by title and abstract alone.</summary>
    public (int InFull, int ByAbstract) Profiles { get; init; }

    /// <summary>Numbers of submissions without a word that could be compared.</summary>
    public IReadOnlyList<int> Unreadable { get; init; } = [];

    /// <summary>Submissions whose PDF has not been read, or has no text.</summary>
    public int WithoutFullText { get; init; }

    public bool IsFine => Reviewers > 0 && Places >= Demand && WithoutPapers.Count == 0 && Scarce.Count == 0 && Questions == 0 && Unreadable.Count == 0;

    /// <summary>How long solving will take, in words. Measured: a million pairs take about a second.</summary>
    public string Takes => Pairs switch
    {
        < 300_000 => "well under a second",
        < 1_500_000 => "a second or two",
        _ => $"about {Pairs / 1_000_000 + 1} seconds",
    };
}

public sealed class ReadQuality(WorkshopDb db, PublicSuffixes suffixes, EventMatching matching, TimeProvider time)
{
    public async Task<DataQuality> RunAsync(Viewer organizer, WorkshopEvent of, AssignmentWish wish, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, time.GetUtcNow());
        var inputs = await EventConflicts.LoadAsync(db, suffixes, of.Id, cancel, managed);
        var papers = inputs.Papers.ToList();
        var possible = papers.ConvertAll(paper => new ScarcePaper(paper.Id, paper.Number, paper.Title, inputs.Reviewers.Count(reviewer => reviewer.LoadUnder(wish.MaxLoad) > 0 && inputs.MayReview(paper, reviewer))));
        int Wanted(Guid id) => wish.Demands.GetValueOrDefault(id, wish.ReviewsPerSubmission);
        var summary = (await matching.LoadAsync(of.Id, cancel)).All.Summarize();
        var unknown = summary.UnknownReviewers.ToHashSet(StringComparer.Ordinal);
        var withoutTerms = summary.SubmissionsWithoutTerms.ToHashSet(StringComparer.Ordinal);
        var withoutFullText = summary.SubmissionsWithoutFullText.ToHashSet(StringComparer.Ordinal);
        return new DataQuality(
            papers.Count,
            inputs.Reviewers.Count,
            papers.Sum(paper => Wanted(paper.Id)),
            inputs.Reviewers.Sum(reviewer => reviewer.LoadUnder(wish.MaxLoad)),
            possible.Sum(paper => paper.Possible),
            [.. inputs.Reviewers.Where(reviewer => unknown.Contains(EventMatching.Id(reviewer.Id))).Select(reviewer => reviewer.Name).Order(StringComparer.InvariantCultureIgnoreCase)],
            [.. possible.Where(paper => paper.Possible < Wanted(paper.Id)).OrderBy(paper => paper.Possible).ThenBy(paper => paper.Number)],
            inputs.Reviewers.Count(reviewer => reviewer.IsSenior),
            await db.BidsManagedBy(organizer, of.Id, time.GetUtcNow()).Select(bid => bid.ReviewerId).Distinct().CountAsync(cancel))
        {
            Questions = papers.Sum(paper => inputs.Reviewers.Count(reviewer => inputs.ReasonsAgainst(paper, reviewer).Standing.Any(reason => reason.Kind == ConflictKind.PossibleOwnPaper))),
            Profiles = (summary.FullTextReviewers.Count, summary.TitleAndAbstractReviewers.Count),
            Unreadable = [.. papers.Where(paper => withoutTerms.Contains(EventMatching.Id(paper.Id))).Select(paper => paper.Number)],
            WithoutFullText = papers.Count(paper => withoutFullText.Contains(EventMatching.Id(paper.Id))),
        };
    }
}
