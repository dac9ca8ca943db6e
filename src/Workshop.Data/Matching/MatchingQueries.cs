using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Matching;

/// <summary>What tells whether the texts of a submission are still those that were read.</summary>
/// <param name="ReadFile">Hash of the file whose first words are known, of the version that stands; null when there are none. The words of a file never change.</param>
public sealed record SubmissionStamp(Guid Id, int Revision, DateTimeOffset UpdatedAt, string? ReadFile);

/// <param name="PastPapers">In the reviewer's order. A past paper never changes: an edit puts another one in its place.</param>
public sealed record ReviewerStamp(Guid Id, IReadOnlyList<Guid> PastPapers);

/// <summary>What matching compares in one event: all that is submitted, and everybody who has accepted. Nobody's visibility is looked at here.</summary>
public static class MatchingQueries
{
    public static IQueryable<Submission> ToMatch(this DbSet<Submission> submissions, Guid eventId) =>
        submissions.Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null);

    /// <summary>By number. One query.</summary>
    public static async Task<IReadOnlyList<SubmissionStamp>> LoadSubmissionStampsAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var current = db.CurrentVersions();
        return await db.Submissions.ToMatch(eventId)
            .OrderBy(s => s.Number)
            .Select(s => new SubmissionStamp(
                s.Id,
                s.Revision,
                s.UpdatedAt,
                current.Where(version => version.SubmissionId == s.Id && db.DocumentTexts.Any(text => text.Sha256 == version.Sha256 && text.Text != "")).Select(version => version.Sha256).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    /// <summary>By invited address. One query.</summary>
    public static async Task<IReadOnlyList<ReviewerStamp>> LoadReviewerStampsAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) => await db.Reviewers
        .Where(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted)
        .OrderBy(reviewer => reviewer.NormalizedEmail)
        .Select(reviewer => new ReviewerStamp(reviewer.Id, reviewer.PastPapers.OrderBy(paper => paper.Position).Select(paper => paper.Id).ToList()))
        .AsSingleQuery()
        .ToListAsync(cancel);

    /// <summary>Hashes of the files that stand, of which nobody has read the first words yet; each once, in a fixed order.</summary>
    public static async Task<IReadOnlyList<string>> LoadUnreadFilesAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) => await db.CurrentVersions()
        .Where(version => db.Submissions.ToMatch(eventId).Any(s => s.Id == version.SubmissionId) && !db.DocumentTexts.Any(text => text.Sha256 == version.Sha256))
        .Select(version => version.Sha256)
        .Distinct()
        .OrderBy(sha => sha)
        .ToListAsync(cancel);
}
