using System.Globalization;
using System.Text;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Pictures as pdftoppm writes them, one after another (PPM, binary, 8 bits).</summary>
internal sealed record PixelPage(int Width, int Height, ReadOnlyMemory<byte> Rgb)
{
    public ReadOnlySpan<byte> Row(int y) => Rgb.Span.Slice(y * Width * 3, Width * 3);

    /// <summary>The same page without the pages that were read with it.</summary>
    public PixelPage Copy() => this with { Rgb = Rgb.ToArray() };

    /// <summary>How far the lightest and the darkest point of an area are apart, from 0 to 255; 0 outside of the page.</summary>
    public int Contrast(Extent area, double scale)
    {
        var (dark, light) = (255, 0);
        for (var y = Math.Max(0, (int)(area.Top * scale)); y < Math.Min(Height, Math.Ceiling(area.Bottom * scale)); y++)
        {
            var row = Row(y);
            for (var x = Math.Max(0, (int)(area.Left * scale)); x < Math.Min(Width, Math.Ceiling(area.Right * scale)); x++)
            {
                var value = ((row[3 * x] * 3) + (row[(3 * x) + 1] * 6) + row[(3 * x) + 2]) / 10;
                (dark, light) = (Math.Min(dark, value), Math.Max(light, value));
            }
        }

        return Math.Max(0, light - dark);
    }

    public static List<PixelPage> ReadAll(byte[] output)
    {
        var pages = new List<PixelPage>();
        var at = 0;
        while (Header(output, ref at) is (var width, var height) && (long)width * height * 3 <= output.Length - at)
        {
            pages.Add(new PixelPage(width, height, output.AsMemory(at, width * height * 3)));
            at += width * height * 3;
        }

        return pages;
    }

    private static (int Width, int Height)? Header(byte[] output, ref int at)
    {
        if (at + 2 > output.Length || output[at] != 'P' || output[at + 1] != '6')
        {
            return null;
        }

        var position = at + 2;
        var (width, height, depth) = (Number(), Number(), Number());
        at = position + 1;
        return width > 0 && height > 0 && depth == 255 ? (width, height) : null;

        int Number()
        {
            while (position < output.Length && output[position] <= ' ')
            {
                position++;
            }

            var start = position;
            while (position < output.Length && char.IsAsciiDigit((char)output[position]))
            {
                position++;
            }

            return int.TryParse(Encoding.Latin1.GetString(output, start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
    }
}

/// <summary>
/// Compares three pictures of a page, all drawn without smoothing: as a reader sees it, the same without its text, and the probe, in which every piece of text has a colour of its own and
/// nothing is in its way. Where a piece would be and the first two agree, its letters are not to be seen.
/// </summary>
internal static class HiddenTextPixels
{
    /// <summary>Colours nearer than this (of 255) are one colour for a reader; a light grey of 90 % is 26 from white.</summary>
    private const double Visible = 16;

    /// <param name="scale">Pixels for a point.</param>
    public static void Compare(PageTrace page, PixelPage seen, PixelPage bare, PixelPage probe, double scale)
    {
        foreach (var piece in page.Pieces)
        {
            (piece.Pixels, piece.InkedPixels, piece.BackRed, piece.BackGreen, piece.BackBlue, piece.Drawn) = (0, 0, 0, 0, 0, Extent.Nowhere);
        }

        var firstNumber = page.Pieces[0].Number;
        var (width, height) = (Math.Min(seen.Width, Math.Min(bare.Width, probe.Width)), Math.Min(seen.Height, Math.Min(bare.Height, probe.Height)));
        for (var y = 0; y < height; y++)
        {
            var rowA = seen.Row(y);
            var rowB = bare.Row(y);
            var rowC = probe.Row(y);
            for (var x = 0; x < width * 3; x += 3)
            {
                if (rowC[x + 1] == 255 && rowC[x] == 255 && rowC[x + 2] == 255)
                {
                    continue;
                }

                var index = ((rowC[x] << 16) | (rowC[x + 1] << 8) | rowC[x + 2]) - firstNumber;
                if (index < 0 || index >= page.Pieces.Count)
                {
                    continue;
                }

                var piece = page.Pieces[index];
                piece.Pixels++;
                piece.BackRed += rowB[x];
                piece.BackGreen += rowB[x + 1];
                piece.BackBlue += rowB[x + 2];
                piece.Drawn = piece.Drawn.With(new Extent(x / 3 / scale, y / scale, ((x / 3) + 1) / scale, (y + 1) / scale));
                if (Colours.Distance(rowA[x], rowA[x + 1], rowA[x + 2], rowB[x], rowB[x + 1], rowB[x + 2]) >= Visible)
                {
                    piece.InkedPixels++;
                }
            }
        }
    }
}
