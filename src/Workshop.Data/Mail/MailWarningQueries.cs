using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Mail;

public static class MailWarningQueries
{
    /// <summary>
    /// What is odd about the mails of an event that wait, as far as this organizer sees them. Whether reviewers are done is said only to organizers who need not keep away from any submission: who is not done, although
    /// everything in sight is, would review another. Three queries at most.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> LoadMailWarningsAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await db.MailsShownTo(organizer, eventId, now)
            .Where(mail => mail.State == MailState.Queued || mail.State == MailState.Held)
            .Select(mail => new
            {
                mail.Id,
                mail.Kind,
                mail.NormalizedTo,
                mail.SubmissionId,
                mail.CreatedAt,
                mail.Subject,
                mail.Body,
                Submitted = db.Submissions.Any(s => s.Id == mail.SubmissionId && (s.SubmittedAt != null || s.WithdrawnAt != null)),
                DecidedAnew = db.Decisions.Any(decision => decision.SubmissionId == mail.SubmissionId && (decision.ReleasedAt == null || decision.StagedAt > mail.CreatedAt)),
            })
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var seesAll = !await db.Submissions.AnyAsync(s => s.EventId == eventId && s.SubmittedAt != null && !managed.Any(other => other.Id == s.Id), cancel);
        var busy = (await db.ReviewAssignments
            .Where(assignment => assignment.EventId == eventId && assignment.RemovedAt == null && !db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null))
            .Join(db.Reviewers, assignment => assignment.ReviewerId, reviewer => reviewer.Id, (assignment, reviewer) => reviewer.NormalizedEmail)
            .Distinct()
            .ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        return MailWarnings.Find([.. rows.Select(mail => new WaitingMail(
            mail.Id,
            mail.Kind,
            mail.NormalizedTo,
            mail.SubmissionId,
            mail.CreatedAt,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.Subject}\n{mail.Body}"))),
            mail.Kind == MailWarnings.DecisionKind && mail.DecidedAnew,
            mail.Kind == "draft.reminder" ? mail.Submitted : seesAll && mail.Kind.StartsWith("review.remind", StringComparison.Ordinal) && !busy.Contains(mail.NormalizedTo)))]);
    }
}
