using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Reviews;

/// <summary>A reviewer with something open, and everything that a reminder asks about.</summary>
/// <param name="Name">As the person calls themselves.</param>
/// <param name="Papers">What is open, by number, with the submission it is.</param>
internal sealed record BusyReviewer(Guid Id, Guid EventId, string Name, string Email, IReadOnlyList<(Guid SubmissionId, OpenPaper Paper)> Papers, RemindedReviewer Reminded);

/// <summary>Who has something open, read for many events or one in a fixed number of queries.</summary>
internal static class OpenWork
{
    /// <summary>Those who may be reminded: not who wants no reminders, and not where no due date is known.</summary>
    /// <param name="events">Where to look.</param>
    /// <param name="mutedToo">Also those who want no reminders.</param>
    public static async Task<List<BusyReviewer>> LoadAsync(WorkshopDb db, IReadOnlyDictionary<Guid, WorkshopEvent> events, CancellationToken cancel, bool mutedToo = false)
    {
        var eventIds = events.Keys.ToArray();
        var rows = await (
            from assignment in db.OpenReviews()
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            join s in db.Submissions on assignment.SubmissionId equals s.Id
            join person in db.People on reviewer.PersonId equals person.Id
            where eventIds.Contains(assignment.EventId) && (mutedToo || reviewer.RemindersEndedAt == null)
            select new
            {
                reviewer.Id, reviewer.EventId, person.Name, reviewer.Email, reviewer.DueAt, reviewer.ZoneId, assignment.AssignedAt, SubmissionId = s.Id, s.Number, s.Title,
                HasDraft = db.Reviews.Any(review => review.AssignmentId == assignment.Id),
            }).ToListAsync(cancel);
        var sent = (await db.ReviewerReminders.AsNoTracking().Where(reminder => db.Reviewers.Any(reviewer => reviewer.Id == reminder.ReviewerId && eventIds.Contains(reviewer.EventId))).ToListAsync(cancel))
            .ToLookup(reminder => reminder.ReviewerId);
        var busy = new List<BusyReviewer>();
        foreach (var mine in rows.GroupBy(row => row.Id))
        {
            var first = mine.First();
            var e = events[first.EventId];
            if ((first.DueAt ?? e.ReviewsDue) is not { } due)
            {
                continue;
            }

            var zone = first.ZoneId is { } own ? EventZone.Stored(own) : e.Zone;
            busy.Add(new BusyReviewer(
                first.Id, first.EventId, first.Name, first.Email,
                [.. mine.OrderBy(row => row.Number).Select(row => (row.SubmissionId, new OpenPaper(row.Number, row.Title, row.HasDraft)))],
                new RemindedReviewer(mine.Min(row => row.AssignedAt), due, zone, [.. sent[first.Id]])));
        }

        return busy;
    }

    /// <summary>On which submission a mail about several hangs: the one that most organizers may see, so that a mail about nothing but one's own paper stays out of one's sight.</summary>
    public static Guid HangsOn(BusyReviewer reviewer, IReadOnlyDictionary<Guid, int> seenBy) => reviewer.Papers.MaxBy(open => seenBy.GetValueOrDefault(open.SubmissionId)).SubmissionId;

    /// <summary>The same for a mail or an entry of the log about whatever one reviewer is assigned, done or not, or was when nothing is any more; null when nothing ever was.</summary>
    public static async Task<Guid?> HangsOnAsync(WorkshopDb db, Guid eventId, Guid reviewerId, DateTimeOffset now, CancellationToken cancel)
    {
        var all = await db.ReviewAssignments.Where(assignment => assignment.ReviewerId == reviewerId).Select(assignment => new { assignment.SubmissionId, IsActive = assignment.RemovedAt == null }).ToListAsync(cancel);
        var assigned = all.Where(assignment => assignment.IsActive == all.Exists(other => other.IsActive)).Select(assignment => assignment.SubmissionId).ToList();
        if (assigned.Count == 0)
        {
            return null;
        }

        var seenBy = await db.CountOrganizersWhoSeeAsync(eventId, now, cancel);
        return assigned.MaxBy(id => seenBy.GetValueOrDefault(id));
    }
}
