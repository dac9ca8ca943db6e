using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

/// <summary><see cref="SubmissionVisibility"/> in SQL. Every list, count and export of submissions starts here.</summary>
public static class SubmissionQueries
{
    /// <summary>The submissions of which <paramref name="viewer"/> may see <paramref name="part"/> at <paramref name="now"/>, over all events.</summary>
    public static IQueryable<Submission> VisibleTo(this DbSet<Submission> submissions, Viewer viewer, SubmissionPart part, DateTimeOffset now)
    {
        var db = (WorkshopDb)submissions.GetService<ICurrentDbContext>().Context;
        var me = PersonOf(viewer);
        var known = viewer.KnownEmails.ToArray();
        var vouched = viewer.VouchedEmails.ToArray();
        var organizerOf = viewer.OrganizerOf.ToArray();
        var reviewerOf = viewer.ReviewerOf.ToArray();
        var reviewerIds = viewer.ReviewerIds.ToArray();

        var publicOnes = submissions.Where(s =>
            s.SubmittedAt != null && s.WithdrawnAt == null
            && db.Events.Any(e => e.Id == s.EventId && e.ProgrammeReleased != null)
            && db.ProgrammeEntries.Any(entry => entry.SubmissionId == s.Id && db.ProgrammeVersions.Any(version => version.Id == entry.VersionId && version.IsCurrent))
            && db.Decisions.Any(d => d.SubmissionId == s.Id && d.ReleasedAt <= now && d.DeclinedAt == null && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)));
        var own = submissions.WrittenBy(viewer);
        var free = submissions.Where(s => s.OwnerId != me && !db.Conflicts.Any(conflict => conflict.SubmissionId == s.Id && conflict.PersonId == me));
        var managed = free.Where(s =>
            !s.Authors.Any(author => known.Contains(author.NormalizedEmail)) && !s.Disavowals.Any(disavowal => known.Contains(disavowal.NormalizedEmail)) && organizerOf.Contains(s.EventId) && (s.SubmittedAt != null || s.WithdrawnAt != null));
        var reviewable = free.Where(s =>
            !s.Authors.Any(author => vouched.Contains(author.NormalizedEmail)) && !s.Disavowals.Any(disavowal => vouched.Contains(disavowal.NormalizedEmail)) && reviewerOf.Contains(s.EventId) && s.SubmittedAt != null && s.WithdrawnAt == null);
        var assigned = reviewable.Where(s =>
            db.ReviewAssignments.Any(assignment => assignment.SubmissionId == s.Id && assignment.RemovedAt == null && reviewerIds.Contains(assignment.ReviewerId)));

        // Each rule becomes "id in (…)": the database plans them separately, and the queries compose with everything that pages add.
        return part switch
        {
            SubmissionPart.Content => submissions.Where(s =>
                publicOnes.Any(other => other.Id == s.Id) || own.Any(other => other.Id == s.Id) || managed.Any(other => other.Id == s.Id) || assigned.Any(other => other.Id == s.Id)),
            SubmissionPart.Authors => submissions.Where(s =>
                publicOnes.Any(other => other.Id == s.Id) || own.Any(other => other.Id == s.Id) || managed.Any(other => other.Id == s.Id)
                || (assigned.Any(other => other.Id == s.Id) && db.Events.Any(e => e.Id == s.EventId && !e.DoubleBlind))),
            SubmissionPart.Management => managed,
            SubmissionPart.History => submissions.Where(s => own.Any(other => other.Id == s.Id) || managed.Any(other => other.Id == s.Id)),
            SubmissionPart.ReleasedDecision => submissions.Where(s =>
                db.Decisions.Any(d => d.SubmissionId == s.Id && d.ReleasedAt <= now) && (own.Any(other => other.Id == s.Id) || managed.Any(other => other.Id == s.Id))),
            SubmissionPart.ReviewDesk => assigned,
            SubmissionPart.ConflictList => reviewable.Where(s => db.Events.Any(e => e.Id == s.EventId && e.SubmissionsClose < now && (e.DecisionsReleased == null || e.DecisionsReleased > now))),
            SubmissionPart.Programme => submissions.Where(s =>
                publicOnes.Any(other => other.Id == s.Id)
                || (organizerOf.Contains(s.EventId) && (s.SubmittedAt != null || s.WithdrawnAt != null)
                    && db.Decisions.Any(d => d.SubmissionId == s.Id && d.ReleasedAt <= now && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)))),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
    }

    /// <summary>The ids of the event's submissions that an organizer may manage.</summary>
    public static async Task<HashSet<Guid>> LoadManagedIdsAsync(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now, CancellationToken cancel) =>
        [.. await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == eventId).Select(s => s.Id).ToListAsync(cancel)];

    /// <summary>With everything that <see cref="Submission.Content"/> and its rules read, in a fixed number of queries.</summary>
    public static IQueryable<Submission> WithContent(this IQueryable<Submission> submissions) => submissions
        .Include(s => s.Authors).Include(s => s.Topics).Include(s => s.Versions).Include(s => s.Answers).Include(s => s.Attachments)
        .AsSplitQuery();

    /// <summary>The submissions that the viewer wrote or handed in; not those of which they say that they are no author.</summary>
    public static IQueryable<Submission> WrittenBy(this IQueryable<Submission> submissions, Viewer viewer)
    {
        var me = PersonOf(viewer);
        var confirmed = viewer.ConfirmedEmails.ToArray();
        return submissions.Where(s => s.OwnerId == me || s.Authors.Any(author =>
            confirmed.Contains(author.NormalizedEmail) && !s.Disavowals.Any(disavowal => disavowal.NormalizedEmail == author.NormalizedEmail && disavowal.TakenBackAt == null)));
    }

    /// <summary>Those in whose author list a confirmed address of the viewer stands, but of which they say that they are no author.</summary>
    public static IQueryable<Submission> DisavowedBy(this IQueryable<Submission> submissions, Viewer viewer)
    {
        var confirmed = viewer.ConfirmedEmails.ToArray();
        return submissions.Where(s => s.Authors.Any(author =>
            confirmed.Contains(author.NormalizedEmail) && s.Disavowals.Any(disavowal => disavowal.NormalizedEmail == author.NormalizedEmail && disavowal.TakenBackAt == null)));
    }

    /// <summary>No person has the empty id: a viewer without an account must never equal the owner that an imported submission lacks.</summary>
    private static Guid PersonOf(Viewer viewer) => viewer.PersonId ?? Guid.Empty;
}
