using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Who changed what, for the history.</summary>
/// <param name="Note">Why. Empty when nothing was said.</param>
public sealed record ChangeMade(SnapshotKind Kind, Guid? ById, bool IsByOrganizer, string Note);

/// <summary>What a change added to the history.</summary>
/// <param name="NewVersion">Number of the PDF that came with it; null when the file stayed.</param>
public sealed record RecordedChange(SnapshotKind Kind, int? NewVersion);

/// <summary>
/// Adds everything that a change of a submitted submission leaves behind to what is saved next: a snapshot for the history, the receipt of a new version with a mail to every author who
/// has none for it yet, hints at duplicates, and, when an organizer made the change, a mail that shows the authors what is different. Asking twice adds nothing. Whoever
/// handed it in without being listed is told all that the authors are told.
/// </summary>
public sealed class RecordChange(WorkshopDb db, SiteAddress site, AuthorLinks links, FindDuplicates duplicates)
{
    /// <summary>Constraints that stop the second of two who record the same at the same moment.</summary>
    public static readonly IReadOnlyList<string> OnlyOnce = [ConstraintNames.SnapshotOnce, ConstraintNames.ReceiptOnce, ConstraintNames.MailOnce, .. FindDuplicates.Keys];

    /// <summary>
    /// Keeps how a submission stood that was handed in before its history was kept; saved at once, before anything of it is changed. Does nothing for drafts and for those that
    /// have a history.
    /// </summary>
    public async Task BeginAsync(Guid submissionId, CancellationToken cancel)
    {
        var old = await db.Submissions.AsNoTracking().WithContent()
            .SingleOrDefaultAsync(s => s.Id == submissionId && s.SubmittedAt != null && !db.SubmissionSnapshots.Any(snapshot => snapshot.SubmissionId == s.Id), cancel);
        if (old is null)
        {
            return;
        }

        var beginning = db.Add(SubmissionSnapshot.Of(old, SnapshotKind.Beginning, null, false, "", old.UpdatedAt));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failed) when (db.Violates(failed, ConstraintNames.SnapshotOnce))
        {
            // Another request was faster.
            beginning.State = EntityState.Detached;
        }
    }

    /// <returns>Null when nothing is different from what the history knows.</returns>
    public async Task<RecordedChange?> RunAsync(WorkshopEvent of, Submission submission, ChangeMade change, DateTimeOffset now, CancellationToken cancel)
    {
        var recorded = await KeepAsync(of, submission, change, now, cancel);

        // Taking a withdrawal back brings no file, and so no receipt.
        if (change.Kind is SnapshotKind.Submitted or SnapshotKind.Changed)
        {
            await ReceiveAsync(of, submission, now, cancel);
        }

        return recorded;
    }

    /// <summary>The part that does not wait for the check of a file: the snapshot, and the mail about what an organizer changed.</summary>
    /// <returns>Null when nothing is different from what the history knows.</returns>
    public async Task<RecordedChange?> KeepAsync(WorkshopEvent of, Submission submission, ChangeMade change, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.SubmissionSnapshots.Where(snapshot => snapshot.SubmissionId == submission.Id).OrderByDescending(snapshot => snapshot.Revision).FirstOrDefaultAsync(cancel);
        var snapshot = SubmissionSnapshot.Of(submission, change.Kind, change.ById, change.IsByOrganizer, change.Note, now);
        var isNew = last is null || last.Revision != snapshot.Revision;
        var saysNew = last is null || change.Kind != SnapshotKind.Changed || last.ContentJson != snapshot.ContentJson || last.Version != snapshot.Version;
        if (!isNew || !saysNew)
        {
            return null;
        }

        db.Add(snapshot);
        if (last is not null && change is { IsByOrganizer: true, Kind: SnapshotKind.Changed })
        {
            await TellAuthorsAsync(of, submission, last, snapshot, now, cancel);
        }

        return new RecordedChange(change.Kind, snapshot.Version == last?.Version ? null : snapshot.Version);
    }

    /// <summary>The part that waits for the check: receipts and hints at duplicates. The caller has made sure that it is submitted.</summary>
    public async Task ReceiveAsync(WorkshopEvent of, Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        await WriteReceiptsAsync(of, submission, now, cancel);
        await duplicates.CompareAsync(of.Id, [submission], now, cancel);
    }

    private async Task WriteReceiptsAsync(WorkshopEvent of, Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        // A file that was turned down gets no receipt, but who joins meanwhile gets the one that there is. What needs no file gets a mail without a code.
        var version = submission.ReceivedVersion ?? await WithReceiptAsync(submission, cancel);
        if ((version is null && !await ArrivesWithoutFileAsync(submission, cancel)) || submission.ReceiptFor(version) is not { } facts)
        {
            return;
        }

        var code = version is null ? null : await CodeOfAsync(submission, version, now, cancel);
        var verify = code is null ? null : site.Link($"/verify/{ReceiptCode.Grouped(code)}");
        var about = ReceiptMails.About(facts);
        var written = await db.OutgoingMails.Where(mail => mail.Kind == ReceiptMails.Kind && mail.About == about).Select(mail => mail.NormalizedTo).ToListAsync(cancel);
        foreach (var recipient in (await db.LoadRecipientsAsync(submission, cancel)).Where(recipient => !written.Contains(recipient.Email.Normalized)))
        {
            var notAnAuthor = recipient.IsOwner ? null : site.Link(links.PathFor(submission.Id, recipient.Email.Normalized));
            db.Add(OutgoingMail.Write(ReceiptMails.Write(of, facts, code, recipient, new ReceiptLinks(LinkTo(of, submission), verify, notAnAuthor)), now));
        }
    }

    /// <summary>The last version for which there is a receipt, whatever became of it.</summary>
    private async Task<SubmissionVersion?> WithReceiptAsync(Submission submission, CancellationToken cancel)
    {
        var number = submission.LatestVersion is null ? null : await db.Receipts.Where(receipt => receipt.SubmissionId == submission.Id).MaxAsync(receipt => (int?)receipt.Version, cancel);
        return submission.Versions.FirstOrDefault(version => version.Number == number);
    }

    /// <summary>Whether it counts as received although there is no file: its type needs none, and it did not arrive somewhere else.</summary>
    private async Task<bool> ArrivesWithoutFileAsync(Submission submission, CancellationToken cancel) =>
        submission is { LatestVersion: null, ExternalId: null } && (await db.LoadCallFormAsync(submission.EventId, cancel)).TypeOf(submission.TypeId) is { RequiresPdf: false };

    private async Task<string> CodeOfAsync(Submission submission, SubmissionVersion version, DateTimeOffset now, CancellationToken cancel)
    {
        var receipt = await db.Receipts.SingleOrDefaultAsync(receipt => receipt.SubmissionId == submission.Id && receipt.Version == version.Number, cancel);
        if (receipt is null)
        {
            receipt = SubmissionReceipt.For(submission, version, now);
            db.Add(receipt);
        }

        return receipt.Code;
    }

    private async Task TellAuthorsAsync(WorkshopEvent of, Submission submission, SubmissionSnapshot before, SubmissionSnapshot after, DateTimeOffset now, CancellationToken cancel)
    {
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var earlier = before.ReadContent();
        var diff = SubmissionDiff.Between(earlier, after.ReadContent(), of.Topics, form);
        var version = after.Version == before.Version ? null : submission.Versions.FirstOrDefault(version => version.Number == after.Version && version.Check != CheckState.Blocked);
        foreach (var told in (await db.LoadRecipientsAsync(submission, cancel)).WithEarlier(submission, earlier.Authors))
        {
            db.Add(OutgoingMail.Write(SubmissionMails.ChangedOnBehalf(of, submission, diff, version, after.Note, told.Email, told.Name, LinkTo(of, submission)), now));
        }
    }

    private string LinkTo(WorkshopEvent of, Submission submission) => site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
}
