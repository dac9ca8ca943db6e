using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>A copy of a PDF for blind review: the same pages without title, author, dates, attachments, scripts and outline of the original.</summary>
public sealed class NeutralCopy(ToolProcess tools)
{
    /// <summary>The same file always gives the same copy, so it may be kept under its hash.</summary>
    public async Task<Outcome<byte[]>> MakeAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        // An empty document that takes over the pages: what hangs on the document and not on a page stays behind.
        var run = new ToolRun("qpdf", ["--deterministic-id", "--warning-exit-0", "--empty", "--pages", PdfReading.FileName, "1-z", "--", "-"])
        {
            Files = PdfReading.Folder(file),
        };
        var result = await tools.RunAsync(run, cancel);
        return result switch
        {
            { End: ToolEnd.Missing } => new Refusal(
                "neutral-copy.no-tool", "A copy without the author's metadata needs qpdf on the server: ask whoever runs it to install qpdf."),
            { Succeeded: true, Output.Length: > 0 } => result.Output,
            { End: ToolEnd.Exited } => new Refusal("neutral-copy.damaged", "A copy without the author's metadata cannot be made: the PDF is damaged."),
            _ => new Refusal("neutral-copy.too-demanding", "Making a copy without the author's metadata takes too long for this PDF."),
        };
    }
}
