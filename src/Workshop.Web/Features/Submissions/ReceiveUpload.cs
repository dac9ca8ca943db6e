using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Submissions;

/// <summary>A file that is worth keeping; whether it is acceptable is found out once it is stored.</summary>
public sealed record ReceivedUpload(string FileName, StoredFile File);

/// <summary>Reads an upload and looks at its size and first bytes: no tool runs, so that nobody waits in a queue to have a file stored.</summary>
public sealed class ReceiveUpload(TimeProvider time)
{
    /// <summary>Refused when there is nothing to keep: no bytes, too many, or no PDF at all.</summary>
    public async Task<Outcome<ReceivedUpload>> RunAsync(Upload upload, SubmissionLimits limits, CancellationToken cancel)
    {
        var rules = new FormatRules(limits.Pages, limits.MaxUploadBytes);
        if (upload.Size == 0 || upload.Size > rules.MaxBytes)
        {
            // Judged by its size alone: a file that is far too large is never read into memory.
            return Refused(upload.Size == 0 ? PdfFacts.NoFile : new PdfFacts(upload.Size, FileKind.Pdf, PdfOpening.NotTried), rules);
        }

        var content = await upload.ReadAsync(cancel);
        var kind = FileSniffer.Sniff(content);
        return kind == FileKind.Pdf || (kind == FileKind.Unknown && MayStillOpen(content))
            ? new ReceivedUpload(upload.FileName, StoredFile.Of(content, time.GetUtcNow()))
            : Refused(new PdfFacts(content.LongLength, kind, PdfOpening.NotTried), rules);
    }

    /// <summary>Readers forgive a missing header when the rest is a PDF: such a file is kept, and the check says what it is worth.</summary>
    private static bool MayStillOpen(ReadOnlySpan<byte> content) => content.IndexOf("startxref"u8) >= 0 || content.IndexOf("%PDF-"u8) >= 0;

    private static Refusal Refused(PdfFacts facts, FormatRules rules)
    {
        var why = PdfVerdict.Judge(facts, rules).Findings[0];
        return new Refusal(why.Code, why.Message, "File");
    }
}
