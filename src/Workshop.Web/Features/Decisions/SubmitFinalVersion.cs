using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Pdf;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Decisions;

/// <summary>
/// Takes the final PDF of an accepted submission. Its deadline is its own, its request counts from its arrival, and it names its authors. It is checked before it is kept, so what is acknowledged is
/// stored and good; it replaces the PDF alone: title, abstract and authors stay those of the submission, which organizers can change there.
/// </summary>
public sealed partial class SubmitFinalVersion(WorkshopDb db, PdfInspector inspector, TimeProvider time, ILogger<SubmitFinalVersion> logger)
{
    /// <param name="size">As the request says.</param>
    /// <returns>Null when it is no accepted submission of theirs.</returns>
    public async Task<Outcome<FinalVersion>?> RunAsync(Viewer author, Guid eventId, Guid submissionId, string fileName, long size, Func<Stream> open, DateTimeOffset arrived, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var submission = await db.AcceptedOf(author, eventId, now).AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId, cancel);
        if (submission is null)
        {
            return null;
        }

        var settings = await db.LoadDecisionSettingsAsync(eventId, cancel);
        if (settings.WhyNotFinal(arrived) is { } late)
        {
            return late;
        }

        if (now > settings.FinalsDue && now > arrived + SubmissionWindow.UploadAllowance)
        {
            return new Refusal("final.upload-too-slow", "The upload started in time but took more than 15 minutes, so it came too late. Write to the organizers if your connection failed you.");
        }

        var decision = await db.Decisions.AsNoTracking().SingleAsync(decision => decision.SubmissionId == submissionId, cancel);
        if (decision.WhyNotPresented() is { } declined)
        {
            return declined;
        }

        var rules = await db.LoadFinalRulesAsync(submission, settings, cancel);
        if (size > rules.MaxBytes || size == 0)
        {
            return Turned(PdfVerdict.Judge(size == 0 ? PdfFacts.NoFile : new PdfFacts(size, FileKind.Pdf, PdfOpening.NotTried), rules));
        }

        var content = new byte[size];
        await using (var stream = open())
        {
            await stream.ReadExactlyAsync(content, cancel);
        }

        var kind = FileSniffer.Sniff(content);
        var verdict = kind is FileKind.Pdf or FileKind.Unknown ? await InspectAsync(content, rules, cancel) : PdfVerdict.Judge(new PdfFacts(size, kind, PdfOpening.NotTried), rules);
        return verdict.Acceptable ? await KeepAsync(author, decision, StoredFile.Of(content, now), fileName, verdict, arrived, cancel) : Turned(verdict);
    }

    private static Outcome<FinalVersion> Turned(PdfVerdict verdict) => Outcome.No<FinalVersion>(
        [.. verdict.Findings.Where(finding => finding.Severity == Severity.Blocks).Take(10).Select(finding => new Refusal(finding.Code, finding.Message, "Final"))]);

    private async Task<Outcome<FinalVersion>?> KeepAsync(Viewer author, Decision decision, StoredFile file, string fileName, PdfVerdict verdict, DateTimeOffset arrived, CancellationToken cancel)
    {
        var last = await db.FinalVersions.Where(version => version.SubmissionId == decision.SubmissionId).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancel);
        if (last?.Sha256 == file.Sha256)
        {
            return last;
        }

        if (!await db.Files.AnyAsync(known => known.Sha256 == file.Sha256, cancel))
        {
            db.Add(file);
        }

        var name = Person.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        var warning = verdict.Findings.Where(finding => finding.Severity == Severity.Warns).Select(finding => finding.Message).FirstOrDefault();
        var version = FinalVersion.Of(
            decision, (last?.Number ?? 0) + 1, file, name.Length == 0 ? "final.pdf" : name, verdict.Pages, warning is null ? verdict.Summary : $"{verdict.Summary} {warning}", author.RequiredPersonId, arrived);
        db.Add(version);
        db.Add(AuditEntry.Of("final.uploaded", $"Uploaded final version {version.Number}.", author.PersonId, decision.EventId, time.GetUtcNow(), decision.SubmissionId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return version;
        }
        catch (DbUpdateException exception) when (db.Violates(exception, ConstraintNames.FinalNumberOnce) || db.Violates(exception, "PK_Files"))
        {
            return new Refusal("final.changed-elsewhere", "Another final version arrived at the same moment. Look at the page, then upload again if yours should replace it.");
        }
    }

    private async Task<PdfVerdict> InspectAsync(byte[] content, FormatRules rules, CancellationToken cancel)
    {
        try
        {
            return await inspector.InspectAsync(content, rules, null, cancel);
        }
#pragma warning disable CA1031 // A check that breaks is no fault of the author, but nothing is kept unchecked: it may become public.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogBroken(exception);
            return new PdfVerdict(null, rules.PageLimit, [new Finding("pdf.not-checked", Severity.Blocks, "This PDF could not be checked here, so it was not kept. Upload it again in some minutes; write to the organizers if that does not help.")]);
        }
    }

    [LoggerMessage(LogLevel.Error, "The check of a final version broke.")]
    private partial void LogBroken(Exception exception);
}

internal static class FinalRules
{
    /// <summary>What a final version must keep: the event's limit for it, else that of the submission's type, else that of the call; it names its authors.</summary>
    public static async Task<FormatRules> LoadFinalRulesAsync(this WorkshopDb db, Submission submission, DecisionSettings settings, CancellationToken cancel)
    {
        var e = await db.Events.AsNoTracking().SingleAsync(e => e.Id == submission.EventId, cancel);
        var limits = SubmissionLimits.Of(e, (await db.LoadCallFormAsync(e.Id, cancel)).TypeOf(submission.TypeId));
        return e.FormatRules with { PageLimit = settings.FinalPageLimit ?? limits.Pages, MaxBytes = limits.MaxUploadBytes, Blind = false };
    }
}
