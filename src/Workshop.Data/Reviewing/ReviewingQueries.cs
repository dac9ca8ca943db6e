using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

public static class ReviewingQueries
{
    /// <summary>The viewer's own active assignments in one event, without those that the viewer must keep away from since.</summary>
    public static IQueryable<ReviewAssignment> OnDeskOf(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.ReviewDesk, now);
        return db.ReviewAssignments.Where(assignment =>
            assignment.EventId == eventId
            && assignment.RemovedAt == null
            && mine.Contains(assignment.ReviewerId)
            && visible.Any(submission => submission.Id == assignment.SubmissionId));
    }

    /// <summary>
    /// Every review that its reviewer has still to hand in, over all events: what stands on their desk by the rules of <see cref="OnDeskOf"/>, asked of everybody at once, without what is submitted or decided.
    /// </summary>
    public static IQueryable<ReviewAssignment> OpenReviews(this WorkshopDb db) =>
        from assignment in db.ReviewAssignments
        join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
        join s in db.Submissions on assignment.SubmissionId equals s.Id
        where assignment.RemovedAt == null && reviewer.State == ReviewerState.Accepted && reviewer.PersonId != null
            && s.SubmittedAt != null && s.WithdrawnAt == null
            && s.OwnerId != reviewer.PersonId
            && !db.Conflicts.Any(conflict => conflict.SubmissionId == s.Id && conflict.PersonId == reviewer.PersonId)
            && !s.Authors.Any(author => author.NormalizedEmail == reviewer.NormalizedEmail
                || db.PersonEmails.Any(email => email.PersonId == reviewer.PersonId && email.ConfirmedAt != null && email.NormalizedAddress == author.NormalizedEmail)
                || db.Reviewers.Any(other => other.PersonId == reviewer.PersonId && other.State == ReviewerState.Accepted && other.NormalizedEmail == author.NormalizedEmail))
            && !s.Disavowals.Any(said => said.NormalizedEmail == reviewer.NormalizedEmail
                || db.PersonEmails.Any(email => email.PersonId == reviewer.PersonId && email.ConfirmedAt != null && email.NormalizedAddress == said.NormalizedEmail)
                || db.Reviewers.Any(other => other.PersonId == reviewer.PersonId && other.State == ReviewerState.Accepted && other.NormalizedEmail == said.NormalizedEmail))
            && !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null)
            && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt != null)
        select assignment;

    /// <summary>What organizers chose for reminders, or what holds while they have chosen nothing.</summary>
    public static async Task<ReminderPlan> LoadReminderPlanAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        await db.ReminderPlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.EventId == eventId, cancel) ?? ReminderPlan.Usual(eventId);

    /// <summary>When the viewer's own reviews of the event are due: their personal date, else the event's; null when there is neither.</summary>
    public static async Task<DateTimeOffset?> LoadReviewsDueAsync(this WorkshopDb db, Viewer viewer, WorkshopEvent of, CancellationToken cancel)
    {
        var mine = viewer.ReviewerIds.ToArray();
        return await db.Reviewers.Where(reviewer => reviewer.EventId == of.Id && mine.Contains(reviewer.Id)).Select(reviewer => reviewer.DueAt).FirstOrDefaultAsync(cancel) ?? of.ReviewsDue;
    }

    /// <summary>The active assignments of one event that an organizer may know of.</summary>
    public static IQueryable<ReviewAssignment> ManagedBy(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        return db.ReviewAssignments.Where(assignment =>
            assignment.EventId == eventId && assignment.RemovedAt == null && visible.Any(submission => submission.Id == assignment.SubmissionId));
    }

    /// <summary>The bids that count in one event, on submissions that an organizer may manage: never those on their own papers, by number neither.</summary>
    public static IQueryable<Bid> BidsManagedBy(this WorkshopDb db, Viewer viewer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now).Where(submission => submission.SubmittedAt != null && submission.WithdrawnAt == null);
        return db.Bids.Where(bid => bid.EventId == eventId && visible.Any(submission => submission.Id == bid.SubmissionId));
    }

    /// <summary>Whom to invite next, in order: those whose turn has not come and who were not invited otherwise.</summary>
    public static IQueryable<Alternate> AlternatesInTurn(this WorkshopDb db, Guid eventId) => db.Alternates
        .Where(alternate => alternate.EventId == eventId && alternate.InvitedAt == null && !db.Reviewers.Any(reviewer => reviewer.EventId == eventId && reviewer.NormalizedEmail == alternate.NormalizedEmail))
        .OrderBy(alternate => alternate.Position);

    /// <summary>Everybody who was ever asked to review for the event: as they call themselves once they have an account, as the organizer typed it before.</summary>
    public static Task<List<NamedReviewer>> LoadReviewerNamesAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        db.Reviewers
            .Where(reviewer => reviewer.EventId == eventId)
            .Select(reviewer => new NamedReviewer(reviewer.Id, reviewer.NormalizedEmail, db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name))
            .ToListAsync(cancel);

    /// <summary>What reviewers said about submissions, by submission and reviewer; also about those that count no more.</summary>
    public static async Task<Dictionary<(Guid Submission, Guid Reviewer), BidValue>> LoadBidsAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        (await db.Bids.Where(bid => bid.EventId == eventId).Select(bid => new { bid.SubmissionId, bid.ReviewerId, bid.Value }).ToListAsync(cancel))
            .ToDictionary(bid => (bid.SubmissionId, bid.ReviewerId), bid => bid.Value);
}

/// <param name="Email">The invited address, normalized.</param>
public sealed record NamedReviewer(Guid Id, string Email, string Name);
