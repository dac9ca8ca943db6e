using System.Buffers;
using System.Text;

namespace Workshop.Domain.Pdf;

/// <summary>A line of visible text: runs side by side, as far as no gap says that another column or cell begins.</summary>
/// <param name="Size">The type size of most of its characters, in points.</param>
/// <param name="Characters">Without spaces.</param>
internal sealed record PageLine(int Page, string Text, PageBox Box, double Size, bool Bold, string Font, int Characters, IReadOnlyList<PdfRun> Runs)
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789 .,-–—/()[]|%×−+");

    public double Right => Box.Left + Box.Width;

    public double Bottom => Box.Top + Box.Height;

    public double Middle => Box.Top + (Box.Height / 2);

    /// <summary>Only digits and what stands around page numbers, line numbers and axes.</summary>
    public bool IsNumber => Text.AsSpan().IndexOfAnyExcept(NumberLetters) < 0;

    /// <summary>The lines of a page in the order of the file, without text that is turned to stand on its side.</summary>
    public static List<PageLine> Of(PdfPageText page)
    {
        var lines = new List<PageLine>();
        var open = new List<PdfRun>();
        foreach (var run in page.Runs)
        {
            if (string.IsNullOrWhiteSpace(run.Text) || IsOnItsSide(run))
            {
                continue;
            }

            if (open.Count > 0 && !Continues(open[^1], run))
            {
                lines.Add(Close(page.Number, open));
                open.Clear();
            }

            open.Add(run);
        }

        if (open.Count > 0)
        {
            lines.Add(Close(page.Number, open));
        }

        return lines;
    }

    /// <summary>Stamps in the margin and labels of axes: a box much higher than its type, or several letters in hardly any width.</summary>
    private static bool IsOnItsSide(PdfRun run) =>
        run.Box.Height > 2.5 * Math.Max(run.Size, 1) || (run.Text.Length > 4 && run.Box.Width < run.Text.Length * run.Size * 0.1);

    private static bool Continues(PdfRun last, PdfRun next)
    {
        var overlap = Math.Min(last.Box.Top + last.Box.Height, next.Box.Top + next.Box.Height) - Math.Max(last.Box.Top, next.Box.Top);
        var gap = next.Box.Left - (last.Box.Left + last.Box.Width);
        var size = Math.Max(last.Size, next.Size);
        return overlap > 0.4 * Math.Min(last.Box.Height, next.Box.Height) && gap > -0.5 * size && gap < 1.2 * size;
    }

    private static PageLine Close(int page, List<PdfRun> runs)
    {
        var text = new StringBuilder();
        PdfRun? last = null;
        foreach (var run in runs)
        {
            if (last is not null && run.Box.Left - (last.Box.Left + last.Box.Width) > 0.15 * Math.Max(last.Size, run.Size) && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }

            text.Append(run.Text);
            last = run;
        }

        var main = runs.GroupBy(run => (run.Size, run.Font, run.Bold)).MaxBy(group => group.Sum(run => Letters(run.Text)))!;
        var (left, top) = (runs.Min(r => r.Box.Left), runs.Min(r => r.Box.Top));
        var box = new PageBox(left, top, runs.Max(r => r.Box.Left + r.Box.Width) - left, runs.Max(r => r.Box.Top + r.Box.Height) - top);
        return new PageLine(page, text.ToString().Trim(), box, main.Key.Size, main.Key.Bold, main.Key.Font, runs.Sum(run => Letters(run.Text)), [.. runs]);
    }

    private static int Letters(string text) => text.Count(letter => !char.IsWhiteSpace(letter));
}
