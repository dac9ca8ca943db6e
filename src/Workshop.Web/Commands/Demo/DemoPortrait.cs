using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Workshop.Web.Platform.Pictures;

namespace Workshop.Web.Commands.Demo;

/// <summary>A head and shoulders before a wall, drawn here: the demo shows nobody's face.</summary>
internal static class DemoPortrait
{
    private const int Width = 360;
    private const int Height = 450;

    public static byte[] Draw()
    {
        var rows = new byte[Height * (1 + (Width * 3))];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = ColourAt(x, y);
                var at = (y * (1 + (Width * 3))) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) = (red, green, blue);
            }
        }

        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(rows);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2); // eight bits of each of three colours
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Write(png, "IHDR", header);
        Write(png, "IDAT", packed.ToArray());
        Write(png, "IEND", []);
        return png.ToArray();
    }

    private static (byte Red, byte Green, byte Blue) ColourAt(int x, int y)
    {
        bool In(double cx, double cy, double rx, double ry) => Math.Pow((x - cx) / rx, 2) + Math.Pow((y - cy) / ry, 2) <= 1;
        var light = 1 - (0.25 * x / Width) - (0.2 * y / Height);
        (byte, byte, byte) Shade(int red, int green, int blue) => ((byte)(red * light), (byte)(green * light), (byte)(blue * light));
        var isFace = In(180, 195, 74, 94);
        var isHair = In(180, 170, 98, 108) && !(isFace && y > 138 + (Math.Abs(x - 200) / 5));
        var isNeck = x is > 148 and < 212 && y is > 250 and < 330;
        return isHair ? Shade(62, 44, 38)
            : isFace ? Shade(222, 178, 148)
            : In(180, 300, 34, 60) && isNeck ? Shade(205, 160, 132)
            : In(180, 470, 172, 160) ? Shade(44, 74, 108)
            : isNeck ? Shade(205, 160, 132)
            : Shade(214, 206, 190);
    }

    private static void Write(MemoryStream png, string kind, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngWithoutTraces.Checksum(named));
        png.Write(number);
    }
}
