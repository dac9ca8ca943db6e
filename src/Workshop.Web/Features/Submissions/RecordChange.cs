using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions;

/// <summary>Who changed what, for the history.</summary>
/// <param name="Note">Why. Empty when nothing was said.</param>
public sealed record ChangeMade(SnapshotKind Kind, Guid? ById, bool IsByOrganizer, string Note);

/// <summary>
/// Adds everything that a change of a submitted submission leaves behind to what is saved next: a snapshot for the history, the receipt of a new version with a mail to every author who
/// has none for it yet, hints at duplicates, and, when an organizer made the change, a mail that shows the authors what is different. Asking twice adds nothing.
/// </summary>
public sealed class RecordChange(WorkshopDb db, SiteAddress site, AuthorLinks links, FindDuplicates duplicates)
{
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

    public async Task RunAsync(WorkshopEvent of, Submission submission, ChangeMade change, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.SubmissionSnapshots.Where(snapshot => snapshot.SubmissionId == submission.Id).OrderByDescending(snapshot => snapshot.Revision).FirstOrDefaultAsync(cancel);
        var snapshot = SubmissionSnapshot.Of(submission, change.Kind, change.ById, change.IsByOrganizer, change.Note, now);
        var isNew = last is null || last.Revision != snapshot.Revision;
        var saysNew = last is null || change.Kind != SnapshotKind.Changed || last.ContentJson != snapshot.ContentJson || last.Version != snapshot.Version;
        if (isNew && saysNew)
        {
            db.Add(snapshot);
            if (last is not null && change is { IsByOrganizer: true, Kind: SnapshotKind.Changed })
            {
                await TellAuthorsAsync(of, submission, last, snapshot, now, cancel);
            }
        }

        // Taking a withdrawal back brings no file, and so no receipt.
        if (change.Kind is SnapshotKind.Submitted or SnapshotKind.Changed)
        {
            await WriteReceiptsAsync(of, submission, now, cancel);
            await duplicates.CompareAsync(of.Id, [submission], now, cancel);
        }
    }

    private async Task WriteReceiptsAsync(WorkshopEvent of, Submission submission, DateTimeOffset now, CancellationToken cancel)
    {
        // A file that was turned down gets no receipt; a submission whose type needs no file gets a mail without a code.
        var version = submission.ReceivedVersion;
        if ((version is null && submission.LatestVersion is not null) || submission.Receipt is not { } facts)
        {
            return;
        }

        var code = version is null ? null : await CodeOfAsync(submission, version, now, cancel);
        var verify = code is null ? null : site.Link($"/verify/{ReceiptCode.Grouped(code)}");
        var about = ReceiptMails.About(facts);
        var written = await db.OutgoingMails.Where(mail => mail.Kind == ReceiptMails.Kind && mail.About == about).Select(mail => mail.NormalizedTo).ToListAsync(cancel);
        var owners = await db.PersonEmails.Where(email => email.PersonId == submission.OwnerId && email.ConfirmedAt != null).Select(email => email.NormalizedAddress).ToListAsync(cancel);
        foreach (var author in submission.AuthorsToTell.Where(author => !written.Contains(author.NormalizedEmail)))
        {
            if (EmailAddress.Parse(author.Email).Value is { } address)
            {
                var notAnAuthor = owners.Contains(author.NormalizedEmail) ? null : site.Link(links.PathFor(submission.Id, author.NormalizedEmail));
                db.Add(OutgoingMail.Write(ReceiptMails.Write(of, facts, code, address, author.Name, new ReceiptLinks(LinkTo(of, submission), verify, notAnAuthor)), now));
            }
        }
    }

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

    /// <summary>Those who were authors before the change are told as well: nobody is taken off a paper unseen.</summary>
    private async Task TellAuthorsAsync(WorkshopEvent of, Submission submission, SubmissionSnapshot before, SubmissionSnapshot after, DateTimeOffset now, CancellationToken cancel)
    {
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        var diff = SubmissionDiff.Between(before.ReadContent(), after.ReadContent(), of.Topics, form);
        var earlier = before.ReadContent().Authors.Select(author => (author.Email, author.Name)).Where(author => !submission.IsDisavowedBy(EmailAddress.Normalize(author.Email)));
        foreach (var (email, name) in submission.AuthorsToTell.Select(author => (author.Email, author.Name)).Concat(earlier).DistinctBy(author => EmailAddress.Normalize(author.Email)))
        {
            if (EmailAddress.Parse(email).Value is { } address)
            {
                db.Add(OutgoingMail.Write(SubmissionMails.ChangedOnBehalf(of, submission, diff, after.Version != before.Version ? after.Version : null, after.Note, address, name, LinkTo(of, submission)), now));
            }
        }
    }

    private string LinkTo(WorkshopEvent of, Submission submission) => site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
}
