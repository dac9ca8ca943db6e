using System.Buffers.Binary;
using Workshop.Domain;
using Workshop.Web.Platform.Pictures;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>A logo that somebody uploads: PNG or JPEG, without what says who made it, small enough to be printed a thousand times.</summary>
internal static class PrintPicture
{
    public const int LargestMegabytes = 4;

    /// <summary>Of either side, in pixels: more than paper can show, and more than a decoder should be asked for.</summary>
    private const int MostPixels = 6000;

    /// <returns>The cleaned bytes.</returns>
    public static Outcome<byte[]> Clean(ReadOnlySpan<byte> file, string field)
    {
        if (file.Length > LargestMegabytes << 20)
        {
            return new Refusal("front.picture-too-large", $"Choose a picture smaller than {LargestMegabytes} MB.", field);
        }

        if (!PngWithoutTraces.Is(file) && !JpegWithoutTraces.Is(file))
        {
            return new Refusal("front.picture-kind", "Choose a PNG or JPEG picture.", field);
        }

        var clean = PngWithoutTraces.Is(file) ? PngWithoutTraces.Make(file) : JpegWithoutTraces.Make(file);
        if (clean is null)
        {
            return new Refusal("front.picture-damaged", "This picture is damaged, or hides something behind its end. Save it again in a picture program, or choose another file.", field);
        }

        return SizeOf(clean) is (> 0 and <= MostPixels, > 0 and <= MostPixels)
            ? clean
            : new Refusal("front.picture-pixels", $"Choose a picture of at most {MostPixels} pixels on either side.", field);
    }

    /// <summary>Null for anything but PNG and JPEG.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) => PngWithoutTraces.Is(content) ? "image/png" : JpegWithoutTraces.Is(content) ? "image/jpeg" : null;

    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> picture)
    {
        if (PngWithoutTraces.Is(picture))
        {
            return picture.Length < 24 ? (0, 0) : (BinaryPrimitives.ReadInt32BigEndian(picture[16..]), BinaryPrimitives.ReadInt32BigEndian(picture[20..]));
        }

        // A JPEG is a row of segments; the one that begins a frame says its size (ITU-T T.81, B.2.2).
        for (var at = 2; at + 9 < picture.Length && picture[at] == 0xFF;)
        {
            var marker = picture[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 5)..]));
            }

            at += marker is 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
        }

        return (0, 0);
    }
}
