using System.Buffers.Binary;

namespace Workshop.Web.Platform.Pictures;

/// <summary>
/// A PNG with the chunks that its picture needs and no others: texts, times, EXIF and XMP, colour profiles (which name devices), animation and whatever stands behind the end stay behind.
/// See PNG (third edition), 4.7 and 5.3.
/// </summary>
public static class PngWithoutTraces
{
    private const int MostChunks = 100_000;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture itself, and how its numbers become colours.</summary>
    private static readonly string[] Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "cICP"];

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1))];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Null for a damaged file: a wrong checksum, no end, no picture.</summary>
    public static byte[]? Make(ReadOnlySpan<byte> file)
    {
        if (!Is(file))
        {
            return null;
        }

        using var copy = new MemoryStream(file.Length);
        copy.Write(Signature);
        var rest = file[Signature.Length..];
        var (first, picture) = (true, false);
        for (var chunks = 0; chunks < MostChunks && rest.Length >= 12; chunks++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return null;
            }

            var whole = rest[..((int)length + 12)];
            var named = whole[4..^4];
            var checksum = BinaryPrimitives.ReadUInt32BigEndian(whole[^4..]);
            var kind = System.Text.Encoding.Latin1.GetString(named[..4]);
            if (Checksum(named) != checksum || (first && kind != "IHDR"))
            {
                return null;
            }

            if (Kept.Contains(kind, StringComparer.Ordinal))
            {
                copy.Write(whole);
            }

            (first, picture) = (false, picture || kind == "IDAT");
            if (kind == "IEND")
            {
                return picture ? copy.ToArray() : null;
            }

            rest = rest[whole.Length..];
        }

        return null;
    }

    /// <summary>CRC-32 as PNG has it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc = Table[(crc ^ one) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }
}
