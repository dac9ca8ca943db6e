using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>Sends the response of the authors, or changes it, until it closes.</summary>
public sealed class SendResponse(WorkshopDb db, TimeProvider time)
{
    /// <param name="revision">Of the response, when the form was opened.</param>
    /// <param name="saysNothing">The author looked at the traces that were found and says that they are harmless.</param>
    /// <param name="arrivedAt">Of the request: that instant meets the deadline.</param>
    /// <returns>Null when the viewer is no author of such a submission.</returns>
    public async Task<Outcome<DateTimeOffset>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, string? text, int revision, bool saysNothing, DateTimeOffset arrivedAt, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var me = author.RequiredPersonId;
        var paper = await db.Submissions.WrittenBy(author)
            .Where(s => s.Id == submissionId && s.EventId == eventId && (s.SubmittedAt != null || s.WithdrawnAt != null))
            .Select(s => new
            {
                IsWithdrawn = s.WithdrawnAt != null,
                Authors = s.Authors.Select(listed => new { listed.Name, listed.Email }).ToList(),
                Released = db.Decisions.Where(decision => decision.SubmissionId == s.Id).Select(decision => decision.ReleasedAt).FirstOrDefault(),
            })
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancel);
        if (paper is null)
        {
            return null;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        if (AuthorResponse.WhyNotRespond(rules, e.Timeline, paper.Released, paper.IsWithdrawn, arrivedAt) is { } refusal)
        {
            return refusal;
        }

        var response = await db.AuthorResponses.SingleOrDefaultAsync(response => response.SubmissionId == submissionId, cancel);
        if (response is null)
        {
            response = AuthorResponse.Begin(eventId, submissionId);
            db.Add(response);
        }

        var traces = e.DoubleBlind && !saysNothing ? AuthorResponse.TracesIn(text ?? "", paper.Authors.Select(listed => (listed.Name, listed.Email)).Append((author.Name, ""))) : [];
        var sent = response.Send(text, rules.ResponseLimit, revision, traces, me, now);
        if (!sent.Succeeded)
        {
            return Outcome.No<DateTimeOffset>(sent.Refusals);
        }

        db.DiscussionDrafts.RemoveRange(await db.DiscussionDrafts.Where(draft => draft.SubmissionId == submissionId && draft.PersonId == me && draft.Of == DiscussionDraftOf.Response).ToListAsync(cancel));
        db.Add(AuditEntry.Of("response.sent", response.Revision == 1 ? "The authors responded to the reviews." : "The authors changed their response.", me, eventId, now, submissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return now;
        }
        catch (DbUpdateConcurrencyException)
        {
            return AuthorResponse.ChangedElsewhere;
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.AuthorResponseOnce))
        {
            return AuthorResponse.ChangedElsewhere;
        }
    }
}
