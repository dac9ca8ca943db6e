using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Events;
using Workshop.Data.Mail;
using Workshop.Data.Submissions;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>
/// Brings the verdict on one upload that is stored, and tells its authors by mail when it blocks and they were not told on a page. Safe to run twice and on two nodes:
/// of two verdicts one is saved, and a mail exists once for a version.
/// </summary>
public sealed partial class CheckVersion(WorkshopDb db, PdfInspector inspector, WriteTurns turns, RecordChange record, SiteAddress site, TimeProvider time, ILogger<CheckVersion> logger)
{
    /// <summary>Each attempt fails only because somebody else's succeeded.</summary>
    private const int Attempts = 10;

    /// <summary>The first verdict. Does nothing when there is one.</summary>
    /// <param name="nobodyWaits">The request that brought the file is gone, with its server or long answered: what it would have left behind is written here.</param>
    public Task RunAsync(Guid versionId, bool nobodyWaits, CancellationToken cancel) => CheckAsync(
        versionId,
        version => version.IsBeingChecked,
        async (of, version, now) =>
        {
            if (version.Check == CheckState.Blocked && (version.IsAwaited || nobodyWaits))
            {
                await TellAuthorsAsync(of, version, onlyWhoCanUpload: false, now, cancel);
            }
            else if (version.Check == CheckState.Acceptable && nobodyWaits)
            {
                await WriteReceiptsAsync(of, version, now, cancel);
            }
        },
        cancel);

    /// <summary>A new verdict by the rules as they are now, unless there is one since <paramref name="asked"/>. Whoever can no longer upload gets no mail about it.</summary>
    public Task RecheckAsync(Guid versionId, DateTimeOffset asked, CancellationToken cancel) => CheckAsync(
        versionId,
        version => !version.IsBeingChecked && (version.CheckedAt is not { } last || last < asked),
        (of, version, now) => version.Check == CheckState.Blocked ? TellAuthorsAsync(of, version, onlyWhoCanUpload: true, now, cancel) : Task.CompletedTask,
        cancel);

    /// <param name="follow">What a verdict that says something else than the one before leaves behind, saved together with it.</param>
    private async Task CheckAsync(Guid versionId, Func<SubmissionVersion, bool> isDue, Func<WorkshopEvent, SubmissionVersion, DateTimeOffset, Task> follow, CancellationToken cancel)
    {
        if (await db.SubmissionVersions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId, cancel) is not { } found || !isDue(found))
        {
            return;
        }

        var submission = await db.Submissions.AsNoTracking().Include(s => s.Authors).SingleAsync(s => s.Id == found.SubmissionId, cancel);
        var of = await db.Events.AsNoTracking().SingleAsync(e => e.Id == submission.EventId, cancel);
        var identity = submission.IdentityIn(found);
        var verdict = await InspectAsync(found, submission, identity, of, cancel);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var version = await db.SubmissionVersions.SingleAsync(version => version.Id == versionId, cancel);
                if (!isDue(version))
                {
                    return;
                }

                var before = version.Check;
                var now = time.GetUtcNow();
                version.Judge(verdict, identity.Fingerprint, now);
                if (version.Check != before)
                {
                    await follow(of, version, now);
                }

                await turns.TakeAsync(() => db.SaveChangesAsync(cancel), cancel);
                return;
            }
            catch (DbUpdateException failed) when (attempt < Attempts && (failed is DbUpdateConcurrencyException || RecordChange.OnlyOnce.Any(name => db.Violates(failed, name))))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Outside of any transaction: nobody waits for the writer's turn meanwhile.</summary>
    private async Task<PdfVerdict> InspectAsync(SubmissionVersion version, Submission submission, SubmissionIdentity identity, WorkshopEvent of, CancellationToken cancel)
    {
        var content = await db.Files.Where(file => file.Sha256 == version.Sha256).Select(file => file.Content).SingleAsync(cancel);
        var limits = SubmissionLimits.Of(of, (await db.LoadCallFormAsync(of.Id, cancel)).TypeOf(submission.TypeId));
        try
        {
            return await inspector.InspectAsync(content, of.FormatRules with { PageLimit = limits.Pages, MaxBytes = limits.MaxUploadBytes }, identity, cancel);
        }
#pragma warning disable CA1031 // A check that breaks must neither keep a submission in the air for ever nor be held against its author.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogBroken(exception, version.Id);
            return new PdfVerdict(null, limits.Pages, [new Finding("pdf.not-checked", Severity.Warns, "This PDF could not be checked here. Make sure yourself that it keeps the limits.")]);
        }
    }

    /// <summary>A draft is nobody's business but that of those who look at it; its page says what is the matter.</summary>
    private async Task TellAuthorsAsync(WorkshopEvent of, SubmissionVersion version, bool onlyWhoCanUpload, DateTimeOffset now, CancellationToken cancel)
    {
        var submission = await db.Submissions.Include(s => s.Authors).Include(s => s.Versions).SingleAsync(s => s.Id == version.SubmissionId, cancel);

        // A newer file that is not turned down takes its place: then there is nothing to mend.
        if (submission.State != SubmissionState.Submitted || submission.Versions.Any(newer => newer.Number > version.Number && newer.Check != CheckState.Blocked))
        {
            return;
        }

        var recipients = await db.LoadRecipientsAsync(submission, cancel);
        var windows = await db.LoadWindowsAsync(of, submission, [.. recipients.Select(recipient => recipient.Email.Normalized)], cancel);
        var told = recipients.Where(recipient => !onlyWhoCanUpload || windows[recipient.Email.Normalized].Check(now) is null).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var link = site.Link($"/e/{of.Slug}/submissions/{submission.Id}");
        var mails = told.Select(recipient => SubmissionMails.Blocked(of, submission, version, windows[recipient.Email.Normalized], recipient.Email, recipient.Name, link, now));
        await db.AddMissingMailAsync(mails, now, cancel);
        db.Add(AuditEntry.Of("submission.check-blocked", $"The check of version {version.Number} of submission #{submission.Number} found something that must be mended; its authors are told.", null, of.Id, now, submission.Id));
    }

    private async Task WriteReceiptsAsync(WorkshopEvent of, SubmissionVersion version, DateTimeOffset now, CancellationToken cancel)
    {
        var submission = await db.Submissions.WithContent().SingleAsync(s => s.Id == version.SubmissionId, cancel);
        if (submission.State == SubmissionState.Submitted)
        {
            await record.ReceiveAsync(of, submission, now, cancel);
        }
    }

    [LoggerMessage(LogLevel.Error, "The check of upload {VersionId} broke.")]
    private partial void LogBroken(Exception exception, Guid versionId);
}
