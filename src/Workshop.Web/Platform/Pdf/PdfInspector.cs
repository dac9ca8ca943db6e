using System.Globalization;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Looks at an uploaded file from outside and says whether it keeps the rules. Any file whatever gets a verdict.</summary>
public sealed class PdfInspector(ToolProcess tools)
{
    /// <param name="identity">Who must not be recognized, when the rules are blind; null when nobody is known.</param>
    public async Task<PdfVerdict> InspectAsync(ReadOnlyMemory<byte> file, FormatRules rules, SubmissionIdentity? identity, CancellationToken cancel) =>
        PdfVerdict.Judge(await ReadFactsAsync(file, rules, cancel), rules);

    public async Task<PdfFacts> ReadFactsAsync(ReadOnlyMemory<byte> file, FormatRules rules, CancellationToken cancel)
    {
        var facts = new PdfFacts(file.Length, FileSniffer.Sniff(file.Span), PdfOpening.NotTried);

        // Poppler opens some files without a proper header, so it may have a try at those of no kind that we know.
        return facts.Kind is not (FileKind.Pdf or FileKind.Unknown) || facts.Size > rules.MaxBytes
            ? facts
            : await SearchAsync(await OpenAsync(facts, file, cancel), file, cancel);
    }

    private async Task<PdfFacts> SearchAsync(PdfFacts facts, ReadOnlyMemory<byte> file, CancellationToken cancel) =>
        facts is { Opening: PdfOpening.Opened, Pages: > 0 } ? facts with { Hidden = await new HiddenTextReader(tools).ReadAsync(file, [], cancel) } : facts;

    private async Task<PdfFacts> OpenAsync(PdfFacts facts, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var run = new ToolRun("pdfinfo", ["-enc", "UTF-8", PdfReading.FileName]) { Files = PdfReading.Folder(file) };
        var result = await tools.RunAsync(run, cancel);
        return result.End switch
        {
            ToolEnd.Missing => await CountWithQpdfAsync(facts, file, cancel),
            ToolEnd.Exited when result.ExitCode == 0 && PdfReading.Pages(result.Text) is { } pages => facts with
            {
                Opening = PdfOpening.Opened,
                Pages = pages,
                Encrypted = PdfReading.Line(result.Text, "Encrypted")?.StartsWith("yes", StringComparison.Ordinal) == true,
            },
            ToolEnd.Exited when result.Errors.Contains("Incorrect password", StringComparison.Ordinal) =>
                facts with { Opening = PdfOpening.NeedsPassword },

            // pdfinfo asks for page 1 and complains when there is none.
            ToolEnd.Exited when result.Errors.Contains("after the last page (0)", StringComparison.Ordinal) =>
                facts with { Opening = PdfOpening.Opened, Pages = 0 },
            ToolEnd.Exited => facts with { Opening = PdfOpening.Damaged },
            _ => facts with { Opening = PdfOpening.TooDemanding },
        };
    }

    /// <summary>qpdf counts pages too, but is stricter with files that every reader opens, so it only stands in.</summary>
    private async Task<PdfFacts> CountWithQpdfAsync(PdfFacts facts, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var run = new ToolRun("qpdf", ["--show-npages", PdfReading.FileName]) { Files = PdfReading.Folder(file) };
        var result = await tools.RunAsync(run, cancel);
        return result.End switch
        {
            ToolEnd.Missing => facts with { Opening = PdfOpening.NoReader },
            ToolEnd.Exited when int.TryParse(result.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) =>
                facts with { Opening = PdfOpening.Opened, Pages = pages },
            ToolEnd.Exited when result.Errors.Contains("invalid password", StringComparison.Ordinal) =>
                facts with { Opening = PdfOpening.NeedsPassword },
            ToolEnd.Exited => facts with { Opening = PdfOpening.Damaged },
            _ => facts with { Opening = PdfOpening.TooDemanding },
        };
    }
}
