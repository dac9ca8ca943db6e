using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <param name="Words">The first words, or why there are none.</param>
/// <param name="Front">Guessed; empty unless there are words.</param>
public sealed record PdfFrontFound(PdfFirstWordsFound Words, PaperFront Front);

/// <summary>The first words of a paper, and what its first page says that it is.</summary>
public sealed class PdfFronts(ToolProcess tools, PdfFirstWords words)
{
    public async Task<PdfFrontFound> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var found = await words.ReadAsync(file, cancel);
        if (found.End != PdfWordsEnd.Read)
        {
            return new PdfFrontFound(found, new PaperFront("", ""));
        }

        var information = await tools.RunAsync(new ToolRun("pdfinfo", ["-enc", "UTF-8", "-box", "-f", "1", "-l", "1", PdfReading.FileName]) { Files = PdfReading.Folder(file) }, cancel);
        var runs = await tools.RunAsync(PdfWords.Runs(file, 1), cancel);
        var pages = PdfWords.Read("", runs.Text, PageGeometry.Parse(information.Text));
        return new PdfFrontFound(found, PaperFront.Of(pages.Count > 0 && pages[0].Runs.Count > 0 ? pages[0] : null, found.Text));
    }
}
