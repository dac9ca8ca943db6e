using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Events;

public static class DeadlineQueries
{
    /// <summary>
    /// The deadlines of an event as they are for this viewer: with what was granted to any address that they have confirmed, with those of their submissions that were
    /// reopened, with the late links that they have used, and with the deadlines of the types. Three queries, one for visitors.
    /// </summary>
    public static async Task<PersonalDeadlines> LoadDeadlinesAsync(this WorkshopDb db, WorkshopEvent of, Viewer viewer, CancellationToken cancel)
    {
        var common = await db.LoadCommonDeadlinesAsync(of, cancel);
        if (!viewer.IsSignedIn)
        {
            return common;
        }

        var confirmed = viewer.ConfirmedEmails.ToArray();
        var mine = db.Submissions.WrittenBy(viewer);
        var extensions = await db.DeadlineExtensions.AsNoTracking()
            .Where(extension => extension.EventId == of.Id
                && (confirmed.Contains(extension.NormalizedEmail) || (extension.NormalizedEmail == "" && mine.Any(s => s.Id == extension.SubmissionId))))
            .ToListAsync(cancel);
        var uses = await db.LateLinkUses
            .Where(use => use.EventId == of.Id && (use.PersonId == viewer.PersonId || mine.Any(s => s.Id == use.SubmissionId)))
            .Join(db.LateLinks.Where(link => link.RevokedAt == null), use => use.LinkId, link => link.Id, (use, link) => new { link.Expires, use.SubmissionId, link.TypeId })
            .ToListAsync(cancel);
        return common with { Leaves = [.. extensions.Select(extension => extension.Leave), .. uses.Select(use => new Leave(LeaveKind.LateLink, use.Expires, use.SubmissionId) { TypeId = use.TypeId })] };
    }

    /// <summary>The deadlines of an event and its types as they are for everybody. One query.</summary>
    public static async Task<PersonalDeadlines> LoadCommonDeadlinesAsync(this WorkshopDb db, WorkshopEvent of, CancellationToken cancel) => new(of.Timeline, [])
    {
        Types = await db.SubmissionTypes.Where(type => type.EventId == of.Id)
            .OrderBy(type => type.Position)
            .Select(type => new TypeDeadlines(type.Id, type.ClosesAt, type.AbstractsDue, type.IsClosed) { Name = type.Name })
            .ToListAsync(cancel),
    };

    /// <summary>
    /// The window of one submission as it is for those to whom mail about it goes, by their addresses, normalized: what was granted to any confirmed address of the same person counts.
    /// Four queries.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, SubmissionWindow>> LoadWindowsAsync(this WorkshopDb db, WorkshopEvent of, Submission submission, IReadOnlyCollection<string> addresses, CancellationToken cancel)
    {
        var common = await db.LoadCommonDeadlinesAsync(of, cancel);
        var asked = addresses.ToArray();
        var people = db.PersonEmails.Where(email => asked.Contains(email.NormalizedAddress) && email.ConfirmedAt != null).Select(email => email.PersonId);
        var confirmed = await db.PersonEmails.Where(email => email.ConfirmedAt != null && people.Contains(email.PersonId)).Select(email => new { email.PersonId, email.NormalizedAddress }).ToListAsync(cancel);
        var extensions = await db.DeadlineExtensions.AsNoTracking()
            .Where(extension => extension.EventId == of.Id && (extension.SubmissionId == submission.Id || extension.SubmissionId == null))
            .ToListAsync(cancel);
        var links = await db.LateLinkUses.Where(use => use.SubmissionId == submission.Id)
            .Join(db.LateLinks.Where(link => link.RevokedAt == null), use => use.LinkId, link => link.Id, (_, link) => new { link.Expires, link.TypeId })
            .ToListAsync(cancel);
        var late = links.Select(link => new Leave(LeaveKind.LateLink, link.Expires, submission.Id) { TypeId = link.TypeId }).ToList();
        return asked.Distinct(StringComparer.Ordinal).ToDictionary(address => address, WindowOf, StringComparer.Ordinal);

        SubmissionWindow WindowOf(string address)
        {
            var person = confirmed.Find(email => email.NormalizedAddress == address)?.PersonId;
            string[] theirs = [address, .. confirmed.Where(email => email.PersonId == person).Select(email => email.NormalizedAddress)];
            var granted = extensions.Where(extension => extension.IsReopening || theirs.Contains(extension.NormalizedEmail)).Select(extension => extension.Leave);
            return (common with { Leaves = [.. granted, .. late] }).For(submission);
        }
    }

    /// <summary>The deadlines of one submission of this viewer, or of a new one when they have none of that id.</summary>
    public static async Task<SubmissionDeadlines> LoadDeadlinesAsync(this WorkshopDb db, WorkshopEvent of, Viewer viewer, Guid submissionId, CancellationToken cancel)
    {
        var deadlines = await db.LoadDeadlinesAsync(of, viewer, cancel);
        var saved = await db.Submissions.WrittenBy(viewer)
            .Where(s => s.Id == submissionId && s.EventId == of.Id)
            .Select(s => new { RegisteredAt = s.RegisteredAt ?? s.SubmittedAt, s.TypeId })
            .SingleOrDefaultAsync(cancel);
        return saved is null ? new SubmissionDeadlines(deadlines, null, null, null) : new SubmissionDeadlines(deadlines, submissionId, saved.RegisteredAt, saved.TypeId);
    }

    /// <summary>Extensions and reopenings as an organizer may see and change them: none for a submission that the organizer must keep away from.</summary>
    public static IQueryable<DeadlineExtension> ExtensionsShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.DeadlineExtensions.Where(extension => extension.EventId == eventId && (extension.SubmissionId == null || managed.Any(s => s.Id == extension.SubmissionId)));
    }
}
