using System.Data;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Takes the last publishing back as a whole: what it added goes, what it took away comes back. Only while none of the pairs that it added has a review that is begun. Whoever loses
/// or gets back something is told in one mail.
/// </summary>
public sealed class UndoPublication(WorkshopDb db, PublicSuffixes suffixes, TimeProvider time, SiteAddress site, DeskLinks desks)
{
    /// <returns>Null when there is no such publication.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid publicationId, CancellationToken cancel)
    {
        try
        {
            return await UndoAsync(organizer, eventId, publicationId, cancel);
        }
        catch (Exception exception) when (exception.IsSerializationFailure())
        {
            return new Refusal("assignment.meanwhile", "A review was begun, or something published, at the same moment. Look at it before you take anything back.");
        }
    }

    private async Task<Outcome<Done>?> UndoAsync(Viewer organizer, Guid eventId, Guid publicationId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        var publication = await db.AssignmentPublications.Include(publication => publication.Changes).SingleOrDefaultAsync(publication => publication.Id == publicationId && publication.EventId == eventId, cancel);
        if (publication is null)
        {
            return null;
        }

        if (await db.AssignmentPublications.AnyAsync(other => other.EventId == eventId && other.UndoneAt == null && other.PublishedAt > publication.PublishedAt, cancel))
        {
            return new Refusal("assignment.not-last", "Something was published after this. Undo that first.");
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.Timeline.DecisionsReleased <= now)
        {
            return new Refusal("assignment.decided", "Decisions have been released, so nothing is taken back any more.");
        }

        var undone = publication.Undo(organizer.RequiredPersonId, now);
        if (!undone.Succeeded)
        {
            return undone;
        }

        var ids = publication.Changes.Select(change => change.AssignmentId).ToArray();
        var added = publication.Changes.Where(change => change.Added).Select(change => change.AssignmentId).ToHashSet();
        var addedIds = added.ToArray();
        if (await db.Reviews.AnyAsync(review => addedIds.Contains(review.AssignmentId), cancel))
        {
            // Not more: which review it is may be none of the reader's business.
            return new Refusal("assignment.begun", "This cannot be undone any more: reviewing has begun. Make a new proposal; it keeps what is begun.");
        }

        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var papers = inputs.Papers.ToDictionary(paper => paper.Id);
        var reviewers = inputs.Reviewers.ToDictionary(reviewer => reviewer.Id);
        var (lost, regained) = (new Dictionary<Guid, List<Guid>>(), new Dictionary<Guid, List<Guid>>());
        foreach (var assignment in await db.ReviewAssignments.Where(assignment => ids.Contains(assignment.Id)).ToListAsync(cancel))
        {
            if (!added.Contains(assignment.Id))
            {
                if (!papers.TryGetValue(assignment.SubmissionId, out var paper) || !reviewers.TryGetValue(assignment.ReviewerId, out var reviewer) || !inputs.MayReview(paper, reviewer))
                {
                    return Stale;
                }

                assignment.Renew();
                (regained.TryGetValue(assignment.ReviewerId, out var back) ? back : regained[assignment.ReviewerId] = []).Add(assignment.SubmissionId);
            }
            else if (assignment.IsActive)
            {
                assignment.Remove("The assignment was taken back.", now);
                (lost.TryGetValue(assignment.ReviewerId, out var gone) ? gone : lost[assignment.ReviewerId] = []).Add(assignment.SubmissionId);
            }
        }

        (await db.AssignmentProposals.SingleAsync(proposal => proposal.Id == publication.ProposalId, cancel)).TakeBack();
        await WriteMailsAsync(e, publicationId, inputs, lost, regained, now, cancel);
        db.Add(AuditEntry.Of("assignment.undone", "Took the published assignment back.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("assignment.undone", "This publication has been undone already.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.NoOwnPaper))
        {
            return Stale;
        }
    }

    private static Refusal Stale { get; } = new("assignment.undo-stale", "Since then a submission was withdrawn, a reviewer left or a conflict came to light, so what was assigned before cannot come back as it was. Make a new proposal instead.");

    private async Task WriteMailsAsync(
        WorkshopEvent e, Guid publicationId, EventConflicts inputs, Dictionary<Guid, List<Guid>> lost, Dictionary<Guid, List<Guid>> regained, DateTimeOffset now, CancellationToken cancel)
    {
        var seenBy = await db.CountOrganizersWhoSeeAsync(e.Id, now, cancel);
        var later = await db.Reviewers.Where(reviewer => reviewer.EventId == e.Id && reviewer.DueAt != null).ToDictionaryAsync(reviewer => reviewer.Id, reviewer => reviewer.DueAt, cancel);
        var link = site.Link($"/e/{e.Slug}/reviews");
        foreach (var reviewer in inputs.Reviewers)
        {
            if (regained.TryGetValue(reviewer.Id, out var back))
            {
                var due = later.GetValueOrDefault(reviewer.Id) ?? e.ReviewsDue;
                db.Add(OutgoingMail.Write(AssignmentMails.Assigned(e, $"{publicationId:n}.undone", reviewer, due, back.MaxBy(id => seenBy.GetValueOrDefault(id)), desks.Issue(e.Id, reviewer.Id, due, now)), now));
            }
            else if (lost.TryGetValue(reviewer.Id, out var gone))
            {
                db.Add(OutgoingMail.Write(AssignmentMails.TakenBack(e, $"{publicationId:n}", reviewer.Email, reviewer.Name, gone.MaxBy(id => seenBy.GetValueOrDefault(id)), link), now));
            }
        }
    }
}
