using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>
/// Takes a release back before its instant, as a whole: its decisions are staged again and its mails are gone, in one save. Every mail is removed on the condition that nobody has taken it for
/// delivery, so that either the delivery finds nothing or the undoing is refused; never both, never half. Like the release it also touches what this organizer may not see.
/// </summary>
public sealed class UndoRelease(WorkshopDb db, TimeProvider time)
{
    private static readonly Refusal Meanwhile = new("release.changed-elsewhere", "A mail of this release was taken for delivery, or something of it changed, at the same moment. Nothing was undone: look how it stands now.");

    /// <returns>Null when the event has no such release that this organizer may know of.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer organizer, Guid eventId, Guid releaseId, CancellationToken cancel)
    {
        await using var turn = await db.TakeTurnAsync(eventId, cancel);
        var now = time.GetUtcNow();
        var release = await db.ReleasesVisibleTo(organizer, eventId, now).SingleOrDefaultAsync(release => release.Id == releaseId, cancel);
        if (release is null)
        {
            return null;
        }

        var end = DecisionMails.OfRelease(releaseId);
        var mails = await db.OutgoingMails.Where(mail => mail.EventId == eventId && mail.Kind == DecisionMails.Kind && mail.About.EndsWith(end)).ToListAsync(cancel);
        var undone = release.Undo(mails.Exists(mail => mail.MayHaveLeft), now);
        if (!undone.Succeeded)
        {
            return undone;
        }

        var decisions = await db.Decisions.Where(decision => decision.ReleaseId == releaseId).ToListAsync(cancel);
        foreach (var decision in decisions)
        {
            decision.Unrelease();
            db.Add(AuditEntry.Of("decision.release-undone", "Took the release back before anybody was told. The decision is staged again.", organizer.PersonId, eventId, now, decision.SubmissionId));
        }

        db.RemoveRange(mails);
        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        e.UndoReleaseOfDecisions(await db.Decisions.Where(decision => decision.EventId == eventId && decision.ReleasedAt != null && decision.ReleaseId != releaseId).MinAsync(decision => decision.ReleasedAt, cancel));
        try
        {
            await db.SaveChangesAsync(cancel);
            await turn.CommitAsync(cancel);
            return undone;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Meanwhile;
        }
    }
}
