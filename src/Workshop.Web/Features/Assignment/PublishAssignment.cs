using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Makes a proposal the assignment: pairs that exist stay as they are, those with a review that is begun stay whatever the proposal says, the others go.
/// Reviewers whose list grew get one mail.
/// </summary>
public sealed class PublishAssignment(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    /// <returns>Null when there is no such proposal.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid proposalId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var proposal = await db.AssignmentProposals.Include(proposal => proposal.Pairs).SingleOrDefaultAsync(proposal => proposal.Id == proposalId && proposal.EventId == eventId, cancel);
        if (proposal is null)
        {
            return null;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        if (e.Timeline.DecisionsReleased <= now)
        {
            return new Refusal("assignment.decided", "Decisions have been released, so there is nothing left to assign.");
        }

        var published = proposal.Publish(organizer.RequiredPersonId, now);
        if (!published.Succeeded)
        {
            return published.Refusal!;
        }

        var inputs = await AssignmentInputs.LoadAsync(db, eventId, cancel);
        if (WhyStale(proposal, inputs) is { } stale)
        {
            return stale;
        }

        var existing = await db.ReviewAssignments.Where(assignment => assignment.EventId == eventId).ToListAsync(cancel);
        var begun = (await db.Reviews
            .Where(review => db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.EventId == eventId))
            .Select(review => review.AssignmentId)
            .ToListAsync(cancel)).ToHashSet();
        var grown = Apply(proposal, existing, begun, now);
        await WriteMailsAsync(e, proposal, inputs, grown, now, cancel);
        db.Add(AuditEntry.Of("assignment.published", "Published an assignment.", organizer.PersonId, eventId, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("assignment.published", "This proposal is published already.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.AssignmentOnce))
        {
            return new Refusal("assignment.meanwhile", "Another proposal was published at the same moment. Look at what it says before you publish this one.");
        }

        return Done.Instance;
    }

    /// <summary>Between proposing and publishing people declare conflicts and authors withdraw: what was fine then is not published now.</summary>
    private static Refusal? WhyStale(AssignmentProposal proposal, AssignmentInputs inputs)
    {
        var papers = inputs.Papers.ToDictionary(paper => paper.Id);
        var reviewers = inputs.Reviewers.ToDictionary(reviewer => reviewer.Id);
        foreach (var pair in proposal.Pairs)
        {
            // No names: whoever publishes may have to keep away from this very submission.
            if (!papers.TryGetValue(pair.SubmissionId, out var paper) || !reviewers.TryGetValue(pair.ReviewerId, out var reviewer) || !inputs.MayReview(paper, reviewer))
            {
                return new Refusal("assignment.stale", "Since this was proposed, a submission was withdrawn, a reviewer left or a conflict came to light. Make a new proposal and publish that.");
            }
        }

        return null;
    }

    /// <returns>The new submissions of each reviewer who got any.</returns>
    private Dictionary<Guid, List<Guid>> Apply(AssignmentProposal proposal, List<ReviewAssignment> existing, HashSet<Guid> begun, DateTimeOffset now)
    {
        var grown = new Dictionary<Guid, List<Guid>>();
        var known = existing.ToDictionary(assignment => (assignment.SubmissionId, assignment.ReviewerId));
        foreach (var pair in proposal.Pairs)
        {
            if (known.Remove((pair.SubmissionId, pair.ReviewerId), out var assignment))
            {
                if (assignment.IsActive)
                {
                    continue;
                }

                assignment.Renew();
            }
            else
            {
                db.Add(new ReviewAssignment { EventId = proposal.EventId, SubmissionId = pair.SubmissionId, ReviewerId = pair.ReviewerId, Affinity = pair.Affinity, AssignedAt = now });
            }

            if (!grown.TryGetValue(pair.ReviewerId, out var papers))
            {
                grown[pair.ReviewerId] = papers = [];
            }

            papers.Add(pair.SubmissionId);
        }

        foreach (var left in known.Values.Where(assignment => assignment.IsActive && !begun.Contains(assignment.Id)))
        {
            left.Remove("Not part of the assignment that was published later.", now);
        }

        return grown;
    }

    /// <summary>
    /// The mails say neither which submissions nor how many: organizers read the outbox, and one of them may have written a submission. Each mail hangs on the
    /// submission that most organizers may see, so that a mail about nothing but one's own paper stays out of one's sight.
    /// </summary>
    private async Task WriteMailsAsync(WorkshopEvent e, AssignmentProposal proposal, AssignmentInputs inputs, Dictionary<Guid, List<Guid>> grown, DateTimeOffset now, CancellationToken cancel)
    {
        var seenBy = inputs.Papers.ToDictionary(paper => paper.Id, _ => 0);
        foreach (var organizer in await db.LoadOrganizersAsync(e.Id, cancel))
        {
            foreach (var id in await db.Submissions.VisibleTo(organizer.Viewer, SubmissionPart.Management, now).Where(s => s.EventId == e.Id).Select(s => s.Id).ToListAsync(cancel))
            {
                seenBy[id] = seenBy.GetValueOrDefault(id) + 1;
            }
        }

        foreach (var reviewer in inputs.Reviewers.Where(reviewer => grown.ContainsKey(reviewer.Id)))
        {
            var about = grown[reviewer.Id].MaxBy(id => seenBy.GetValueOrDefault(id));
            db.Add(OutgoingMail.Write(AssignmentMails.Assigned(e, proposal.Id, reviewer, about, site.Link($"/e/{e.Slug}/reviews")), now));
        }
    }
}
