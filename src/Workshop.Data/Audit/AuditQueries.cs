using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Audit;

public static class AuditQueries
{
    /// <summary>The event's log as an organizer may see it: nothing about a submission that the organizer must keep away from, and nothing about drafts.</summary>
    public static IQueryable<AuditEntry> LogShownTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.AuditEntries.Where(entry => entry.EventId == eventId && (entry.SubmissionId == null || managed.Any(s => s.Id == entry.SubmissionId)));
    }
}
