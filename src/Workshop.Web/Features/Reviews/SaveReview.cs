using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

public sealed record ReviewSaved(bool IsSubmitted, DateTimeOffset At, int Revision);

/// <summary>What happens to the file beside a review when it is saved.</summary>
/// <param name="File">In place of the one that is there; null when none was chosen.</param>
/// <param name="Remove">The one that is there goes.</param>
/// <param name="ForAuthors">Null when the form does not say.</param>
public sealed record AttachmentChange(ReviewUpload? File, bool Remove, bool? ForAuthors)
{
    public static AttachmentChange None { get; } = new(null, false, null);
}

public sealed class SaveReview(WorkshopDb db, TimeProvider time, CleanAttachment clean)
{
    /// <summary>What was typed elsewhere and not sent stays: whoever did not see it cannot have meant to drop it.</summary>
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public Task<Outcome<ReviewSaved>?> RunAsync(Viewer viewer, Guid eventId, Guid assignmentId, ReviewContent content, int revision, bool submit, CancellationToken cancel) =>
        SaveAsync(viewer, eventId, assignmentId, content, revision, submit, AttachmentChange.None, OpenPage.Unknown, cancel);

    /// <summary>A draft, while it is typed.</summary>
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public Task<Outcome<ReviewSaved>?> WhileTypingAsync(Viewer viewer, Guid eventId, Guid assignmentId, ReviewContent content, int revision, OpenPage page, CancellationToken cancel) =>
        SaveAsync(viewer, eventId, assignmentId, content, revision, false, AttachmentChange.None, page, cancel);

    /// <summary>By the form itself, with what happens to the file beside it; nothing that was kept of this page is then left to send.</summary>
    /// <returns>Null when there is no such assignment on this reviewer's desk.</returns>
    public async Task<Outcome<ReviewSaved>?> WithFileAsync(
        Viewer viewer, Guid eventId, Guid assignmentId, ReviewContent content, int revision, bool submit, AttachmentChange attachment, OpenPage page, CancellationToken cancel)
    {
        var saved = await SaveAsync(viewer, eventId, assignmentId, content, revision, submit, attachment, page, cancel);
        if (saved is { Succeeded: true })
        {
            await db.ForgetWorkingCopyAsync(viewer, assignmentId, page, cancel);
        }

        return saved;
    }

    private async Task<Outcome<ReviewSaved>?> SaveAsync(
        Viewer viewer, Guid eventId, Guid assignmentId, ReviewContent content, int revision, bool submit, AttachmentChange attachment, OpenPage page, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var assignment = await db.OnDeskOf(viewer, eventId, now).SingleOrDefaultAsync(assignment => assignment.Id == assignmentId, cancel);
        if (assignment is null)
        {
            return null;
        }

        if (await db.WhyNotChangeAsync(assignment, now, cancel) is { } decided)
        {
            return decided;
        }

        var form = await db.LoadReviewFormAsync(eventId, cancel);
        var review = await db.Reviews.SingleOrDefaultAsync(review => review.AssignmentId == assignmentId, cancel);
        if (review is null)
        {
            review = Review.Start(assignment);
            db.Add(review);
        }

        var first = !review.IsSubmitted;
        var saved = review.Save(content, revision, submit, now, form, page.Tab, page.Nth);
        var refusals = saved.Refusals.ToList();
        if (submit && first && await db.OwesStatementAsync(form, viewer, eventId, cancel))
        {
            if (form.CheckStatement(content.AcceptsStatement) is { } unaccepted)
            {
                refusals.Add(unaccepted);
            }
            else
            {
                db.Add(new StatementAcceptance { EventId = eventId, PersonId = viewer.RequiredPersonId, Version = form.StatementVersion, Text = form.Statement, AcceptedAt = now });
            }
        }

        if (saved.Succeeded && await AttachAsync(assignment, attachment, now, cancel) is { } unclean)
        {
            refusals.Add(unclean);
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<ReviewSaved>(refusals);
        }

        if (submit && first)
        {
            db.Add(AuditEntry.Of("review.submitted", "A review was submitted.", viewer.PersonId, eventId, now, assignment.SubmissionId));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Review.ChangedElsewhere;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.ReviewOnce) || db.Violates(exception, ConstraintNames.StatementAcceptedOnce))
        {
            return Review.ChangedElsewhere;
        }

        return new ReviewSaved(review.IsSubmitted, now, review.Revision);
    }

    /// <returns>Why the file cannot be kept, or null.</returns>
    private async Task<Refusal?> AttachAsync(ReviewAssignment assignment, AttachmentChange change, DateTimeOffset now, CancellationToken cancel)
    {
        if (change == AttachmentChange.None)
        {
            return null;
        }

        var standing = await db.ReviewAttachments.SingleOrDefaultAsync(file => file.AssignmentId == assignment.Id && file.RemovedAt == null, cancel);
        if (change.ForAuthors is { } show)
        {
            standing?.ShowToAuthors(show);
        }

        if (change.File is null)
        {
            if (change.Remove)
            {
                standing?.Remove(now);
            }

            return null;
        }

        var cleaned = await clean.RunAsync(change.File, cancel);
        if (!cleaned.Succeeded)
        {
            return cleaned.Refusal! with { Field = "Attachment" };
        }

        var file = StoredFile.Of(cleaned.Value.Content, now);
        if (!await db.Files.AnyAsync(known => known.Sha256 == file.Sha256, cancel))
        {
            db.Add(file);
        }

        standing?.Remove(now);
        db.Add(ReviewAttachment.Attach(assignment, file.Sha256, file.Size, cleaned.Value.Ending, change.ForAuthors ?? standing?.ForAuthors ?? false, now));
        return null;
    }

    /// <returns>The reviewer's next unfinished assignment beside this one; null when there is none.</returns>
    public async Task<Guid?> NextAsync(Viewer viewer, Guid eventId, Guid current, CancellationToken cancel)
    {
        var left = await db.OnDeskOf(viewer, eventId, time.GetUtcNow())
            .Where(assignment => assignment.Id != current && !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null))
            .Select(assignment => new
            {
                assignment.Id,
                Started = db.Reviews.Any(review => review.AssignmentId == assignment.Id),
                Number = db.Submissions.Where(submission => submission.Id == assignment.SubmissionId).Select(submission => submission.Number).Single(),
            })
            .ToListAsync(cancel);
        return left.OrderBy(row => ReviewAccess.WorkingOrder(row.Started, submitted: false)).ThenBy(row => row.Number).FirstOrDefault()?.Id;
    }
}
