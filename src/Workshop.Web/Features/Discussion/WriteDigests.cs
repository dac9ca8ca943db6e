using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.People;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Discussion;

/// <summary>Wakes <see cref="WriteDigests"/> and <see cref="AnnounceResponses"/>.</summary>
internal sealed partial class DiscussionNews(WriteDigests digests, AnnounceResponses responses, ILogger<DiscussionNews> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var (written, announced) = (await digests.RunAsync(cancel), await responses.RunAsync(cancel));
        if (written + announced > 0)
        {
            LogWritten(written, announced);
        }
    }

    [LoggerMessage(LogLevel.Information, "Wrote {Digests} digests of discussions and {Announcements} mails about responses.")]
    private partial void LogWritten(int digests, int announcements);
}

/// <summary>
/// Writes the digests that are due: who has unread messages of which no digest told, and got none for so many hours. The mail, what it told of and when it was written are one save; its key holds the
/// digest before it. So it can run as often as it likes, die at any point, and run on two nodes at once.
/// </summary>
public sealed class WriteDigests(WorkshopDb db, DiscussionReading reading, DigestLinks links, SiteAddress site, TimeProvider time)
{
    /// <summary>Nobody is told of what is older: then digests were off, or nothing was due for long.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (ripe, oldest) = (now - DiscussionMessage.MayBeEditedFor, now - Oldest);
        var eventIds = await db.DiscussionMessages
            .Where(message => message.PostedAt < ripe && message.PostedAt >= oldest && message.WithdrawnAt == null && db.Events.Any(e => e.Id == message.EventId && e.DecisionsReleased == null))
            .Select(message => message.EventId)
            .Distinct()
            .ToListAsync(cancel);
        var written = 0;
        foreach (var eventId in eventIds)
        {
            written += await OfEventAsync(eventId, now, cancel);
        }

        return written;
    }

    private async Task<int> OfEventAsync(Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var rules = await db.LoadReviewingRulesAsync(eventId, cancel);
        if (!rules.Discusses || rules.DigestHours == 0)
        {
            return 0;
        }

        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == eventId, cancel);
        var people = await CandidatesAsync(eventId, now, cancel);
        var last = await db.DiscussionDigests.AsNoTracking().Where(digest => digest.EventId == eventId).ToDictionaryAsync(digest => digest.PersonId, cancel);
        var organizers = people.Count == 0 ? [] : await db.LoadOrganizersAsync(eventId, cancel);
        var written = 0;
        foreach (var person in people)
        {
            if (!last.TryGetValue(person, out var digest) || digest.IsDue(rules.DigestHours, now))
            {
                written += await TellAsync(e, rules, organizers, person, now, cancel) ? 1 : 0;
            }
        }

        return written;
    }

    /// <summary>Reviewers and organizers for whom something may be new; what really is, the policy says for each.</summary>
    private async Task<List<Guid>> CandidatesAsync(Guid eventId, DateTimeOffset now, CancellationToken cancel)
    {
        var (ripe, oldest) = (now - DiscussionMessage.MayBeEditedFor, now - Oldest);
        var fresh = db.DiscussionMessages.Where(message => message.EventId == eventId && message.WithdrawnAt == null && message.PostedAt < ripe && message.PostedAt >= oldest);
        var reviewers = await (
            from assignment in db.ReviewAssignments
            where assignment.EventId == eventId && assignment.RemovedAt == null
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            where reviewer.PersonId != null && fresh.Any(message => message.SubmissionId == assignment.SubmissionId && message.PersonId != reviewer.PersonId
                && !db.DiscussionMarks.Any(mark => mark.PersonId == reviewer.PersonId && mark.SubmissionId == message.SubmissionId && (mark.ReadUpTo >= message.Number || mark.ToldUpTo >= message.Number)))
            select reviewer.PersonId!.Value)
            .Distinct()
            .ToListAsync(cancel);
        var organizers = await (
            from organizer in db.Organizers
            where organizer.EventId == eventId
            join email in db.PersonEmails on organizer.NormalizedEmail equals email.NormalizedAddress
            where email.ConfirmedAt != null && fresh.Any(message => message.PersonId != email.PersonId
                && !db.DiscussionMarks.Any(mark => mark.PersonId == email.PersonId && mark.SubmissionId == message.SubmissionId && (mark.ReadUpTo >= message.Number || mark.ToldUpTo >= message.Number)))
            select email.PersonId)
            .Distinct()
            .ToListAsync(cancel);
        return [.. reviewers.Union(organizers).Order()];
    }

    private async Task<bool> TellAsync(WorkshopEvent e, ReviewingRules rules, IReadOnlyList<OrganizerContact> organizers, Guid personId, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var (ripe, oldest) = (now - DiscussionMessage.MayBeEditedFor, now - Oldest);
        var viewer = await db.LoadViewerAsync(personId, cancel);
        var fresh = db.UnreadBy(viewer, e, rules, now).Where(message =>
            message.PostedAt < ripe && message.PostedAt >= oldest
            && !db.DiscussionMarks.Any(mark => mark.PersonId == personId && mark.SubmissionId == message.SubmissionId && mark.ToldUpTo >= message.Number)
            && !db.Decisions.Any(decision => decision.SubmissionId == message.SubmissionId && decision.ReleasedAt != null));
        var ids = fresh.Select(message => message.SubmissionId);
        var numbers = await db.LoadReviewerNumbersAsync(ids, cancel);
        var messages = (await reading.MessagesAsync(viewer, e, rules, fresh, numbers, now, cancel)).ToLookup(message => message.SubmissionId);
        var told = messages.Select(paper => paper.Key).ToArray();
        var person = await db.People.AsNoTracking().Include(person => person.Emails).SingleAsync(person => person.Id == personId, cancel);
        if (told.Length == 0 || person.PrimaryEmail is not { ConfirmedAt: not null } primary || EmailAddress.Parse(primary.Address).Value is not { } to)
        {
            return false;
        }

        var managed = db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now);
        var papers = await db.Submissions.Where(s => told.Contains(s.Id)).OrderBy(s => s.Number).Select(s => new { s.Id, s.Number, s.Title, Manages = managed.Any(other => other.Id == s.Id) }).ToListAsync(cancel);
        var marks = await db.DiscussionMarks.Where(mark => mark.PersonId == personId && told.Contains(mark.SubmissionId)).ToDictionaryAsync(mark => mark.SubmissionId, cancel);
        foreach (var paper in messages)
        {
            if (!marks.TryGetValue(paper.Key, out var mark))
            {
                mark = new DiscussionMark { SubmissionId = paper.Key, PersonId = personId };
                db.Add(mark);
            }

            mark.Tell(paper.Max(message => message.Number));
        }

        var digest = await db.DiscussionDigests.SingleOrDefaultAsync(digest => digest.EventId == e.Id && digest.PersonId == personId, cancel);
        if (digest is null)
        {
            digest = new DiscussionDigest { EventId = e.Id, PersonId = personId };
            db.Add(digest);
        }

        if (!digest.IsDue(rules.DigestHours, now))
        {
            return false;
        }

        var draft = DiscussionMails.Digest(
            e, digest, [.. papers.Select(paper => new DigestPaper(paper.Id, paper.Number, paper.Title, site.Link($"/e/{e.Slug}/{(paper.Manages ? "organize" : "reviews")}/discussions/{paper.Id}"), [.. messages[paper.Id]]))], rules.DigestQuotes, rules.DigestHours, to, person.Name);
        db.Add(OutgoingMail.Write(draft with { EventId = await EventShownAsync(e, organizers, told, now, cancel), SubmissionId = told.Length == 1 ? told[0] : null, UnsubscribeLink = site.Link(links.PathFor(e.Id, personId)) }, now));
        digest.Sent(now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException failed) when (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.MailOnce) || db.Violates(failed, ConstraintNames.DiscussionDigestOnce) || db.Violates(failed, ConstraintNames.DiscussionMarkOnce))
        {
            // Another node was faster, or the reader is looking at this very moment: the next run sees what is left.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>
    /// An organizer who must keep away from a submission would learn from the mere row of a digest who reviews it. A digest of one submission is hidden with it; one of several is a mail of the event only
    /// when every organizer may know of all of them, and otherwise one of the account, which no organizer's list has.
    /// </summary>
    private async Task<Guid?> EventShownAsync(WorkshopEvent e, IReadOnlyList<OrganizerContact> organizers, Guid[] told, DateTimeOffset now, CancellationToken cancel)
    {
        if (told.Length == 1)
        {
            return e.Id;
        }

        foreach (var organizer in organizers)
        {
            if (await db.Submissions.VisibleTo(organizer.Viewer, SubmissionPart.Management, now).CountAsync(s => told.Contains(s.Id), cancel) < told.Length)
            {
                return null;
            }
        }

        return e.Id;
    }
}
