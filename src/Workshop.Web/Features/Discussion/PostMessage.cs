using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Discussion;

/// <param name="Id">Made with the form: sending it twice posts once. The same form with other words, as a browser gives it back, posts them too.</param>
/// <param name="AsReviewer">For who is both; others have one voice only.</param>
public sealed record NewMessage(Guid Id, string? Text, DiscussionAudience Audience, bool AsReviewer);

/// <summary>Says something in the discussion of a submission. Nobody gets a mail for it: the digest comes later.</summary>
public sealed class PostMessage(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 8;

    /// <returns>Null when the writer has no part in that discussion.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer writer, Guid eventId, Guid submissionId, NewMessage input, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        var me = writer.RequiredPersonId;
        var managed = db.Submissions.VisibleTo(writer, SubmissionPart.Management, now);
        var desk = db.OnDeskOf(writer, eventId, now);
        var mine = db.DiscussionsOf(writer, e, rules, now);
        var seat = await db.Submissions
            .Where(s => s.Id == submissionId && mine.Contains(s.Id))
            .Select(s => new
            {
                IsWithdrawn = s.WithdrawnAt != null,
                Manages = managed.Any(other => other.Id == s.Id),
                AssignmentId = desk.Where(assignment => assignment.SubmissionId == s.Id).Select(assignment => (Guid?)assignment.Id).FirstOrDefault(),
                Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (seat is null)
        {
            return null;
        }

        if (DiscussionAccess.WhyNotWrite(rules, e.Timeline, seat.Released, seat.IsWithdrawn, now) is { } refusal)
        {
            return refusal;
        }

        var asReviewer = seat.AssignmentId is not null && (input.AsReviewer || !seat.Manages);
        Outcome<DiscussionMessage> Write(Guid id) => DiscussionMessage.Post(id, eventId, submissionId, me, asReviewer ? seat.AssignmentId : null, input.Audience, input.Text, now);
        var written = Write(input.Id);
        if (!written.Succeeded)
        {
            return Outcome.No<Done>(written.Refusals);
        }

        var message = written.Value;

        for (var attempt = 1; ; attempt++)
        {
            var last = await db.DiscussionMessages.Where(other => other.SubmissionId == submissionId).Select(other => (int?)other.Number).MaxAsync(cancel) ?? 0;
            message.StandAt(last + 1);
            db.Add(message);
            db.DiscussionDrafts.RemoveRange(await db.DiscussionDrafts.Where(draft => draft.SubmissionId == submissionId && draft.PersonId == me && draft.Of == DiscussionDraftOf.Message).ToListAsync(cancel));
            try
            {
                await db.SaveChangesAsync(cancel);
                return Done.Instance;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The draft went away in another window.
                db.ChangeTracker.Clear();
            }
            catch (DbUpdateException failed) when (attempt < Attempts && db.Violates(failed, ConstraintNames.DiscussionMessageOnce))
            {
                db.ChangeTracker.Clear();
                if (await StandsAsync(message, cancel))
                {
                    return Done.Instance;
                }

                message = Write(Guid.NewGuid()).Value!;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && db.Violates(failed, ConstraintNames.DiscussionNumberOnce))
            {
                // Somebody else was faster.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Pressed twice: its writer said just that there already, since the form was first sent.</summary>
    private Task<bool> StandsAsync(DiscussionMessage message, CancellationToken cancel) => db.DiscussionMessages.AnyAsync(
        other => other.PersonId == message.PersonId && other.SubmissionId == message.SubmissionId && other.AssignmentId == message.AssignmentId
            && other.Audience == message.Audience && other.Text == message.Text && other.WithdrawnAt == null
            && db.DiscussionMessages.Any(first => first.Id == message.Id && first.PersonId == message.PersonId && first.SubmissionId == message.SubmissionId && first.Number <= other.Number),
        cancel);
}
