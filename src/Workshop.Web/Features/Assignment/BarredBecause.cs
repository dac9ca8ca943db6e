using Workshop.Data.Reviewing;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Assignment;

/// <summary>Why a pair must not be, as one organizer may read it.</summary>
internal static class BarredBecause
{
    /// <param name="readable">Loaded of the submissions that the organizer may manage: a reason that only another submission proves is not in it.</param>
    public static string Say(EventConflicts readable, Viewer organizer, Guid submissionId, Guid reviewerId, bool handedBack)
    {
        var paper = readable.Papers.FirstOrDefault(paper => paper.Id == submissionId);
        var reviewer = readable.Reviewers.FirstOrDefault(reviewer => reviewer.Id == reviewerId);
        return handedBack ? "They have handed it back."
            : paper is not null && reviewer is not null && readable.ReasonsAgainst(paper, reviewer).AsReadBy(organizer, reviewer).Strongest is { } reason ? reason.Sentence
            : "There is a conflict.";
    }
}
