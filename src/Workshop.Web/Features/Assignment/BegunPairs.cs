using Workshop.Data.Reviewing;

namespace Workshop.Web.Features.Assignment;

/// <summary>Pairs whose review is begun never move. What is wrong with one is said, neither kept nor dropped silently.</summary>
internal static class BegunPairs
{
    /// <param name="everybody">All reviewers there ever were.</param>
    public static IEnumerable<ProposalTrouble> Troubles(EventConflicts inputs, IEnumerable<ActivePair> active, IEnumerable<NamedReviewer> everybody)
    {
        var names = everybody.ToDictionary(reviewer => reviewer.Id, reviewer => reviewer.Name);
        var papers = inputs.Papers.ToDictionary(paper => paper.Id);
        var reviewers = inputs.Reviewers.ToDictionary(reviewer => reviewer.Id);
        foreach (var pair in active.Where(pair => pair.IsBegun))
        {
            var name = names.GetValueOrDefault(pair.ReviewerId, "somebody");
            if (!papers.TryGetValue(pair.SubmissionId, out var paper))
            {
                yield return new ProposalTrouble(pair.SubmissionId, $"{name} has begun a review of a submission that was withdrawn. Decide what becomes of it.");
            }
            else if (!reviewers.TryGetValue(pair.ReviewerId, out var reviewer))
            {
                yield return new ProposalTrouble(pair.SubmissionId, $"{name} has begun to review {paper.Code} and reviews no more. Decide what becomes of it.");
            }
            else if (inputs.IsAuthor(paper, reviewer))
            {
                yield return new ProposalTrouble(pair.SubmissionId, $"{name} has begun to review {paper.Code} and is an author of it by now: the review does not count, and the place is filled anew.");
            }
            else if (!inputs.MayReview(paper, reviewer))
            {
                yield return new ProposalTrouble(pair.SubmissionId, $"{name} has begun to review {paper.Code}, and a conflict came up since. The pair stays until you take it away.");
            }
        }
    }
}
