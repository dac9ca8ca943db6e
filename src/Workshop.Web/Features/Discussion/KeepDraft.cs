using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>Keeps what somebody typed and did not send, a message or a response. The caller has made sure that they may read there. An empty text removes the draft.</summary>
public sealed class KeepDraft(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 3;

    /// <param name="baseRevision">Of the response that the text was typed over; 0 for a message.</param>
    /// <param name="audience">Of a message; null for a response.</param>
    /// <returns>When it was kept.</returns>
    public async Task<DateTimeOffset> RunAsync(
        Guid personId, Guid submissionId, DiscussionDraftOf of, string? text, int baseRevision, DiscussionAudience? audience, bool? asReviewer, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            var draft = await db.DiscussionDrafts.SingleOrDefaultAsync(draft => draft.SubmissionId == submissionId && draft.PersonId == personId && draft.Of == of, cancel);
            if (string.IsNullOrWhiteSpace(text))
            {
                if (draft is not null)
                {
                    db.Remove(draft);
                }
            }
            else
            {
                if (draft is null)
                {
                    draft = new DiscussionDraft { SubmissionId = submissionId, PersonId = personId, Of = of };
                    db.Add(draft);
                }

                draft.Keep(text.Replace("\0", "", StringComparison.Ordinal), baseRevision, audience, asReviewer, now);
            }

            try
            {
                await db.SaveChangesAsync(cancel);
                return now;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.DiscussionDraftOnce)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
