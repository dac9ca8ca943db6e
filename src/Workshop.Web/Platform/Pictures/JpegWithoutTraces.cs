using System.Buffers.Binary;

namespace Workshop.Web.Platform.Pictures;

/// <summary>
/// A JPEG with what its picture needs and nothing else: EXIF, XMP, IPTC, comments, thumbnails, colour profiles and whatever stands behind the end stay behind. Which way up it is held is
/// picture and not metadata: that one number is written anew. See ITU-T T.81, annex B.
/// </summary>
public static class JpegWithoutTraces
{
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte Adobe = 0xEE;
    private const byte Comment = 0xFE;

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, Start, 0xFF]);

    /// <summary>Null for a damaged file: one that breaks off, or has no picture.</summary>
    public static byte[]? Make(ReadOnlySpan<byte> file)
    {
        if (!Is(file))
        {
            return null;
        }

        using var copy = new MemoryStream(file.Length);
        copy.Write([0xFF, Start]);
        if (OrientationOf(file) is > 1 and <= 8 and var orientation)
        {
            copy.Write(OnlyOrientation((byte)orientation));
        }

        var (at, scans) = (2, 0);
        while (at + 1 < file.Length)
        {
            // Any number of FF may stand before a marker.
            if (file[at] != 0xFF)
            {
                return null;
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == End)
            {
                copy.Write([0xFF, End]);
                return scans > 0 ? copy.ToArray() : null;
            }

            if (marker is 0x00 or 0x01 or Start or (>= 0xD0 and <= 0xD7))
            {
                return null;
            }

            if (at + 4 > file.Length || BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) is var length && (length < 2 || at + 2 + length > file.Length))
            {
                return null;
            }

            var segment = file.Slice(at, 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            at += segment.Length;
            if (IsNeeded(marker, segment))
            {
                copy.Write(marker == App0 ? WithoutThumbnail(segment) : segment);
            }

            if (marker == Scan)
            {
                var data = file[at..];
                var length2 = LengthOfData(data);
                if (length2 < 0)
                {
                    return null;
                }

                copy.Write(data[..length2]);
                at += length2;
                scans++;
            }
        }

        return null;
    }

    /// <summary>Tables, frames and scans; of the applications' own segments only the two that say how numbers become colours.</summary>
    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App0 => segment.Length >= 18 && segment[4..].StartsWith("JFIF\0"u8),
        Adobe => segment.Length == 16 && segment[4..].StartsWith("Adobe"u8),
        Comment or (>= App0 and <= 0xEF) or (>= 0xF0 and <= 0xFD) => false,
        _ => true,
    };

    /// <summary>Version, density, and a thumbnail of no size.</summary>
    private static byte[] WithoutThumbnail(ReadOnlySpan<byte> segment) => [0xFF, App0, 0, 16, .. segment[4..16], 0, 0];

    /// <summary>Up to the next marker that is no restart; -1 when there is none.</summary>
    private static int LengthOfData(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i + 1 < data.Length; i++)
        {
            if (data[i] == 0xFF && data[i + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>EXIF's number for which way up, 1 to 8; 0 when it does not say.</summary>
    private static int OrientationOf(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] is not (Scan or End);)
        {
            if (file[at + 1] == 0xFF)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
            {
                return 0;
            }

            var content = file.Slice(at + 4, length - 2);
            if (file[at + 1] == App1 && content.StartsWith("Exif\0\0"u8))
            {
                return OrientationIn(content[6..]);
            }

            at += 2 + length;
        }

        return 0;
    }

    private static int OrientationIn(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
        {
            return 0;
        }

        var isLittle = tiff[0] == (byte)'I';
        var directory = Long(tiff, 4, isLittle);
        if (directory > tiff.Length - 2)
        {
            return 0;
        }

        var entries = Short(tiff, (int)directory, isLittle);
        for (var i = 0; i < entries; i++)
        {
            var entry = directory + 2 + (i * 12);
            if (entry + 12 > tiff.Length)
            {
                return 0;
            }

            if (Short(tiff, (int)entry, isLittle) == 0x0112)
            {
                return Short(tiff, (int)entry + 8, isLittle);
            }
        }

        return 0;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>An EXIF segment with one directory of one entry.</summary>
    private static byte[] OnlyOrientation(byte orientation) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];
}
