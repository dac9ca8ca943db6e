using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Reviews;

/// <summary>An organizer says that inferred conflicts between a reviewer and a submission are none, or takes that back.</summary>
public sealed class OverruleConflict(WorkshopDb db, PublicSuffixes suffixes, TimeProvider time)
{
    public static readonly Refusal Gone = new("conflict.gone", "This conflict is not on the list any more. Look at the list as it is now.");

    private const int Attempts = 3;

    /// <summary>All kinds or none. What is overruled already, by another press, stays as it is.</summary>
    /// <param name="kinds">As the organizer saw them; what was found since is not overruled with them.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid personId, IReadOnlyCollection<ConflictKind> kinds, string? note, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OverruleAsync(organizer, eventId, submissionId, personId, kinds, note, cancel);
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || db.Violates(failed, ConstraintNames.RulingOnce)))
            {
                // Overruled or undone in another window, perhaps only some of the kinds: look again what is left to do.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Outcome<Done>> OverruleAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid personId, IReadOnlyCollection<ConflictKind> kinds, string? note, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var managed = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.Id == submissionId);
        // Before what it lifts: the other way round, what another press ruled in between would look like an old ruling that holds no more.
        var before = await db.ConflictRulings.Where(ruling => ruling.SubmissionId == submissionId && ruling.PersonId == personId).ToListAsync(cancel);
        var conflicts = await EventConflicts.LoadAsync(db, suffixes, eventId, cancel, managed);
        var reviewer = conflicts.Reviewers.FirstOrDefault(one => one.PersonId == personId);
        if (conflicts.Papers.Count == 0 || reviewer is null || kinds.Count == 0)
        {
            return Gone;
        }

        if (personId == organizer.PersonId)
        {
            return new Refusal("conflict.own", "This is about yourself, so another organizer has to decide it.");
        }

        var paper = conflicts.Papers[0];
        var (standing, lifted) = conflicts.ReasonsAgainst(paper, reviewer);
        foreach (var kind in kinds.Distinct())
        {
            if (!standing.Any(reason => reason.Kind == kind))
            {
                if (lifted.Any(reason => reason.Reason.Kind == kind))
                {
                    continue;
                }

                return Gone;
            }

            var ruling = ConflictRuling.Overrule(eventId, submissionId, personId, kind, note, organizer.RequiredPersonId, now);
            if (!ruling.Succeeded)
            {
                return Outcome.No<Done>(ruling.Refusals);
            }

            if (before.Find(old => old.Kind == kind) is { } old)
            {
                old.Renew(ruling.Value);
            }
            else
            {
                db.Add(ruling.Value);
            }

            // Neither kind nor note, of any kind: the log is read by organizers who may themselves be named by authors, and an entry that alone kept silent would say so. The list shows both.
            db.Add(AuditEntry.Of("conflict.overruled", $"{organizer.Name} overruled a conflict of {reviewer.Name} with #{paper.Number}.", organizer.PersonId, eventId, now, submissionId));
        }

        await db.SaveChangesAsync(cancel);
        return Done.Instance;
    }

    /// <summary>The conflict counts again. Doing it again changes nothing.</summary>
    public async Task<Outcome<Done>> UndoAsync(Viewer organizer, Guid eventId, Guid submissionId, Guid personId, ConflictKind kind, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var paper = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (paper is null)
        {
            return Gone;
        }

        var ruling = await db.ConflictRulings.SingleOrDefaultAsync(one => one.SubmissionId == submissionId && one.PersonId == personId && one.Kind == kind, cancel);
        if (ruling is not null)
        {
            var name = await db.People.Where(person => person.Id == personId).Select(person => person.Name).SingleAsync(cancel);
            db.Remove(ruling);
            db.Add(AuditEntry.Of("conflict.restored", $"{organizer.Name} let a conflict of {name} with #{paper.Number} count again.", organizer.PersonId, eventId, now, submissionId));
            await db.SaveRemovalAsync(cancel);
        }

        return Done.Instance;
    }
}
