using System.Globalization;
using System.Net;
using System.Text;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// The words of the text layer with their boxes (<c>pdftotext -bbox</c>) and the visible runs of text with their type (<c>pdftohtml -xml</c>), by page. The second leaves
/// out what is drawn invisibly; the first has it. What is damaged or too much is missing; there is always an answer.
/// </summary>
internal static class PdfWords
{
    /// <summary>pdftohtml gives type sizes as whole numbers and enlarges at most threefold: so they are exact to a sixth of a point.</summary>
    private const int Zoom = 3;

    /// <summary>A page of a book has 600 words; what has more than this is no page for reading, and the rest changes nothing.</summary>
    private const int MostOnAPage = 20_000;

    private static readonly ToolLimits Limits = new ToolLimits() with { Output = 24 << 20 };

    public static ToolRun Words(ReadOnlyMemory<byte> file, int last) =>
        new("pdftotext", ["-q", "-enc", "UTF-8", "-bbox", "-l", Number(last), PdfReading.FileName, "-"]) { Files = PdfReading.Folder(file), Limits = Limits };

    public static ToolRun Runs(ReadOnlyMemory<byte> file, int last) =>
        new("pdftohtml", ["-q", "-enc", "UTF-8", "-xml", "-i", "-nodrm", "-noroundcoord", "-zoom", Number(Zoom), "-l", Number(last), "-stdout", PdfReading.FileName])
        {
            Files = PdfReading.Folder(file),
            Limits = Limits,
        };

    /// <summary>The pages that both know; a result that was cut off gives what it has.</summary>
    public static List<PdfPageText> Read(string words, string runs, SortedDictionary<int, PageGeometry> pages)
    {
        var byPage = ReadWords(words, pages);
        var visible = ReadRuns(runs, pages);
        return
        [
            .. pages.Values.Select(page => new PdfPageText(
                page.Number, page.Width, page.Height, byPage.GetValueOrDefault(page.Number) ?? [], visible.GetValueOrDefault(page.Number) ?? [])),
        ];
    }

    private static Dictionary<int, List<PdfWord>> ReadWords(string answer, SortedDictionary<int, PageGeometry> pages)
    {
        var read = new Dictionary<int, List<PdfWord>>();
        var number = 0;
        foreach (var range in answer.AsSpan().Split('\n'))
        {
            var line = answer.AsSpan(range).TrimStart();
            if (line.StartsWith("<page ", StringComparison.Ordinal))
            {
                number++;
            }
            else if (line.StartsWith("<word ", StringComparison.Ordinal) && pages.TryGetValue(number, out var page)
                && Value(line, "xMin") is { } left && Value(line, "yMin") is { } top && Value(line, "xMax") is { } right && Value(line, "yMax") is { } bottom)
            {
                Add(read, number, new PdfWord(Content(line, "</word>"), page.FromText(left, top, right, bottom)));
            }
        }

        return read;
    }

    private static Dictionary<int, List<PdfRun>> ReadRuns(string answer, SortedDictionary<int, PageGeometry> pages)
    {
        var read = new Dictionary<int, List<PdfRun>>();
        var fonts = new Dictionary<int, (double Size, string Family)>();
        var number = 0;
        foreach (var range in answer.AsSpan().Split('\n'))
        {
            var line = answer.AsSpan(range).TrimStart();

            // Links to pages that are not there are announced in front of the page.
            if (line.IndexOf("<page number=", StringComparison.Ordinal) is >= 0 and var at && Value(line[at..], "number") is { } found)
            {
                number = (int)found;
            }
            else if (line.StartsWith("<fontspec ", StringComparison.Ordinal) && Value(line, "id") is { } id && Value(line, "size") is { } size)
            {
                fonts[(int)id] = (size / Zoom, WebUtility.HtmlDecode(Attribute(line, "family").ToString()));
            }
            else if (line.StartsWith("<text ", StringComparison.Ordinal) && pages.TryGetValue(number, out var page)
                && Value(line, "left") is { } left && Value(line, "top") is { } top && Value(line, "width") is { } width && Value(line, "height") is { } height
                && Value(line, "font") is { } font && fonts.TryGetValue((int)font, out var type))
            {
                var box = page.FromText(left / Zoom, top / Zoom, (left + width) / Zoom, (top + height) / Zoom);
                var content = Content(line, "</text>");
                var bold = line.IndexOf("<b>", StringComparison.Ordinal) >= 0 || IsBold(type.Family);
                Add(read, number, new PdfRun(content, box, type.Size, type.Family, bold));
            }
        }

        foreach (var runsOfPage in read.Values)
        {
            EstimateSizes(runsOfPage);
        }

        return read;
    }

    /// <summary>
    /// Fonts of Type 3 have a size of their own making (1 point, often), which says nothing. An average letter of English text is 0.46 times as wide as its type is large.
    /// </summary>
    private static void EstimateSizes(List<PdfRun> runs)
    {
        foreach (var font in runs.Index().GroupBy(run => (run.Item.Font, run.Item.Size)).Where(font => font.Key.Size < 3).ToList())
        {
            var letters = font.Sum(run => run.Item.Text.Length);
            var width = font.Sum(run => run.Item.Box.Width) / Math.Max(1, letters);
            if (width < 0.9 * font.Key.Size)
            {
                continue;
            }

            var size = Math.Round(width / 0.46 * 2) / 2;
            foreach (var (at, run) in font)
            {
                var baseline = run.Box.Top + run.Box.Height;
                runs[at] = run with { Size = size, SizeIsEstimated = true, Box = run.Box with { Top = Math.Round(baseline - (0.75 * size), 2), Height = size } };
            }
        }
    }

    private static bool IsBold(string family) =>
        family.Contains("Bold", StringComparison.OrdinalIgnoreCase) || family.Contains("-Medi", StringComparison.Ordinal) || family.Contains("CMBX", StringComparison.Ordinal)
        || family.Contains("Black", StringComparison.Ordinal) || family.Contains("Heavy", StringComparison.Ordinal);

    private static void Add<T>(Dictionary<int, List<T>> pages, int page, T item)
    {
        var items = pages.TryGetValue(page, out var existing) ? existing : pages[page] = [];
        if (items.Count < MostOnAPage)
        {
            items.Add(item);
        }
    }

    private static double? Value(ReadOnlySpan<char> line, string name) =>
        double.TryParse(Attribute(line, name), CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e6 ? value : null;

    private static ReadOnlySpan<char> Attribute(ReadOnlySpan<char> line, string name)
    {
        var at = line.IndexOf($" {name}=\"", StringComparison.Ordinal);
        if (at < 0)
        {
            return [];
        }

        var rest = line[(at + name.Length + 3)..];
        var end = rest.IndexOf('"');
        return end < 0 ? [] : rest[..end];
    }

    /// <summary>What stands between the tags, without the tags inside.</summary>
    private static string Content(ReadOnlySpan<char> line, string close)
    {
        var start = line.IndexOf('>') + 1;
        var end = line.LastIndexOf(close, StringComparison.Ordinal);
        var inside = start > 0 && end >= start ? line[start..end] : [];
        if (inside.IndexOfAny('<', '&') < 0)
        {
            return inside.ToString();
        }

        var text = new StringBuilder(inside.Length);
        var inTag = false;
        foreach (var letter in inside)
        {
            if (letter is '<' or '>')
            {
                inTag = letter == '<';
            }
            else if (!inTag)
            {
                text.Append(letter);
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
