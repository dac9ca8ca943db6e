using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <param name="Fields">The whole form as <c>PostedFields</c> writes it: what is kept apart is kept whole.</param>
/// <param name="KeepApart">The reviewer is looking at two texts and has not chosen: nothing of the draft may change.</param>
public sealed record TypedReview(ReviewContent Content, int Revision, string Fields, bool KeepApart, OpenPage Page);

/// <param name="IsKeptApart">Kept for this person apart from the review, which says something else.</param>
/// <param name="Revision">The one that the form goes on with.</param>
/// <param name="Why">Why it is kept apart although this is a draft; null when there is nothing to say.</param>
public sealed record ReviewAutosaved(bool IsKeptApart, int Revision, DateTimeOffset At, Refusal? Why = null);

/// <summary>
/// What the form sends by itself while somebody types. A draft takes it as if it had been saved. A submitted review never changes by it: what was typed is kept as a
/// <see cref="ReviewWorkingCopy"/>. Running it twice with the same request changes nothing the second time.
/// </summary>
public sealed class AutosaveReview(WorkshopDb db, SaveReview save, TimeProvider time)
{
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<ReviewAutosaved>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, TypedReview typed, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).AsNoTracking().SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        if (await db.WhyNotChangeAsync(assignment, now, cancel) is { } decided)
        {
            return decided;
        }

        var form = await db.LoadReviewFormAsync(eventId, cancel);
        var found = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
        if (found?.SaysTheSame(typed.Content, form) == true)
        {
            await db.ForgetWorkingCopyAsync(viewer, assignmentId, typed.Page, cancel);
            return new ReviewAutosaved(false, found.Revision, found.UpdatedAt);
        }

        if (found is null || (!found.IsSubmitted && !typed.KeepApart))
        {
            var saved = await save.WhileTypingAsync(viewer, eventId, assignmentId, typed.Content, typed.Revision, typed.Page, cancel);
            if (saved is null)
            {
                return null;
            }

            if (saved.Succeeded)
            {
                await db.ForgetWorkingCopyAsync(viewer, assignmentId, typed.Page, cancel);
                return new ReviewAutosaved(false, saved.Value.Revision, now);
            }

            // What could not be saved is not stored either.
            db.ChangeTracker.Clear();
            found = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
            return await KeepAsync(viewer, assignmentId, typed, found?.Revision ?? 0, saved.Refusals[0], now, cancel);
        }

        return await KeepAsync(viewer, assignmentId, typed, found!.Revision, found.IsKnownAt(typed.Revision, typed.Page.Tab, typed.Page.Nth) ? null : Review.ChangedElsewhere, now, cancel);
    }

    /// <summary>The reviewer wants those changes gone that were not sent.</summary>
    /// <param name="token">As <see cref="ReviewWorkingCopy.Token"/>.</param>
    public Task<bool> ForgetAsync(Viewer viewer, Guid assignmentId, string token, CancellationToken cancel) => db.ForgetWorkingCopiesAsync(viewer, assignmentId, [token], cancel);

    private async Task<Outcome<ReviewAutosaved>> KeepAsync(Viewer viewer, Guid assignmentId, TypedReview typed, int current, Refusal? why, DateTimeOffset now, CancellationToken cancel)
    {
        if (typed.Fields.Length > ReviewWorkingCopy.MaxLength)
        {
            return new Refusal("review.too-much-text", "This is too much text to keep. Shorten the longest field.");
        }

        var copy = new ReviewWorkingCopy { AssignmentId = assignmentId, PersonId = viewer.RequiredPersonId, Tab = typed.Page.Tab, Fields = typed.Fields, BaseRevision = typed.Revision, SavedAt = now };
        if (!await ReplaceAsync(copy, cancel))
        {
            if (await db.ReviewWorkingCopies.CountAsync(known => known.AssignmentId == assignmentId && known.PersonId == copy.PersonId, cancel) >= ReviewWorkingCopy.Most)
            {
                return new Refusal("review.too-many-unsent", $"There are changes of {ReviewWorkingCopy.Most} windows that are not sent. Open this page in a new tab, and send or discard some of them.");
            }

            var added = db.Add(copy);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.ReviewWorkingCopyOnce))
            {
                // The same page kept its first one at the same moment.
                await ReplaceAsync(copy, cancel);
            }
            finally
            {
                added.State = EntityState.Detached;
            }
        }

        await db.ForgetWorkingCopiesAsync(viewer, assignmentId, [.. typed.Page.Taken.Where(token => token != copy.Token)], cancel);
        return new ReviewAutosaved(true, current, now, why);
    }

    private async Task<bool> ReplaceAsync(ReviewWorkingCopy copy, CancellationToken cancel) =>
        await db.ReviewWorkingCopies.Where(known => known.AssignmentId == copy.AssignmentId && known.PersonId == copy.PersonId && known.Tab == copy.Tab)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Fields, copy.Fields).SetProperty(known => known.BaseRevision, copy.BaseRevision).SetProperty(known => known.SavedAt, copy.SavedAt), cancel) > 0;
}
