using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>Keeps what somebody typed and did not send. The caller has made sure that they may write there. An empty text removes the draft.</summary>
public sealed class KeepDraft(WorkshopDb db, TimeProvider time)
{
    private const int Attempts = 3;

    /// <returns>When it was kept.</returns>
    public Task<DateTimeOffset> MessageAsync(Guid personId, Guid submissionId, string? text, DiscussionAudience audience, bool asReviewer, CancellationToken cancel) =>
        RunAsync(personId, submissionId, DiscussionDraftOf.Message, text, 0, audience, asReviewer, cancel);

    /// <returns>When it was kept.</returns>
    public Task<DateTimeOffset> ResponseAsync(Guid personId, Guid submissionId, string? text, int baseRevision, CancellationToken cancel) =>
        RunAsync(personId, submissionId, DiscussionDraftOf.Response, text, baseRevision, null, null, cancel);

    private async Task<DateTimeOffset> RunAsync(
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
