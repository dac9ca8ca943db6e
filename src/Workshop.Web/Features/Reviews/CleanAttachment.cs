using System.Text;
using Workshop.Domain;
using Workshop.Domain.Pdf;
using Workshop.Domain.Reviewing;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Pictures;

namespace Workshop.Web.Features.Reviews;

/// <summary>A file that the reviewer chose, not read yet.</summary>
/// <param name="FileName">As the reviewer's computer says; nothing of it but a known ending is kept.</param>
/// <param name="Size">Bytes.</param>
public sealed record ReviewUpload(string FileName, long Size, Func<Stream> Open)
{
    /// <summary>Null when no file was chosen: browsers then send an empty part without a name.</summary>
    public static ReviewUpload? Of(IFormFile? file) => file is null or { Length: 0, FileName: "" } ? null : new ReviewUpload(file.FileName, file.Length, file.OpenReadStream);
}

/// <param name="Ending">As <see cref="ReviewAttachment.Ending"/>.</param>
public sealed record CleanedFile(byte[] Content, string Ending);

/// <summary>A file without what says who made it and when. What cannot be cleaned is refused: a reviewer must not be named by a file that we handed on.</summary>
public sealed class CleanAttachment(NeutralCopy neutral)
{
    private static readonly Refusal Unknown = new("attachment.kind", "Choose a PDF, a PNG or JPEG picture, or plain text (.txt, .md). Other files carry names and dates that cannot be taken out.");

    private static readonly Refusal Damaged = new("attachment.damaged", "This picture is damaged, or hides something behind its end. Save it again in a picture program, or choose another file.");

    public async Task<Outcome<CleanedFile>> RunAsync(ReviewUpload upload, CancellationToken cancel)
    {
        const long Largest = ReviewAttachment.LargestMegabytes * 1024L * 1024L;
        if (upload.Size is 0 or > Largest)
        {
            return upload.Size == 0
                ? new Refusal("attachment.empty", "This file is empty. Choose another one.")
                : new Refusal("attachment.too-large", $"Choose a file smaller than {ReviewAttachment.LargestMegabytes} MB.");
        }

        var content = new byte[upload.Size];
        await using (var stream = upload.Open())
        {
            await stream.ReadExactlyAsync(content, cancel);
        }

        switch (FileSniffer.Sniff(content))
        {
            case FileKind.Pdf:
                var copy = await neutral.MakeAsync(content, cancel);
                return copy.Succeeded ? new CleanedFile(copy.Value, "pdf") : Outcome.No<CleanedFile>(copy.Refusals);
            case FileKind.Image when PngWithoutTraces.Is(content):
                return PngWithoutTraces.Make(content) is { } png ? new CleanedFile(png, "png") : Damaged;
            case FileKind.Image when JpegWithoutTraces.Is(content):
                return JpegWithoutTraces.Make(content) is { } jpeg ? new CleanedFile(jpeg, "jpg") : Damaged;
            case FileKind.Unknown or FileKind.LatexSource or FileKind.WebPage when TextEnding(upload.FileName) is { } ending:
                return Text(content) is { } text ? new CleanedFile(text, ending) : new Refusal("attachment.text", "This is no plain text in UTF-8. Save it as UTF-8, or choose another file.");
            default:
                return Unknown;
        }
    }

    private static string? TextEnding(string fileName) => fileName[(fileName.LastIndexOf('.') + 1)..].ToUpperInvariant() switch
    {
        "TXT" => "txt",
        "MD" or "MARKDOWN" => "md",
        _ => null,
    };

    /// <summary>Text has no metadata but the mark at its start. Null for what is no text.</summary>
    private static byte[]? Text(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
            return text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t' or '\f')) ? null : Encoding.UTF8.GetBytes(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
