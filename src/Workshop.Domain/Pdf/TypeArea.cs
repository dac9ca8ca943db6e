using System.Text.RegularExpressions;

namespace Workshop.Domain.Pdf;

/// <summary>
/// Finds the text block in lines of text. What an eye leaves out is left out: running heads and page numbers (a row of its own at the edge, with a gap, that carries a number,
/// small type, or the same words as on another page), numbers of lines, and whatever less than three characters in a hundred agree on.
/// </summary>
internal static partial class TypeArea
{
    /// <summary>Where running heads may stand: this part of the height at each end.</summary>
    private const double Edge = 0.14;

    /// <summary>Points by which a running head may lie higher on another page.</summary>
    private const double SameHeight = 6;

    /// <summary>The share of the characters that may stick out at each side without moving the block.</summary>
    private const double Outliers = 0.03;

    /// <summary>Characters from which a line says something about columns: the last line of a paragraph, or a cell, does not.</summary>
    private const int TellingLine = 16;

    /// <summary>In points; 0 without text.</summary>
    public static double BodySize(IEnumerable<PageLine> lines)
    {
        // Sizes come in thirds of a point; a body of 9.96 falls into 10 alone, but one at 10.17 falls into two: neighbours are counted together.
        var weights = new SortedDictionary<int, long>();
        foreach (var run in lines.SelectMany(line => line.Runs))
        {
            var third = (int)Math.Round(run.Size * 3);
            weights[third] = weights.GetValueOrDefault(third) + run.Text.Count(letter => !char.IsWhiteSpace(letter));
        }

        if (weights.Count == 0)
        {
            return 0;
        }

        var best = weights.Keys.MaxBy(third => (weights[third] * 2) + weights.GetValueOrDefault(third - 1) + weights.GetValueOrDefault(third + 1));
        return Math.Round(best / 3.0, 2);
    }

    /// <summary>The lines of every page without running heads and numbers in the margin.</summary>
    public static List<List<PageLine>> WithoutFurniture(IReadOnlyList<PdfPageText> pages, IReadOnlyList<List<PageLine>> lines)
    {
        var body = BodySize(lines.SelectMany(page => page));
        var ends = pages.Select((page, at) => (Top: Rows(lines[at], page, fromTop: true), Bottom: Rows(lines[at], page, fromTop: false))).ToList();
        var seen = ends.SelectMany(end => end.Top.Concat(end.Bottom)).ToLookup(row => row.Words, StringComparer.Ordinal);

        var kept = new List<List<PageLine>>();
        for (var at = 0; at < pages.Count; at++)
        {
            var furniture = new HashSet<PageLine>(ReferenceEqualityComparer.Instance);
            foreach (var end in (List<Row>[])[ends[at].Top, ends[at].Bottom])
            {
                furniture.UnionWith(Outside(end, body, seen));
            }

            kept.Add([.. lines[at].Where(line => !furniture.Contains(line) && !(line.IsNumber && line.Characters <= 5))]);
        }

        return kept;
    }

    /// <summary>
    /// Lines from the edge inwards up to the gap that sets them off. One row of its own may be told by its number, its words or its small type; several together only by
    /// a page number or repeated words, because footnotes are small and set off too, and belong to the block.
    /// </summary>
    private static List<PageLine> Outside(List<Row> end, double body, ILookup<string, Row> seen)
    {
        var outside = new List<PageLine>();
        var together = new List<Row>();
        foreach (var row in end)
        {
            together.Add(row);
            if (row.Gap < 0.55 * body)
            {
                continue;
            }

            var told = together.Exists(r => r.IsPageNumber || r.Returns(seen))
                || (together.Count == 1 && (row.Size < body - 0.4 || row.HasNumberBeside(body)));
            if (!told)
            {
                break;
            }

            outside.AddRange(together.SelectMany(r => r.Lines));
            together.Clear();
        }

        return outside;
    }

    /// <summary>Null when the page has no text.</summary>
    public static PageLayout? Measure(PdfPageText page, IReadOnlyList<PageLine> lines)
    {
        if (lines.Count == 0)
        {
            return null;
        }

        var left = Trimmed(lines, line => line.Box.Left);
        var right = -Trimmed(lines, line => -line.Right);
        var (top, bottom) = (lines.Min(line => line.Box.Top), lines.Max(line => line.Bottom));
        return new PageLayout(page.Number, page.Width, page.Height, new PageBox(left, top, Math.Max(0, right - left), bottom - top));
    }

    /// <summary>How many columns most of the text stands in: the spans that many lines share and that stand side by side.</summary>
    public static int Columns(IEnumerable<PageLine> lines, double body)
    {
        var spans = new Dictionary<int, List<PageLine>>();
        long all = 0;
        foreach (var line in lines.Where(line => Math.Abs(line.Size - body) < 0.6 && line.Characters >= TellingLine))
        {
            var left = (int)Math.Round(line.Box.Left / 8);
            (spans.TryGetValue(left, out var span) ? span : spans[left] = []).Add(line);
            all += line.Characters;
        }

        var common = spans.Values.Select(span => (Weight: span.Sum(line => (long)line.Characters), Left: span.Min(line => line.Box.Left), Right: Median(span.Select(line => line.Right))))
            .Where(span => span.Weight * 10 >= all)
            .OrderBy(span => span.Right)
            .ToList();
        var side = new List<(long Weight, double Left, double Right)>();
        foreach (var span in common)
        {
            if (side.Count == 0 || span.Left >= side[^1].Right - 4)
            {
                side.Add(span);
            }
        }

        // A table of two wide cells on a page of full lines: what reaches across them weighs more.
        var across = common.Where(span => side.Count(s => s.Left < span.Right - 4 && s.Right > span.Left + 4) > 1).Sum(span => span.Weight);
        return across > side.Sum(span => span.Weight) ? 1 : Math.Max(1, side.Count);
    }

    /// <summary>The smallest edge that more than a few characters reach.</summary>
    private static double Trimmed(IReadOnlyList<PageLine> lines, Func<PageLine, double> edge)
    {
        var all = lines.Sum(line => (long)line.Characters);
        long passed = 0;
        foreach (var line in lines.OrderBy(edge))
        {
            passed += line.Characters;
            if (passed > all * Outliers)
            {
                return edge(line);
            }
        }

        return lines.Min(edge);
    }

    private static List<Row> Rows(List<PageLine> lines, PdfPageText page, bool fromTop)
    {
        // A footer may have several rows, with a number under them.
        var rows = new List<Row>();
        var ordered = (fromTop ? lines.OrderBy(line => line.Box.Top) : lines.OrderByDescending(line => line.Bottom)).ToList();
        var at = 0;
        while (at < ordered.Count && rows.Count < 4)
        {
            var first = ordered[at];
            if (fromTop ? first.Middle > page.Height * Edge : first.Middle < page.Height * (1 - Edge))
            {
                break;
            }

            var row = new List<PageLine>();
            while (at < ordered.Count && Math.Min(ordered[at].Bottom, first.Bottom) - Math.Max(ordered[at].Box.Top, first.Box.Top) > 0.3 * Math.Min(first.Box.Height, ordered[at].Box.Height))
            {
                row.Add(ordered[at++]);
            }

            var gap = at == ordered.Count ? double.MaxValue
                : fromTop ? ordered[at].Box.Top - row.Max(line => line.Bottom)
                : row.Min(line => line.Box.Top) - ordered[at].Bottom;
            rows.Add(new Row(row, gap));
        }

        return rows;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <param name="gap">To what stands next towards the middle of the page, in points.</param>
    private sealed class Row(List<PageLine> lines, double gap)
    {
        public List<PageLine> Lines => lines;

        public double Gap => gap;

        public double Size { get; } = lines.MaxBy(line => line.Characters)!.Size;

        /// <summary>The same words stand at the same height of another page.</summary>
        public bool Returns(ILookup<string, Row> seen) =>
            Words.Length > 0 && seen[Words].Any(other => other != this && other.Lines[0].Page != Lines[0].Page && Math.Abs(other.Lines[0].Box.Top - Lines[0].Box.Top) < SameHeight);

        public bool IsPageNumber { get; } = lines.Exists(line => PageNumber().IsMatch(line.Text));

        /// <summary>A number beside other words; a section's number stands in large or bold type.</summary>
        public bool HasNumberBeside(double body) => Lines.Exists(line => !line.Bold && line.Size <= body + 0.4 && NumberBeside().IsMatch(line.Text));

        /// <summary>Without digits, so that "Page 3" and "Page 4" are the same words.</summary>
        public string Words { get; } = string.Concat(lines.OrderBy(line => line.Box.Left).SelectMany(line => line.Text).Where(char.IsLetter)).ToUpperInvariant();
    }

    [GeneratedRegex(@"^\W*(page\s*)?(\d{1,4}|[ivxl]{1,6})(\s*(of|/)\s*\d{1,4})?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^\d{1,4}\s|\s\d{1,4}$")]
    private static partial Regex NumberBeside();
}
