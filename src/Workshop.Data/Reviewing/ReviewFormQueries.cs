using Microsoft.EntityFrameworkCore;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.Reviewing;

public static class ReviewFormQueries
{
    /// <summary>The review form of an event to read; what stands for it when its organizers changed nothing.</summary>
    public static async Task<ReviewForm> LoadReviewFormAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        await db.ReviewForms.AsNoTracking().SingleOrDefaultAsync(form => form.EventId == eventId, cancel) ?? ReviewForm.Untouched(eventId);

    /// <summary>The review form of an event to change: tracked, and added to the database when there was none.</summary>
    public static async Task<ReviewForm> TrackReviewFormAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var form = await db.ReviewForms.SingleOrDefaultAsync(found => found.EventId == eventId, cancel);
        if (form is null)
        {
            form = ReviewForm.Untouched(eventId);
            db.Add(form);
        }

        return form;
    }

    /// <summary>
    /// What the reviews of the whole event say already, as numbers alone and without names: no organizer may change the form in a way that loses an answer, not even one that they
    /// must not read.
    /// </summary>
    public static async Task<ReviewFormUse> LoadReviewFormUseAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) => ReviewFormUse.Of(
        await db.Reviews.AsNoTracking().Where(review => db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.EventId == eventId)).ToListAsync(cancel));

    /// <summary>Whether the viewer has still to accept the statement on language models, as it is now, before a first review is submitted. No query when there is none.</summary>
    public static async Task<bool> OwesStatementAsync(this WorkshopDb db, ReviewForm form, Viewer viewer, Guid eventId, CancellationToken cancel)
    {
        var me = viewer.RequiredPersonId;
        return form.HasStatement
            && await db.StatementAcceptances.Where(acceptance => acceptance.EventId == eventId && acceptance.PersonId == me).Select(acceptance => (int?)acceptance.Version).MaxAsync(cancel) != form.StatementVersion;
    }
}
