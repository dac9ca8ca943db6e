using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Assignment;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Assignment;

public sealed record ProposedRow(Guid SubmissionId, int Number, string Title, Guid ReviewerId, string Name, string Email, double? Affinity);

/// <summary>A proposal as one organizer may see it: without the pairs of submissions that this organizer must keep away from.</summary>
/// <param name="IsWhole">Nothing is left out. Only then may the certificate be shown: its prices would tell what the missing pairs are.</param>
public sealed record VisibleProposal(AssignmentProposal Proposal, IReadOnlyList<ProposedRow> Rows, bool IsWhole)
{
    /// <returns>Null when the event has no such proposal. Three queries, whatever the size.</returns>
    public static async Task<VisibleProposal?> LoadAsync(WorkshopDb db, Viewer viewer, Guid eventId, Guid proposalId, DateTimeOffset now, CancellationToken cancel)
    {
        var proposal = await db.AssignmentProposals.AsNoTracking().SingleOrDefaultAsync(proposal => proposal.Id == proposalId && proposal.EventId == eventId, cancel);
        if (proposal is null)
        {
            return null;
        }

        var pairs = db.AssignmentProposals.Where(one => one.Id == proposalId).SelectMany(one => one.Pairs);
        var rows = await pairs
            .Join(db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now), pair => pair.SubmissionId, submission => submission.Id, (pair, submission) => new { pair, submission })
            .Join(db.Reviewers, both => both.pair.ReviewerId, reviewer => reviewer.Id, (both, reviewer) => new { both.pair, both.submission, reviewer })
            .OrderBy(all => all.submission.Number).ThenBy(all => all.reviewer.NormalizedEmail)
            .Select(all => new ProposedRow(
                all.submission.Id,
                all.submission.Number,
                all.submission.Title,
                all.reviewer.Id,
                db.People.Where(person => person.Id == all.reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? all.reviewer.Name,
                all.reviewer.NormalizedEmail,
                all.pair.Affinity))
            .ToListAsync(cancel);
        return new VisibleProposal(proposal, rows, rows.Count == await pairs.CountAsync(cancel));
    }
}
