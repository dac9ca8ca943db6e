using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>A file that was read and judged. Only a PDF of at most the largest size is worth keeping; whether it is acceptable is another question.</summary>
/// <param name="Sentence">The verdict in words.</param>
public sealed record InspectedUpload(string FileName, StoredFile File, int? Pages, bool IsAcceptable, string Sentence);

/// <summary>Reads an upload and asks Poppler about it, outside of any transaction: nobody waits for the writer's turn meanwhile.</summary>
public sealed class InspectUpload(PdfInspector inspector, TimeProvider time)
{
    private static readonly string[] NotWorthKeeping = ["pdf.empty", "pdf.too-large", "pdf.not-a-pdf"];

    /// <summary>Refused when there is nothing to keep: no bytes, too many, or no PDF at all.</summary>
    public async Task<Outcome<InspectedUpload>> RunAsync(Upload upload, SubmissionLimits limits, CancellationToken cancel)
    {
        var rules = new FormatRules(limits.Pages, limits.MaxUploadBytes);
        if (upload.Size == 0 || upload.Size > rules.MaxBytes)
        {
            // Judged by its size alone: a file that is far too large is never read into memory.
            var facts = upload.Size == 0 ? PdfFacts.NoFile : new PdfFacts(upload.Size, FileKind.Pdf, PdfOpening.NotTried);
            return Refused(PdfVerdict.Judge(facts, rules));
        }

        var content = await upload.ReadAsync(cancel);
        var verdict = await inspector.InspectAsync(content, rules, null, cancel);
        if (verdict.Findings.Any(finding => NotWorthKeeping.Contains(finding.Code)))
        {
            return Refused(verdict);
        }

        return new InspectedUpload(upload.FileName, StoredFile.Of(content, time.GetUtcNow()), verdict.Pages, verdict.Acceptable, Sentence(verdict));
    }

    private static Refusal Refused(PdfVerdict verdict) => new(verdict.Findings[0].Code, verdict.Findings[0].Message, "File");

    private static string Sentence(PdfVerdict verdict) => verdict switch
    {
        { Acceptable: false } => verdict.Findings[0].Message,
        { Findings: [{ Severity: Severity.Warns } warning, ..] } => $"{verdict.Summary} {warning.Message}",
        _ => verdict.Summary,
    };
}
