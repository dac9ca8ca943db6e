using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Decisions;
using Workshop.Data.Events;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Withdraws a submission, or takes the withdrawal back. Authors may always withdraw: nobody presents against their will. They take it back while submissions are open; after that, and
/// for what organizers withdrew, organizers do. Every author is told.
/// </summary>
public sealed class WithdrawSubmission(WorkshopDb db, RecordChange record, SiteAddress site, TimeProvider time)
{
    /// <param name="asOrganizer">By an organizer who manages it, with a reason that the authors read; else by one of its authors, for whom a reason is optional.</param>
    /// <returns>Null when the viewer has no such submission.</returns>
    public async Task<Outcome<Done>?> RunAsync(Viewer viewer, Guid eventId, Guid submissionId, bool withdraw, bool asOrganizer, string? reason, DateTimeOffset arrivedAt, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var why = reason?.Trim() ?? "";
        var of = await db.Events.AsNoTracking().Include(e => e.Topics).SingleAsync(e => e.Id == eventId, cancel);
        await record.BeginAsync(submissionId, cancel);
        var theirs = asOrganizer ? db.Submissions.VisibleTo(viewer, SubmissionPart.Management, now) : db.Submissions.WrittenBy(viewer);
        var submission = await theirs.WithContent().SingleOrDefaultAsync(s => s.Id == submissionId && s.EventId == eventId, cancel);
        if (submission is null)
        {
            return null;
        }

        if (await WhyNotAsync(viewer, of, submission, withdraw, asOrganizer, why, arrivedAt, now, cancel) is { } refusal)
        {
            return refusal;
        }

        var before = submission.State;
        if (withdraw)
        {
            submission.Withdraw(now, asOrganizer);
        }
        else
        {
            submission.Restore(now);
        }

        if (submission.State == before)
        {
            return Done.Instance;
        }

        if (withdraw)
        {
            await db.TakeWaitingDecisionBackAsync(submission, viewer.PersonId, now, cancel);
        }

        var link = site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
        foreach (var each in await db.LoadRecipientsAsync(submission, cancel))
        {
            var mail = withdraw
                ? SubmissionMails.Withdrawn(of, submission, submission.Revision, asOrganizer, why, each.Email, each.Name, link)
                : SubmissionMails.Restored(of, submission, submission.Revision, asOrganizer, why, each.Email, each.Name, link);
            db.Add(OutgoingMail.Write(mail, now));
        }

        var (action, what) = withdraw ? ("submission.withdrawn", "was withdrawn") : ("submission.restored", "is submitted again");
        db.Add(AuditEntry.Of(action, $"Submission #{submission.Number} {what}{(asOrganizer ? " by an organizer" : "")}.", viewer.PersonId, eventId, now, submission.Id));
        await record.RunAsync(of, submission, new ChangeMade(withdraw ? SnapshotKind.Withdrawn : SnapshotKind.Restored, viewer.PersonId, asOrganizer, why), now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failed) when (failed is DbUpdateConcurrencyException || RecordChange.OnlyOnce.Any(name => db.Violates(failed, name)))
        {
            return new Refusal("submission.changed-elsewhere", "This submission was changed in another window a moment ago. Look at it again before you go on.");
        }

        return Done.Instance;
    }

    private async Task<Refusal?> WhyNotAsync(Viewer viewer, WorkshopEvent of, Submission submission, bool withdraw, bool asOrganizer, string why, DateTimeOffset arrivedAt, DateTimeOffset now, CancellationToken cancel)
    {
        if (submission.SubmittedAt is null)
        {
            return new Refusal("submission.draft", "This is a draft, which nobody but its authors can see. There is nothing to withdraw.");
        }

        if (why.Length > SubmissionSnapshot.MaxNoteLength)
        {
            return new Refusal("submission.reason-too-long", $"Shorten the reason to {SubmissionSnapshot.MaxNoteLength:N0} characters.", "Reason");
        }

        if (asOrganizer)
        {
            return why.Length == 0 ? new Refusal("submission.reason-missing", "Give the reason. The authors read it.", "Reason") : null;
        }

        if (withdraw)
        {
            return null;
        }

        return submission.WhyNotRestoredByAuthors ?? (await db.LoadDeadlinesAsync(of, viewer, submission.Id, cancel)).As(null).Check(arrivedAt, now);
    }
}
