using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

/// <summary><see cref="ReviewVisibility"/> and <see cref="DiscussionAccess"/> in SQL, for one event at a time. Every page and mail that shows a review or a message starts here.</summary>
public static class ReviewQueries
{
    /// <summary>Not tracked; the defaults for an event whose organizers chose nothing.</summary>
    public static async Task<ReviewingRules> LoadReviewingRulesAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        await db.ReviewingRules.AsNoTracking().SingleOrDefaultAsync(rules => rules.EventId == eventId, cancel) ?? ReviewingRules.Default(eventId);

    /// <summary>The reviews of one event of which <paramref name="viewer"/> may see <paramref name="part"/> at <paramref name="now"/>.</summary>
    public static IQueryable<Review> ReviewsShownTo(this WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, ReviewPart part, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(rules);
        return part is ReviewPart.Content or ReviewPart.ToOrganizers or ReviewPart.ReviewerName ? AmongReviewers(db, viewer, e, rules, part, now) : ForAuthors(db, viewer, e, rules, part, now);
    }

    /// <summary>The submissions of one event of which the viewer reads what is said about them, by id: those the viewer manages, and those of <see cref="HeardBy"/>. The page is there without discussions too.</summary>
    public static IQueryable<Guid> DiscussionsOf(this WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(e);
        var eventId = e.Id;
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var asReviewer = db.HeardBy(viewer, e, rules, now);
        return db.Submissions.Where(s => s.EventId == eventId && (managed.Any(other => other.Id == s.Id) || asReviewer.Contains(s.Id))).Select(s => s.Id);
    }

    /// <summary>The submissions on the viewer's desk whose discussion and response the viewer, as a reviewer, reads.</summary>
    public static IQueryable<Guid> HeardBy(this WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(rules);
        var desk = db.OnDeskOf(viewer, e.Id, now);
        var isOpen = rules.IsOpen(e.ReviewsDue, now);
        var always = rules.OthersReviews == OthersReviews.Always;
        return desk
            .Where(assignment => isOpen && (always || db.Reviews.Any(own => own.AssignmentId == assignment.Id && own.SubmittedAt != null && own.CannotJudgeBecause == null)))
            .Select(assignment => assignment.SubmissionId);
    }

    /// <summary>The messages of one event that the viewer may read, withdrawn ones among them: what they said is not for anybody but their writer.</summary>
    public static IQueryable<DiscussionMessage> MessagesShownTo(this WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var discussions = db.DiscussionsOf(viewer, e, rules, now);
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var me = viewer.PersonId ?? Guid.Empty;
        var isOn = rules.Discusses;
        return db.DiscussionMessages.Where(message =>
            isOn && discussions.Contains(message.SubmissionId)
            && (message.Audience == DiscussionAudience.Everybody || message.PersonId == me || managed.Any(s => s.Id == message.SubmissionId)));
    }

    /// <summary>Those of <see cref="MessagesShownTo"/> that others wrote and the viewer has not read.</summary>
    public static IQueryable<DiscussionMessage> UnreadBy(this WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, DateTimeOffset now)
    {
        var me = viewer.PersonId ?? Guid.Empty;
        return db.MessagesShownTo(viewer, e, rules, now).Where(message =>
            message.PersonId != me && message.WithdrawnAt == null
            && !db.DiscussionMarks.Any(mark => mark.PersonId == me && mark.SubmissionId == message.SubmissionId && mark.ReadUpTo >= message.Number));
    }

    /// <summary>"Reviewer 2" for every assignment there ever was of these submissions.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> LoadReviewerNumbersAsync(this WorkshopDb db, IQueryable<Guid> submissionIds, CancellationToken cancel) =>
        ReviewerNumbers.Of(await db.ReviewAssignments
            .Where(assignment => submissionIds.Contains(assignment.SubmissionId))
            .Select(assignment => new NumberedAssignment(assignment.Id, assignment.SubmissionId, assignment.AssignedAt, assignment.ShuffleKey))
            .ToListAsync(cancel));

    private static IQueryable<Review> AmongReviewers(WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, ReviewPart part, DateTimeOffset now)
    {
        var mine = viewer.ReviewerIds.ToArray();
        var desk = db.OnDeskOf(viewer, e.Id, now);
        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var counted = Counted(db, e.Id);
        var colleagues = counted.Where(review => !mine.Contains(review.ReviewerId) && desk.Any(own => own.SubmissionId == review.SubmissionId));
        var reads = part != ReviewPart.ToOrganizers && rules.IsOpen(e.ReviewsDue, now) && rules.OthersReviews != OthersReviews.Never;
        if (rules.OthersReviews == OthersReviews.AfterOwn)
        {
            colleagues = colleagues.Where(review => desk.Any(own => own.SubmissionId == review.SubmissionId && db.Reviews.Any(done => done.AssignmentId == own.Id && done.SubmittedAt != null && done.CannotJudgeBecause == null)));
        }

        if (part == ReviewPart.ReviewerName)
        {
            reads = reads && rules.ReviewersNamedSince is not null;
            var since = rules.ReviewersNamedSince ?? DateTimeOffset.UnixEpoch;
            colleagues = colleagues.Where(review => (review.FirstSubmittedAt ?? review.SubmittedAt) >= since && !db.DiscussionMessages.Any(message => message.AssignmentId == review.AssignmentId && message.PostedAt < since));
        }

        return db.Reviews.Where(review =>
            desk.Any(own => own.Id == review.AssignmentId)
            || (counted.Any(other => other.Id == review.Id) && managed.Any(s => s.Id == review.SubmissionId))
            || (reads && colleagues.Any(other => other.Id == review.Id)));
    }

    private static IQueryable<Review> ForAuthors(WorkshopDb db, Viewer viewer, WorkshopEvent e, ReviewingRules rules, ReviewPart part, DateTimeOffset now)
    {
        var written = db.Submissions.WrittenBy(viewer);
        var counted = Counted(db, e.Id).Where(review => review.CannotJudgeBecause == null && written.Any(s => s.Id == review.SubmissionId));
        // A release may lie ahead, and until then authors find no trace of it.
        var released = counted.Where(review => db.Decisions.Any(decision => decision.SubmissionId == review.SubmissionId && decision.ReleasedAt <= now));
        if (part == ReviewPart.NameForAuthors)
        {
            var (isSigned, since) = (rules.SignedSince is not null, rules.SignedSince ?? DateTimeOffset.UnixEpoch);
            return released.Where(review => isSigned && (review.FirstSubmittedAt ?? review.SubmittedAt) >= since);
        }

        var responds = rules.IsResponseOpen(now) && !(e.DecisionsReleased <= now) && (part == ReviewPart.ForAuthors || rules.ResponseShowsScores);
        var open = counted.Where(review =>
            responds
            && !db.Decisions.Any(decision => decision.SubmissionId == review.SubmissionId && decision.ReleasedAt <= now)
            && db.Submissions.Any(s => s.Id == review.SubmissionId && s.WithdrawnAt == null));
        return part == ReviewPart.ScoreForAuthors ? open : db.Reviews.Where(review => released.Any(other => other.Id == review.Id) || open.Any(other => other.Id == review.Id));
    }

    /// <summary>Submitted, and its assignment was not taken away.</summary>
    private static IQueryable<Review> Counted(WorkshopDb db, Guid eventId) =>
        db.Reviews.Where(review => review.SubmittedAt != null && db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.EventId == eventId && assignment.RemovedAt == null));
}
