using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>
/// Releases every staged decision of the event at once, with a mail to each author in the same save. Authors may know it, and the mails go, when the event's undo window is over.
/// That includes the papers that this organizer must keep away from: the act is blind to them, and leaving them behind would tell their authors apart. Running it again releases
/// what was staged since.
/// </summary>
public sealed class ReleaseDecisions(WorkshopDb db, TimeProvider time, SiteAddress site)
{
    private static readonly Refusal ChangedElsewhere =
        new("decisions.changed-elsewhere", "Something that the mails say, or who gets them, was changed after you opened this page, and nothing was released. Look at the list again, then release.");

    /// <param name="fingerprint">Of the preview that the organizer saw.</param>
    /// <returns>How many were released, as far as this organizer may know; zero when there was nothing that they may see, and then nothing else was released either.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer organizer, Guid eventId, string fingerprint, CancellationToken cancel)
    {
        await using var turn = await db.TakeTurnAsync(eventId, cancel);
        var now = time.GetUtcNow();
        var shown = await db.StagedVisibleTo(organizer, eventId, now).Select(decision => decision.SubmissionId).ToListAsync(cancel);
        if (shown.Count == 0)
        {
            // What may be staged of papers that they keep away from is for other organizers to release, and to finish first.
            return 0;
        }

        var e = await db.Events.SingleAsync(e => e.Id == eventId, cancel);
        var settings = await db.LoadDecisionSettingsAsync(eventId, cancel);
        var staged = await db.ReadLettersAsync(e, db.Staged(eventId), site, cancel);
        var words = await db.LoadMailTemplateAsync(eventId, DecisionMails.Kind, cancel);
        if (ReleasePreview.FingerprintOf(e, staged.Where(one => shown.Contains(one.Submission.Id)), words, settings.UndoMinutes, now) != fingerprint)
        {
            return ChangedElsewhere;
        }

        var scheme = await db.LoadSchemeAsync(eventId, cancel);
        var release = DecisionRelease.Begin(eventId, organizer.RequiredPersonId, settings.UndoWindow, now);
        db.Add(release);
        foreach (var (decision, submission, letter, to) in staged)
        {
            decision.Release(release.VisibleFrom, release.Id);
            db.Add(AuditEntry.Of("decision.released", $"Released: {scheme.Word(decision.Outcome, decision.LabelId)}.", organizer.PersonId, eventId, now, submission.Id));
            foreach (var (email, name) in to)
            {
                db.Add(OutgoingMail.Write(DecisionMails.Released(e, letter, release.Id, email, name) with { NotBefore = release.VisibleFrom }, now));
            }
        }

        e.ReleaseDecisions(release.VisibleFrom);
        try
        {
            await db.SaveChangesAsync(cancel);
            await turn.CommitAsync(cancel);
            return shown.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another release of the same decisions was faster, or one of them was changed.
            return ChangedElsewhere;
        }
    }
}

internal static class StagedDecisions
{
    /// <summary>Releases with at least one decision that the organizer may see: one of their own paper alone would tell them that it is decided.</summary>
    public static IQueryable<DecisionRelease> ReleasesVisibleTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.DecisionReleases.Where(release => release.EventId == eventId && db.Decisions.Any(decision => decision.ReleaseId == release.Id && visible.Any(s => s.Id == decision.SubmissionId)));
    }

    /// <summary>Those of <see cref="Staged"/> that the organizer may see.</summary>
    public static IQueryable<Decision> StagedVisibleTo(this WorkshopDb db, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var visible = db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now);
        return db.Staged(eventId).Where(decision => visible.Any(s => s.Id == decision.SubmissionId));
    }

    /// <summary>What a release would take, whoever may see it.</summary>
    public static IQueryable<Decision> Staged(this WorkshopDb db, Guid eventId) => db.Decisions.Where(decision =>
        decision.EventId == eventId && decision.ReleasedAt == null && db.Submissions.Any(s => s.Id == decision.SubmissionId && s.SubmittedAt != null && s.WithdrawnAt == null));
}
