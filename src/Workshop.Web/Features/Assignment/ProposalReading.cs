using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Assignment;

public sealed record ProposedRow(Guid SubmissionId, int Number, string Title, Guid ReviewerId, string Name, string Email, double? Affinity, bool IsPinned);

/// <summary>A proposal as one organizer may see it: without the pairs of submissions that this organizer must keep away from.</summary>
/// <param name="IsWhole">
/// Nothing is left out: the organizer may manage every submission of the event. Only then may certificate, costs and prices be shown: they would tell what the missing pairs are.
/// </param>
public sealed record VisibleProposal(AssignmentProposal Proposal, IReadOnlyList<ProposedRow> Rows, bool IsWhole)
{
    public AssignmentWish Wish { get; } = Proposal.Options == "{}" ? new AssignmentWish(Proposal.ReviewsPerSubmission, Proposal.MaxLoad) : JsonSerializer.Deserialize<AssignmentWish>(Proposal.Options)!;

    public double Total => Rows.Sum(row => row.Affinity ?? 0);

    public int Missing => Rows.Count(row => row.Affinity is null);

    /// <summary>Submissions by their total affinity, worst first.</summary>
    public IReadOnlyList<(ProposedRow Paper, double Total)> Scores =>
        [.. Rows.GroupBy(row => row.SubmissionId).Select(group => (group.First(), group.Sum(row => row.Affinity ?? 0))).OrderBy(score => score.Item2).ThenBy(score => score.Item1.Number)];

    /// <returns>Null when the event has no such proposal. Four queries, whatever the size.</returns>
    public static async Task<VisibleProposal?> LoadAsync(WorkshopDb db, Viewer viewer, Guid eventId, Guid proposalId, DateTimeOffset now, CancellationToken cancel)
    {
        var proposal = await db.AssignmentProposals.AsNoTracking().SingleOrDefaultAsync(proposal => proposal.Id == proposalId && proposal.EventId == eventId, cancel);
        if (proposal is null)
        {
            return null;
        }

        var pairs = db.AssignmentProposals.Where(one => one.Id == proposalId).SelectMany(one => one.Pairs);
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var rows = await pairs
            .Join(managed, pair => pair.SubmissionId, submission => submission.Id, (pair, submission) => new { pair, submission })
            .Join(db.Reviewers, both => both.pair.ReviewerId, reviewer => reviewer.Id, (both, reviewer) => new { both.pair, both.submission, reviewer })
            .OrderBy(all => all.submission.Number).ThenBy(all => all.reviewer.NormalizedEmail)
            .Select(all => new ProposedRow(
                all.submission.Id,
                all.submission.Number,
                all.submission.Title,
                all.reviewer.Id,
                db.People.Where(person => person.Id == all.reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? all.reviewer.Name,
                all.reviewer.NormalizedEmail,
                all.pair.Affinity,
                all.pair.IsPinned))
            .ToListAsync(cancel);
        var seesAll = !await db.Submissions.AnyAsync(s => s.EventId == eventId && s.SubmittedAt != null && !managed.Any(other => other.Id == s.Id), cancel);
        return new VisibleProposal(proposal, rows, seesAll && rows.Count == await pairs.CountAsync(cancel));
    }

    /// <summary>The problem that the proposal solves; null for one from before problems were kept.</summary>
    public static async Task<StoredProblem?> LoadProblemAsync(WorkshopDb db, Guid proposalId, CancellationToken cancel)
    {
        var packed = await db.AssignmentProposals.Where(proposal => proposal.Id == proposalId).Select(proposal => proposal.Problem!.Content).SingleOrDefaultAsync(cancel);
        return packed is null ? null : StoredProblem.Unpack(packed);
    }
}
