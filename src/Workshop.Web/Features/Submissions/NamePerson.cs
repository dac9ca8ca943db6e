using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Submissions;

/// <summary>Somebody whom authors name, as they typed it.</summary>
public sealed record NamedEntry(string? Name, string? Email, ConflictTie? Tie, int? EndedIn, string? Note);

/// <summary>Authors name somebody who should not review their submission, or take a name back.</summary>
public sealed class NamePerson(WorkshopDb db, TimeProvider time)
{
    /// <summary>The same press again changes nothing.</summary>
    /// <param name="arrived">When the request did: that instant meets the deadline.</param>
    /// <returns>Null when the viewer wrote no such submission.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer author, WorkshopEvent e, Guid submissionId, NamedEntry entry, DateTimeOffset arrived, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await FindAsync(author, e, submissionId, cancel) is not { } submission)
        {
            return null;
        }

        if (await WhyNotAsync(db, author, e, submission, arrived, cancel) is { } closed)
        {
            return closed;
        }

        // No constraint keeps one person from standing on the list twice. This changes nothing and holds the row: another press, or another author, waits here and then reads what this one saved.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Submissions.Where(s => s.Id == submissionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Number, s => s.Number), cancel);
        var others = await db.NamedConflicts.AsNoTracking().Where(named => named.SubmissionId == submissionId).ToListAsync(cancel);
        if (others.Exists(other => other.Says(entry.Name, entry.Email, entry.Tie, entry.EndedIn, entry.Note)))
        {
            return Done.Instance;
        }

        var named = NamedConflict.Create(submissionId, entry.Name, entry.Email, entry.Tie, entry.EndedIn, entry.Note, author.RequiredPersonId, others, e.StartsOn.Year, now);
        if (named.Value is not { } person)
        {
            return Outcome.No<Done>(named.Refusals);
        }

        db.Add(person);
        // Without the name: the list itself says it to whom may read it, and it may be taken back.
        db.Add(AuditEntry.Of("conflict.named", $"{author.Name} named somebody who should not review #{submission.Number}.", author.PersonId, e.Id, now, submissionId));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.Instance;
    }

    /// <summary>Doing it again changes nothing.</summary>
    /// <returns>Null when the viewer wrote no such submission.</returns>
    public async Task<Outcome<Done>?> TakeBackAsync(Viewer author, WorkshopEvent e, Guid submissionId, Guid namedId, DateTimeOffset arrived, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await FindAsync(author, e, submissionId, cancel) is not { } submission)
        {
            return null;
        }

        if (await WhyNotAsync(db, author, e, submission, arrived, cancel) is { } closed)
        {
            return closed;
        }

        if (await db.NamedConflicts.SingleOrDefaultAsync(named => named.Id == namedId && named.SubmissionId == submissionId, cancel) is { } person)
        {
            db.Remove(person);
            db.Add(AuditEntry.Of("conflict.unnamed", $"{author.Name} took back the name of somebody who should not review #{submission.Number}.", author.PersonId, e.Id, now, submissionId));
            await db.SaveRemovalAsync(cancel);
        }

        return Done.Instance;
    }

    /// <summary>Why the list of a submission cannot be changed at that instant, or null; the same for the page that shows the form.</summary>
    public static async Task<Refusal?> WhyNotAsync(WorkshopDb db, Viewer author, WorkshopEvent e, Submission submission, DateTimeOffset arrived, CancellationToken cancel)
    {
        var deadlines = await db.LoadDeadlinesAsync(e, author, cancel);
        var assigned = await db.ReviewAssignments.Where(assignment => assignment.EventId == e.Id).GroupBy(assignment => assignment.SubmissionId == submission.Id).Select(group => group.Key).ToListAsync(cancel);
        return NamedConflict.WhyNotChange(submission.State, deadlines.Of(submission).Check(arrived) is null, assigned.Contains(true), assigned.Count > 0);
    }

    private Task<Submission?> FindAsync(Viewer author, WorkshopEvent e, Guid submissionId, CancellationToken cancel) =>
        db.Submissions.WrittenBy(author).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == e.Id, cancel);
}
