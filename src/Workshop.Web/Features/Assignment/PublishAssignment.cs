using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
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
/// Makes a proposal, or its part for some submissions, the assignment: pairs that exist stay as they are, those with a review that is begun stay whatever the proposal says, the others of
/// these submissions go. Reviewers whose list grew get one mail. What was added and taken away is noted, so that it can be undone.
/// </summary>
public sealed class PublishAssignment(WorkshopDb db, PublicSuffixes suffixes, TimeProvider time, SiteAddress site, DeskLinks desks)
{
    /// <param name="only">The submissions to publish; null means all of them.</param>
    /// <returns>Null when there is no such proposal.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid proposalId, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        try
        {
            return await PublishAsync(organizer, eventId, proposalId, only, cancel);
        }
        catch (Exception exception) when (exception.IsSerializationFailure())
        {
            return Meanwhile;
        }
    }

    private async Task<Outcome<Done>?> PublishAsync(Viewer organizer, Guid eventId, Guid proposalId, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Reading who has begun and taking pairs away are one step: nobody begins in between, and of two who publish at once the second sees what the first did.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
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

        var existing = await db.ReviewAssignments.Where(assignment => assignment.EventId == eventId).ToListAsync(cancel);
        var chosen = only is null ? null : await ChosenAsync(organizer, eventId, only, now, cancel);
        var pairs = proposal.Pairs.Where(pair => chosen is null || chosen.Contains(pair.SubmissionId)).ToList();
        if (chosen is { Count: 0 })
        {
            return new Refusal("assignment.nothing-chosen", "Choose at least one submission.");
        }

        // What was published and then replaced by something else may be published again.
        if (proposal.PublishedAt is { } before && await db.AssignmentPublications.AnyAsync(other => other.EventId == eventId && other.UndoneAt == null && other.ProposalId != proposalId && other.PublishedAt > before, cancel))
        {
            proposal.TakeBack();
        }

        // Published in parts, a proposal is published when its last pair is.
        var assigned = existing.Where(assignment => assignment.IsActive).Select(assignment => (assignment.SubmissionId, assignment.ReviewerId)).Concat(pairs.Select(pair => (pair.SubmissionId, pair.ReviewerId))).ToHashSet();
        if (chosen is null || proposal.Pairs.All(pair => assigned.Contains((pair.SubmissionId, pair.ReviewerId))))
        {
            var published = proposal.Publish(organizer.RequiredPersonId, now);
            if (!published.Succeeded)
            {
                return published.Refusal!;
            }
        }

        var inputs = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel);
        var begun = (await db.Reviews
            .Where(review => db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.EventId == eventId))
            .Select(review => review.AssignmentId)
            .ToListAsync(cancel)).ToHashSet();
        var kept = existing.Where(assignment => assignment.IsActive && begun.Contains(assignment.Id)).Select(assignment => (assignment.SubmissionId, assignment.ReviewerId)).ToHashSet();
        if (WhyStale(pairs.Where(pair => !kept.Contains((pair.SubmissionId, pair.ReviewerId))), inputs) is { } stale)
        {
            return stale;
        }

        var publication = new AssignmentPublication { EventId = eventId, ProposalId = proposalId, PublishedAt = now, PublishedBy = organizer.RequiredPersonId };
        var grown = Apply(publication, pairs, [.. existing.Where(assignment => chosen is null || chosen.Contains(assignment.SubmissionId))], begun, now);
        if (publication.Changes.Count == 0 && chosen is not null)
        {
            return new Refusal("assignment.nothing-new", "These submissions are assigned like this already, so there is nothing to publish.");
        }

        db.Add(publication);
        var round = await db.AssignmentPublications.CountAsync(earlier => earlier.ProposalId == proposalId, cancel);
        var shrunk = existing.Where(assignment => publication.Changes.Any(change => !change.Added && change.AssignmentId == assignment.Id)).ToLookup(assignment => assignment.ReviewerId, assignment => assignment.SubmissionId);
        await WriteMailsAsync(e, $"{proposalId:n}.{round}", inputs, grown, shrunk, now, cancel);
        db.Add(AuditEntry.Of("assignment.published", chosen is null ? "Published an assignment." : "Published a part of an assignment.", organizer.PersonId, eventId, now));
        return await SaveAsync(transaction, cancel);
    }

    /// <summary>An organizer publishes single submissions only where they may see them.</summary>
    private async Task<HashSet<Guid>> ChosenAsync(Viewer organizer, Guid eventId, IReadOnlyCollection<Guid> only, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = only.ToArray();
        return [.. await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId && ids.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancel)];
    }

    private async Task<Outcome<Done>> SaveAsync(IDbContextTransaction transaction, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("assignment.published", "This proposal is published already.");
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.AssignmentOnce) || db.Violates(exception, ConstraintNames.MailOnce))
        {
            return Meanwhile;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.NoOwnPaper))
        {
            // Whoever became an author in this very moment; nothing is said about whom.
            return Stale;
        }
    }

    private static Refusal Meanwhile { get; } = new("assignment.meanwhile", "Something was published, or a review begun, at the same moment. Look at it before you publish this.");

    private static Refusal Stale { get; } = new("assignment.stale", "Since this was proposed, a submission was withdrawn, a reviewer left or a conflict came to light. Make a new proposal and publish that.");

    /// <summary>Between proposing and publishing people declare conflicts and authors withdraw: what was fine then is not published now.</summary>
    private static Refusal? WhyStale(IEnumerable<ProposedPair> pairs, EventConflicts inputs)
    {
        var papers = inputs.Papers.ToDictionary(paper => paper.Id);
        var reviewers = inputs.Reviewers.ToDictionary(reviewer => reviewer.Id);
        foreach (var pair in pairs)
        {
            // No names: whoever publishes may have to keep away from this very submission.
            if (!papers.TryGetValue(pair.SubmissionId, out var paper) || !reviewers.TryGetValue(pair.ReviewerId, out var reviewer) || !inputs.MayReview(paper, reviewer))
            {
                return Stale;
            }
        }

        return null;
    }

    /// <returns>The new submissions of each reviewer who got any.</returns>
    private Dictionary<Guid, List<Guid>> Apply(AssignmentPublication publication, List<ProposedPair> pairs, List<ReviewAssignment> existing, HashSet<Guid> begun, DateTimeOffset now)
    {
        var grown = new Dictionary<Guid, List<Guid>>();
        var known = existing.ToDictionary(assignment => (assignment.SubmissionId, assignment.ReviewerId));
        foreach (var pair in pairs)
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
                assignment = new ReviewAssignment { EventId = publication.EventId, SubmissionId = pair.SubmissionId, ReviewerId = pair.ReviewerId, Affinity = pair.Affinity, AssignedAt = now };
                db.Add(assignment);
            }

            publication.Note(assignment.Id, added: true);
            if (!grown.TryGetValue(pair.ReviewerId, out var papers))
            {
                grown[pair.ReviewerId] = papers = [];
            }

            papers.Add(pair.SubmissionId);
        }

        foreach (var left in known.Values.Where(assignment => assignment.IsActive && !begun.Contains(assignment.Id)))
        {
            left.Remove("Not part of the assignment that was published later.", now);
            publication.Note(left.Id, added: false);
        }

        return grown;
    }

    /// <summary>
    /// The mails say neither which submissions nor how many: organizers read the outbox, and one of them may have written a submission. Each mail hangs on the
    /// submission that most organizers may see, so that a mail about nothing but one's own paper stays out of one's sight.
    /// </summary>
    private async Task WriteMailsAsync(WorkshopEvent e, string occasion, EventConflicts inputs, Dictionary<Guid, List<Guid>> grown, ILookup<Guid, Guid> shrunk, DateTimeOffset now, CancellationToken cancel)
    {
        var seenBy = await db.CountOrganizersWhoSeeAsync(e.Id, now, cancel);
        var later = await db.Reviewers.Where(reviewer => reviewer.EventId == e.Id && reviewer.DueAt != null).ToDictionaryAsync(reviewer => reviewer.Id, reviewer => reviewer.DueAt, cancel);
        foreach (var reviewer in inputs.Reviewers.Where(reviewer => grown.ContainsKey(reviewer.Id)))
        {
            var about = grown[reviewer.Id].MaxBy(id => seenBy.GetValueOrDefault(id));
            var due = later.GetValueOrDefault(reviewer.Id) ?? e.ReviewsDue;
            db.Add(OutgoingMail.Write(AssignmentMails.Assigned(e, occasion, reviewer, due, about, desks.Issue(e.Id, reviewer.Id, due, now)), now));
        }

        // Whoever gets something new sees the whole list; the others would find it shorter and wonder.
        foreach (var reviewer in inputs.Reviewers.Where(reviewer => shrunk.Contains(reviewer.Id) && !grown.ContainsKey(reviewer.Id)))
        {
            var about = shrunk[reviewer.Id].MaxBy(id => seenBy.GetValueOrDefault(id));
            db.Add(OutgoingMail.Write(AssignmentMails.TakenBack(e, occasion, reviewer.Email, reviewer.Name, about, site.Link($"/e/{e.Slug}/reviews")), now));
        }
    }
}
