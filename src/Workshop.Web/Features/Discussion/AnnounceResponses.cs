using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Discussion;

/// <summary>
/// Tells authors that they may respond, once there is a review to respond to, and reminds them a day before it closes when nobody has or something has come in since. Once each: the mail's key holds
/// submission and instant, so that it can run as often as it likes, and a period that is moved is announced anew.
/// </summary>
public sealed class AnnounceResponses(WorkshopDb db, SiteAddress site, TimeProvider time)
{
    private const int AtOnce = 500;
    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var open = await db.ReviewingRules.AsNoTracking()
            .Where(rules => rules.ResponseOpens <= now && rules.ResponseCloses >= now && db.Events.Any(e => e.Id == rules.EventId && e.DecisionsReleased == null))
            .ToListAsync(cancel);
        var written = 0;
        foreach (var rules in open)
        {
            var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == rules.EventId, cancel);
            written += await TellAsync(e, rules, await ToTellAsync(rules, DiscussionMails.ResponseOpenKind, false, cancel), DiscussionMails.ResponseOpenKind, now, cancel);
            if (ResponseReminder.IsDue(rules, now))
            {
                written += await TellAsync(e, rules, await ToTellAsync(rules, DiscussionMails.ResponseReminderKind, true, cancel), DiscussionMails.ResponseReminderKind, now, cancel);
            }
        }

        return written;
    }

    /// <summary>Submissions with a review to respond to whose authors got no mail of the kind for this period; a few at a time.</summary>
    private Task<List<Guid>> ToTellAsync(ReviewingRules rules, string kind, bool isReminder, CancellationToken cancel)
    {
        var (eventId, opens, closes) = (rules.EventId, rules.ResponseOpens!.Value, rules.ResponseCloses!.Value);
        var since = isReminder ? closes - ResponseReminder.Before : opens;
        return db.Submissions
            .Where(s => s.EventId == eventId && s.SubmittedAt != null && s.WithdrawnAt == null
                && !db.Decisions.Any(decision => decision.SubmissionId == s.Id && decision.ReleasedAt != null)
                && db.Reviews.Any(review => review.SubmissionId == s.Id && review.SubmittedAt != null && review.CannotJudgeBecause == null
                    && db.ReviewAssignments.Any(assignment => assignment.Id == review.AssignmentId && assignment.RemovedAt == null)
                    && (!isReminder || !db.AuthorResponses.Any(response => response.SubmissionId == s.Id && response.SentAt >= review.SubmittedAt)))
                && !db.OutgoingMails.Any(mail => mail.SubmissionId == s.Id && mail.Kind == kind && mail.CreatedAt >= since))
            .OrderBy(s => s.Number)
            .Select(s => s.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
    }

    private async Task<int> TellAsync(WorkshopEvent e, ReviewingRules rules, List<Guid> ids, string kind, DateTimeOffset now, CancellationToken cancel)
    {
        var papers = await db.Submissions.AsNoTracking().Include(s => s.Authors).Include(s => s.Disavowals).AsSplitQuery().Where(s => ids.Contains(s.Id)).OrderBy(s => s.Number).ToListAsync(cancel);
        var sent = await db.AuthorResponses.Where(response => ids.Contains(response.SubmissionId)).Select(response => response.SubmissionId).ToListAsync(cancel);
        var mails = new List<MailDraft>();
        foreach (var paper in papers)
        {
            var link = site.Link($"/e/{e.Slug}/submissions/{paper.Id}/response");
            foreach (var to in await db.LoadRecipientsAsync(paper, cancel))
            {
                mails.Add(kind == DiscussionMails.ResponseOpenKind
                    ? DiscussionMails.ResponseOpen(e, rules, paper.Id, paper.Number, paper.Title, to.Email, to.Name, link)
                    : DiscussionMails.ResponseReminder(e, rules, paper.Id, paper.Number, paper.Title, sent.Contains(paper.Id), to.Email, to.Name, link));
            }
        }

        return await db.SaveMissingMailAsync(mails, now, cancel);
    }
}
