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
        var types = await db.SubmissionTypes.Where(type => type.EventId == of.Id)
            .OrderBy(type => type.Position)
            .Select(type => new TypeDeadlines(type.Id, type.ClosesAt, type.AbstractsDue, type.IsClosed) { Name = type.Name })
            .ToListAsync(cancel);
        if (!viewer.IsSignedIn)
        {
            return new PersonalDeadlines(of.Timeline, []) { Types = types };
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
        return new PersonalDeadlines(
            of.Timeline, [.. extensions.Select(extension => extension.Leave), .. uses.Select(use => new Leave(LeaveKind.LateLink, use.Expires, use.SubmissionId) { TypeId = use.TypeId })])
        {
            Types = types,
        };
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
