using System.Globalization;
using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Pictures of pages, as a reader sees them.</summary>
public sealed class PageImages(ToolProcess tools)
{
    private const int Widest = 4000;

    /// <summary>One page as PNG: pages count from 1, the width is 16 to 4000 pixels, the height follows from the page.</summary>
    public async Task<Outcome<byte[]>> RenderAsync(ReadOnlyMemory<byte> file, int page, int width, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Widest);
        var number = page.ToString(CultureInfo.InvariantCulture);
        var run = new ToolRun(
            "pdftoppm",
            ["-png", "-singlefile", "-cropbox", "-f", number, "-l", number, "-scale-to-x", width.ToString(CultureInfo.InvariantCulture), "-scale-to-y", "-1", PdfReading.FileName])
        {
            Files = PdfReading.Folder(file),
        };
        var result = await tools.RunAsync(run, cancel);
        return result switch
        {
            { End: ToolEnd.Missing } => new Refusal(
                "page-image.no-tool", "Pictures of pages need Poppler on the server: ask whoever runs it to install poppler-utils."),
            { Succeeded: true, Output.Length: > 0 } => result.Output,
            { End: ToolEnd.Exited } => new Refusal("page-image.none", "This page cannot be drawn. Open the PDF instead."),
            _ => new Refusal("page-image.too-demanding", "Drawing this page takes too long. Open the PDF instead."),
        };
    }
}
