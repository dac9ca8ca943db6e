using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Looks which submissions of an event may be the same paper. Done for one submission whenever it is saved, against the small fingerprints of the others, so that no page compares anything.
/// Two that arrive at the very same moment on a database with several writers may miss each other until one of them is saved again or an organizer asks.
/// </summary>
public sealed class FindDuplicates(WorkshopDb db, TimeProvider time)
{
    /// <summary>All of an event again, also those from before hints were kept. Saves.</summary>
    /// <returns>How many pairs there are.</returns>
    public async Task<int> RunAsync(Guid eventId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var submissions = await db.Submissions.Include(s => s.Versions).Where(s => s.EventId == eventId && s.SubmittedAt != null).OrderBy(s => s.Number).ToListAsync(cancel);
        foreach (var submission in submissions)
        {
            await CompareAsync(submission, now, cancel);
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return await db.DuplicateHints.CountAsync(hint => hint.EventId == eventId, cancel);
    }

    /// <summary>One against the others; to be saved with the change that asks. Three queries.</summary>
    public async Task CompareAsync(Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        var fingerprint = await db.SubmissionFingerprints.SingleOrDefaultAsync(fingerprint => fingerprint.SubmissionId == submission.Id, cancel);
        if (fingerprint is null)
        {
            fingerprint = SubmissionFingerprint.Of(submission);
            db.Add(fingerprint);
        }
        else
        {
            fingerprint.Renew(submission);
        }

        var others = await db.SubmissionFingerprints.AsNoTracking().Where(other => other.EventId == submission.EventId && other.SubmissionId != submission.Id).ToListAsync(cancel);
        var known = await db.DuplicateHints.Where(hint => hint.FirstId == submission.Id || hint.SecondId == submission.Id).ToDictionaryAsync(hint => hint.FirstId == submission.Id ? hint.SecondId : hint.FirstId, cancel);
        foreach (var other in others)
        {
            var hint = known.GetValueOrDefault(other.SubmissionId);
            if (Likeness.Between(fingerprint, other) is { } likeness)
            {
                if (hint is null)
                {
                    db.Add(DuplicateHint.Of(submission.EventId, submission.Id, other.SubmissionId, likeness, now));
                }
                else
                {
                    hint.Renew(likeness);
                }
            }
            else if (hint is not null)
            {
                db.Remove(hint);
            }
        }
    }
}
