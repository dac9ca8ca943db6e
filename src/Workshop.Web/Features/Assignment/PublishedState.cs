using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Assignment;

/// <summary>What became of a proposal, as one organizer may know it: worked out from the pairs that they may see.</summary>
/// <param name="At">When something of it was published last and not taken back; null when nothing is.</param>
/// <param name="IsWhole">Every visible pair of it is assigned.</param>
/// <param name="IsReplaced">Something else was published after it.</param>
/// <param name="AnythingAssigned">Somebody has something to review, from this proposal or another: publishing may take it away.</param>
public sealed record PublishedState(DateTimeOffset? At, bool IsWhole, bool IsReplaced, bool AnythingAssigned)
{
    public static async Task<PublishedState> OfAsync(WorkshopDb db, Viewer organizer, Guid eventId, VisibleProposal shown, DateTimeOffset now, CancellationToken cancel)
    {
        var publications = await db.AssignmentPublications
            .Where(publication => publication.EventId == eventId && publication.UndoneAt == null)
            .Select(publication => new { publication.ProposalId, publication.PublishedAt })
            .ToListAsync(cancel);
        var active = (await db.ManagedBy(organizer, eventId, now).Select(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).ToListAsync(cancel))
            .Select(pair => (pair.SubmissionId, pair.ReviewerId)).ToHashSet();
        DateTimeOffset? at = publications.Where(publication => publication.ProposalId == shown.Proposal.Id).Select(publication => (DateTimeOffset?)publication.PublishedAt).Max();
        return new PublishedState(
            at ?? shown.Proposal.PublishedAt,
            shown.Rows.Count > 0 && shown.Rows.All(row => active.Contains((row.SubmissionId, row.ReviewerId))),
            publications.Exists(publication => publication.ProposalId != shown.Proposal.Id && publication.PublishedAt > (at ?? shown.Proposal.PublishedAt)),
            active.Count > 0);
    }
}
