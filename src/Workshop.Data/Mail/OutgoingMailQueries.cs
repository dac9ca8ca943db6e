using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Mail;

public static class OutgoingMailQueries
{
    private const int AtOnce = 500;
    private const int Attempts = 5;

    /// <summary>
    /// The event's mails as an organizer may see them: nothing about a submission that the organizer must keep away from, to whomever it goes, and nothing about drafts.
    /// </summary>
    public static IQueryable<OutgoingMail> MailsShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.OutgoingMails.Where(mail => mail.EventId == eventId && (mail.SubmissionId == null || managed.Any(s => s.Id == mail.SubmissionId)));
    }

    /// <summary>
    /// Those of <see cref="MailsShownTo"/> whose words the organizer may see and change, around secret links. A mail that names no submission may speak of several, as the one that
    /// gives a reviewer their papers: its text is only for organizers who need not keep away from any. Whoever shows the text of a private one hides the links first.
    /// </summary>
    public static IQueryable<OutgoingMail> MailsEditableBy(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.MailsShownTo(organizer, eventId, now).Where(mail =>
            mail.SubmissionId != null || !db.Submissions.Any(s => s.EventId == eventId && s.SubmittedAt != null && !managed.Any(other => other.Id == s.Id)));
    }

    /// <summary>
    /// The messages to groups that an organizer may know of: their own, and those of which they see a copy. One that went about nothing but a paper they must keep away from would tell of that paper by its
    /// group and its subject alone.
    /// </summary>
    public static IQueryable<GroupMessage> GroupMessagesShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var (me, mails) = (organizer.PersonId, db.MailsShownTo(organizer, eventId, now));
        return db.GroupMessages.Where(message => message.EventId == eventId && (message.WrittenBy == me || mails.Any(mail => mail.MessageId == message.Id)));
    }

    /// <summary><see cref="AddMissingMailAsync"/> and its save, once more when another node wrote some of them at this very moment. For use cases that save nothing else.</summary>
    public static async Task<int> SaveMissingMailAsync(this WorkshopDb db, IReadOnlyList<MailDraft> drafts, DateTimeOffset now, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var written = await db.AddMissingMailAsync(drafts, now, cancel);
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
                return written;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && db.Violates(failed, ConstraintNames.MailOnce))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// Adds those of the mails that do not exist yet, for use cases that may run twice or reach people who were told before; gives how many. The unique key
    /// still stands behind it: of two that do so at the same moment one save fails and can be repeated.
    /// </summary>
    public static async Task<int> AddMissingMailAsync(this WorkshopDb db, IEnumerable<MailDraft> drafts, DateTimeOffset now, CancellationToken cancel)
    {
        var missing = drafts.DistinctBy(draft => (draft.Kind, draft.To.Normalized, draft.About)).ToDictionary(draft => (draft.Kind, draft.To.Normalized, draft.About));
        foreach (var tracked in db.OutgoingMails.Local)
        {
            missing.Remove((tracked.Kind, tracked.NormalizedTo, tracked.About));
        }

        foreach (var kind in missing.Values.GroupBy(draft => draft.Kind).ToList())
        {
            foreach (var chunk in kind.Select(draft => draft.About).Distinct(StringComparer.Ordinal).Chunk(AtOnce).ToList())
            {
                var known = await db.OutgoingMails
                    .Where(mail => mail.Kind == kind.Key && chunk.Contains(mail.About))
                    .Select(mail => new { mail.NormalizedTo, mail.About })
                    .ToListAsync(cancel);
                foreach (var mail in known)
                {
                    missing.Remove((kind.Key, mail.NormalizedTo, mail.About));
                }
            }
        }

        db.OutgoingMails.AddRange(missing.Values.Select(draft => OutgoingMail.Write(draft, now)));
        return missing.Count;
    }
}
