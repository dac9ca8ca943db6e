using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Looks which submissions of an event may be the same paper. Done for one submission whenever it is saved, against the small fingerprints of the others, so that no page compares anything.
/// Two that arrive at the very same moment on a database with several writers may miss each other until one of them is saved again or an organizer asks.
/// </summary>
public sealed class FindDuplicates(WorkshopDb db, WriteTurns turns, TimeProvider time)
{
    private const int Attempts = 10;

    /// <summary>What fails when somebody else has written the same at the same moment: worth another attempt.</summary>
    public static readonly IReadOnlyList<string> Keys = ["PK_SubmissionFingerprints", "PK_DuplicateHints"];

    /// <summary>All of an event again, also those from before hints were kept. Saves.</summary>
    /// <returns>How many pairs there are.</returns>
    public Task<int> RunAsync(Guid eventId, CancellationToken cancel) => turns.RepeatAsync(db, () => TryAsync(eventId, cancel), Attempts, Keys, cancel);

    private async Task<int> TryAsync(Guid eventId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var submissions = await db.Submissions.Include(s => s.Versions).Where(s => s.EventId == eventId && s.SubmittedAt != null).OrderBy(s => s.Number).ToListAsync(cancel);
        await CompareAsync(eventId, submissions, time.GetUtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return await db.DuplicateHints.CountAsync(hint => hint.EventId == eventId, cancel);
    }

    /// <summary>Each of them against all others of the event, them included; to be saved with the change that asks. Three queries, however many they are.</summary>
    /// <param name="changed">With their versions.</param>
    public async Task CompareAsync(Guid eventId, IReadOnlyCollection<Submission> changed, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = changed.Select(submission => submission.Id).ToHashSet();
        var compared = await db.SubmissionFingerprints.Where(fingerprint => ids.Contains(fingerprint.SubmissionId)).ToDictionaryAsync(fingerprint => fingerprint.SubmissionId, cancel);
        var others = await db.SubmissionFingerprints.AsNoTracking().Where(other => other.EventId == eventId && !ids.Contains(other.SubmissionId)).ToListAsync(cancel);
        var hints = await db.DuplicateHints.Where(hint => ids.Contains(hint.FirstId) || ids.Contains(hint.SecondId)).ToDictionaryAsync(hint => (hint.FirstId, hint.SecondId), cancel);
        foreach (var submission in changed)
        {
            if (compared.TryGetValue(submission.Id, out var known))
            {
                known.Renew(submission);
                continue;
            }

            compared[submission.Id] = SubmissionFingerprint.Of(submission);
            db.Add(compared[submission.Id]);
        }

        foreach (var (at, submission) in changed.Index())
        {
            foreach (var other in others.Concat(changed.Skip(at + 1).Select(later => compared[later.Id])))
            {
                Compare(compared[submission.Id], other, hints, now);
            }
        }
    }

    private void Compare(SubmissionFingerprint one, SubmissionFingerprint other, Dictionary<(Guid First, Guid Second), DuplicateHint> hints, DateTimeOffset now)
    {
        var hint = hints.GetValueOrDefault((one.SubmissionId, other.SubmissionId)) ?? hints.GetValueOrDefault((other.SubmissionId, one.SubmissionId));
        if (Likeness.Between(one, other) is not { } likeness)
        {
            if (hint is not null)
            {
                db.Remove(hint);
            }
        }
        else if (hint is null)
        {
            db.Add(DuplicateHint.Of(one.EventId, one.SubmissionId, other.SubmissionId, likeness, now));
        }
        else
        {
            hint.Renew(likeness);
        }
    }
}
