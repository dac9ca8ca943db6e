using System.Buffers.Binary;
using System.Globalization;
using Workshop.Domain;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Pictures of pages, as a reader sees them: what lies outside the visible part of a page is not on them.</summary>
public sealed class PageImages(ToolProcess tools)
{
    private const int Widest = 4000;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The pages from the first on as PNGs of that width, 16 to 4000 pixels, at most so many, drawn by one process. Fewer when the file has fewer.</summary>
    public Task<Outcome<byte[][]>> RenderFirstAsync(ReadOnlyMemory<byte> file, int pages, int width, CancellationToken cancel) =>
        RenderAsync(file, 1, pages, Scaled(width), cancel);

    /// <summary>One page, counted from 1, as PNG with 10 to 300 pixels to the inch, so that a place on the page, measured in points, is known on the picture.</summary>
    public async Task<Outcome<byte[]>> RenderAtAsync(ReadOnlyMemory<byte> file, int page, int pixelsPerInch, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerInch, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerInch, 300);
        return Only(await RenderAsync(file, page, page, ["-r", Text(pixelsPerInch)], cancel));
    }

    /// <summary>Width and height in pixels of a PNG that was made here.</summary>
    public static (int Width, int Height) SizeOf(ReadOnlySpan<byte> png) => (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));

    private async Task<Outcome<byte[][]>> RenderAsync(ReadOnlyMemory<byte> file, int first, int last, IEnumerable<string> scale, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var run = new ToolRun("pdftoppm", ["-png", "-cropbox", "-f", Text(first), "-l", Text(last), .. scale, PdfReading.FileName]) { Files = PdfReading.Folder(file) };
        var result = await tools.RunAsync(run, cancel);
        return result switch
        {
            { End: ToolEnd.Missing } => new Refusal(
                "page-image.no-tool", "Pictures of pages need Poppler on the server: ask whoever runs it to install poppler-utils."),
            { Succeeded: true } when Split(result.Output) is { Length: > 0 } pictures => pictures,
            { End: ToolEnd.Exited } => new Refusal("page-image.none", "This page cannot be drawn. Open the PDF instead."),
            _ => new Refusal("page-image.too-demanding", "Drawing this page takes too long. Open the PDF instead."),
        };
    }

    private static string[] Scaled(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Widest);
        return ["-scale-to-x", Text(width), "-scale-to-y", "-1"];
    }

    /// <summary>Several pictures come one after another: each is a signature and chunks, the last of which is IEND (PNG specification, section 5).</summary>
    private static byte[][] Split(ReadOnlySpan<byte> pictures)
    {
        var split = new List<byte[]>();
        while (pictures.StartsWith(Signature))
        {
            var at = Signature.Length;
            var ended = false;
            while (!ended && at + 12 <= pictures.Length)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(pictures[at..]);
                ended = pictures.Slice(at + 4, 4).SequenceEqual("IEND"u8);
                at = length < 0 || length > pictures.Length - at - 12 ? pictures.Length : at + 12 + length;
            }

            if (!ended)
            {
                break;
            }

            split.Add(pictures[..at].ToArray());
            pictures = pictures[at..];
        }

        return [.. split];
    }

    private static Outcome<byte[]> Only(Outcome<byte[][]> pictures) => pictures.Succeeded ? pictures.Value[0] : Outcome.No<byte[]>(pictures.Refusals);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
