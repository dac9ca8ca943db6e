using System.Globalization;
using System.Text;

namespace Workshop.Web.Platform.Pdf;

/// <summary>What a <see cref="SimplePdf"/> says. Paragraphs are plain text; characters outside Windows-1252 become question marks.</summary>
public sealed record SimplePdfText(string Title, string Authors, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Exactly so many pages, at least 1: longer text is cut, missing pages carry only their number. Null: as many as the text needs.</summary>
    public int? Pages { get; init; }
}

/// <summary>
/// Writes small real PDFs: A4, one column, Times, wrapped text, page numbers, title and author in the metadata. For the demonstration and for tests; the same
/// text always gives the same bytes.
/// </summary>
public static class SimplePdf
{
    private const double PageWidth = 595.28;
    private const double PageHeight = 841.89;
    private const double Margin = 72;
    private const double BodySize = 10.5;
    private const double Lead = 14;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    /// <summary>Widths of Times-Roman from the space to the tilde, in thousandths of the type size (Adobe's metrics for the 14 standard fonts).</summary>
    private static readonly int[] Widths =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    public static byte[] Write(SimplePdfText text)
    {
        var pages = SetInPages(text);
        var file = new MemoryStream();
        var offsets = new List<long>();
        Put("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");

        // 1 catalogue, 2 page tree, 3 font, 4 information; then for each page itself and its content.
        Object("<< /Type /Catalog /Pages 2 0 R /Lang (en) >>");
        Object($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{5 + (2 * i)} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
        Object($"<< /Title {Unicode(text.Title)} /Author {Unicode(text.Authors)} >>");
        foreach (var content in pages)
        {
            var self = offsets.Count + 1;
            Object(string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PageWidth} {PageHeight}] /Resources << /Font << /F 3 0 R >> >> /Contents {self + 1} 0 R >>"));
            Object($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        var table = file.Position;
        Put($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Put($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Object(string body)
        {
            offsets.Add(file.Position);
            Put($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        // One character is one byte here: text was brought to Windows-1252 before.
        void Put(string part) => file.Write(Encoding.Latin1.GetBytes(part));
    }

    private static List<string> SetInPages(SimplePdfText text)
    {
        var pages = new List<StringBuilder> { new() };
        var y = PageHeight - Margin;
        Set(text.Title, 17, 21, centred: true);
        y -= 6;
        Set(text.Authors, 11, 14, centred: true);
        y -= 14;
        foreach (var paragraph in text.Paragraphs)
        {
            Set(paragraph, BodySize, Lead, centred: false);
            y -= Lead / 2;
        }

        var count = text.Pages ?? pages.Count;
        while (pages.Count < count)
        {
            pages.Add(new());
        }

        return [.. pages.Take(count).Select((page, index) => Footer(page, index + 1))];

        void Set(string words, double size, double lead, bool centred)
        {
            foreach (var line in Wrap(words, size))
            {
                if (y - lead < Margin)
                {
                    pages.Add(new());
                    y = PageHeight - Margin;
                }

                y -= lead;
                var x = centred ? (PageWidth - Width(line, size)) / 2 : Margin;
                pages[^1].Append(Show(line, size, x, y));
            }
        }

        static string Footer(StringBuilder page, int number)
        {
            var words = number.ToString(CultureInfo.InvariantCulture);
            return page + Show(words, 9, (PageWidth - Width(words, 9)) / 2, Margin / 2);
        }
    }

    private static List<string> Wrap(string words, double size)
    {
        const double Column = PageWidth - (2 * Margin);
        var lines = new List<string>();
        var line = "";
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size) > Column)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static double Width(string line, double size)
    {
        var sum = 0;
        foreach (var letter in line.Normalize(NormalizationForm.FormD))
        {
            // An accent is drawn over its letter and takes no room; what has no metric here counts as a digit.
            sum += letter is >= ' ' and <= '~' ? Widths[letter - ' ']
                : CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? 0
                : letter == '\u2014' ? 1000
                : 500;
        }

        return sum * size / 1000;
    }

    private static string Show(string line, double size, double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /F {size} Tf {x:0.##} {y:0.##} Td ({Escape(line)}) Tj ET\n");

    private static string Escape(string line) =>
        Encoding.Latin1.GetString(Western.GetBytes(line.Normalize(NormalizationForm.FormC)))
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("(", "\\(", StringComparison.Ordinal)
            .Replace(")", "\\)", StringComparison.Ordinal);

    private static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
