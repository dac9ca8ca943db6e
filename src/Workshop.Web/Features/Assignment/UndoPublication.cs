using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Takes the last publishing back as a whole: what it added goes, what it took away comes back. Only while none of the pairs that it added has a review that is begun. Whoever loses
/// something is told in one mail.
/// </summary>
public sealed class UndoPublication(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <returns>Null when there is no such publication.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid publicationId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var publication = await db.AssignmentPublications.Include(publication => publication.Changes).SingleOrDefaultAsync(publication => publication.Id == publicationId && publication.EventId == eventId, cancel);
        if (publication is null)
        {
            return null;
        }

        if (await db.AssignmentPublications.AnyAsync(other => other.EventId == eventId && other.UndoneAt == null && other.PublishedAt > publication.PublishedAt, cancel))
        {
            return new Refusal("assignment.not-last", "Something was published after this. Undo that first.");
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
            return new Refusal("assignment.begun", "A review of what was published is begun, so this cannot be undone any more. Make a new proposal: it keeps what is begun.");
        }

        var lost = new Dictionary<Guid, List<Guid>>();
        foreach (var assignment in await db.ReviewAssignments.Where(assignment => ids.Contains(assignment.Id)).ToListAsync(cancel))
        {
            if (!added.Contains(assignment.Id))
            {
                assignment.Renew();
            }
            else if (assignment.IsActive)
            {
                assignment.Remove("The assignment was taken back.", now);
                (lost.TryGetValue(assignment.ReviewerId, out var papers) ? papers : lost[assignment.ReviewerId] = []).Add(assignment.SubmissionId);
            }
        }

        (await db.AssignmentProposals.SingleAsync(proposal => proposal.Id == publication.ProposalId, cancel)).TakeBack();
        await WriteMailsAsync(eventId, publicationId, lost, now, cancel);
        db.Add(AuditEntry.Of("assignment.undone", "Took the published assignment back.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("assignment.undone", "This publication has been undone already.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.NoOwnPaper))
        {
            return new Refusal("assignment.undo-stale", "A conflict came to light since, so the pairs of before cannot come back as they were. Make a new proposal instead.");
        }
    }

    private async Task WriteMailsAsync(Guid eventId, Guid publicationId, Dictionary<Guid, List<Guid>> lost, DateTimeOffset now, CancellationToken cancel)
    {
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var seenBy = await db.CountOrganizersWhoSeeAsync(eventId, now, cancel);
        var ids = lost.Keys.ToArray();
        var reviewers = await db.Reviewers
            .Where(reviewer => ids.Contains(reviewer.Id) && reviewer.State == ReviewerState.Accepted)
            .Select(reviewer => new { reviewer.Id, reviewer.NormalizedEmail, Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name })
            .ToListAsync(cancel);
        foreach (var reviewer in reviewers)
        {
            var about = lost[reviewer.Id].MaxBy(id => seenBy.GetValueOrDefault(id));
            db.Add(OutgoingMail.Write(AssignmentMails.TakenBack(e, publicationId, reviewer.NormalizedEmail, reviewer.Name, about, site.Link($"/e/{e.Slug}/reviews")), now));
        }
    }
}
