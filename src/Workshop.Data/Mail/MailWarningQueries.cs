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
    private const int AtOnce = 500;

    /// <summary>
    /// What is odd about the mails of an event that wait, as far as this organizer sees them; what has gone to the same people is compared with them. Whether reviewers are done is judged by the papers alone that this organizer
    /// manages. Texts are loaded only of mails that may be twins.
    /// </summary>
    /// <param name="to">Only mails to this normalized address; null for all.</param>
    public static async Task<IReadOnlyDictionary<Guid, string>> LoadMailWarningsAsync(this WorkshopDb db, Viewer organizer, Guid eventId, string? to, DateTimeOffset now, CancellationToken cancel)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        var shown = db.MailsShownTo(organizer, eventId, now).Where(mail => to == null || mail.NormalizedTo == to);
        var waiting = shown.Where(mail => mail.State == MailState.Queued || mail.State == MailState.Held);
        var rows = await waiting
            .Select(mail => new
            {
                mail.Id,
                mail.Kind,
                mail.NormalizedTo,
                mail.SubmissionId,
                mail.CreatedAt,
                mail.Subject,
                HasGone = false,
                Submitted = db.Submissions.Any(s => s.Id == mail.SubmissionId && (s.SubmittedAt != null || s.WithdrawnAt != null)),
                DecidedAnew = db.Decisions.Any(decision => decision.SubmissionId == mail.SubmissionId && (decision.ReleasedAt == null || decision.StagedAt > mail.CreatedAt)),
            })
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        rows.AddRange(await shown
            .Where(mail => (mail.State == MailState.Sending || mail.State == MailState.Sent || mail.State == MailState.Uncertain) && waiting.Select(other => other.NormalizedTo).Contains(mail.NormalizedTo))
            .Select(mail => new { mail.Id, mail.Kind, mail.NormalizedTo, mail.SubmissionId, mail.CreatedAt, mail.Subject, HasGone = true, Submitted = false, DecidedAnew = false })
            .ToListAsync(cancel));

        // Two with one subject may have one text, and two decisions about one submission must.
        var twins = rows.GroupBy(mail => (mail.NormalizedTo, mail.Subject)).Concat(rows.Where(mail => mail.Kind == MailKinds.Decision).GroupBy(mail => (mail.NormalizedTo, Subject: $"{mail.SubmissionId}")))
            .Where(group => group.Count() > 1 && group.Any(mail => !mail.HasGone))
            .SelectMany(group => group.Select(mail => mail.Id))
            .ToHashSet();
        var keys = new Dictionary<Guid, string>();
        foreach (var chunk in twins.Chunk(AtOnce).DefaultIfEmpty([]))
        {
            foreach (var mail in await db.OutgoingMails.Where(mail => chunk.Contains(mail.Id)).Select(mail => new { mail.Id, mail.Subject, mail.Body }).ToListAsync(cancel))
            {
                keys[mail.Id] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.Subject}\n{mail.Body}")));
            }
        }

        // By reviewer: whether something is still to do on the papers in sight. Who has nothing there is in neither set.
        var assigned = (await db.ReviewAssignments
            .Where(assignment => assignment.EventId == eventId && assignment.RemovedAt == null && managed.Any(s => s.Id == assignment.SubmissionId && s.WithdrawnAt == null))
            .Join(db.Reviewers, assignment => assignment.ReviewerId, reviewer => reviewer.Id, (assignment, reviewer) => new { reviewer.NormalizedEmail, IsDone = db.Reviews.Any(review => review.AssignmentId == assignment.Id && review.SubmittedAt != null) })
            .Distinct()
            .ToListAsync(cancel)).ToLookup(row => row.NormalizedEmail, row => row.IsDone, StringComparer.Ordinal);
        bool IsDone(string reviewer) => assigned.Contains(reviewer) && assigned[reviewer].All(done => done);
        return MailWarnings.Find([.. rows.Select(mail => new WaitingMail(
            mail.Id,
            mail.Kind,
            mail.NormalizedTo,
            mail.SubmissionId,
            mail.CreatedAt,
            keys.GetValueOrDefault(mail.Id) ?? $"{mail.Id}",
            mail.Kind == MailKinds.Decision && mail.DecidedAnew,
            mail.Kind == MailKinds.DraftReminder ? mail.Submitted : mail.Kind is MailKinds.ReviewReminder or MailKinds.ReviewPulse && IsDone(mail.NormalizedTo)) { HasGone = mail.HasGone })]);
    }
}
