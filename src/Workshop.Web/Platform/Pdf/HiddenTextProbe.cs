using System.Buffers;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.RegularExpressions;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Reads the pieces of text that are not to be seen: for each reason a page that holds only those, large enough for whatever stands outside of the real one, and Poppler's words on it.
/// </summary>
internal sealed partial class HiddenTextProbe(ToolProcess tools, QpdfObjects objects)
{
    /// <summary>Room around the page for what stands outside; readers take no page beyond 14,400 points.</summary>
    private const double Far = 14_000;

    /// <summary>Beyond the roughly known beginnings of pieces.</summary>
    private const double Around = 600;

    private sealed record Question(int Page, HiddenTextReason? Reason, double Left, double Top);

    /// <summary>What was read of one page: words that are seen (reason null) or not.</summary>
    internal sealed record Answer(int Page, HiddenTextReason? Reason, IReadOnlyList<ProbeWord> Words);

    internal sealed record ProbeWord(string Text, Extent Box);

    /// <summary>
    /// The words of every page on which something is not seen or <paramref name="alsoVisible"/> asks for, by page (from 0) and reason; null when they could not be read.
    /// </summary>
    public async Task<IReadOnlyList<Answer>?> ReadAsync(
        IReadOnlyList<PageTrace> pages, IReadOnlyList<List<HiddenTextReason?>> reasons, Func<int, bool> alsoVisible, CancellationToken cancel)
    {
        var assembly = new PdfAssembly(objects);
        var asked = new List<Question>();
        for (var i = 0; i < pages.Count; i++)
        {
            var hidden = reasons[i].Where(r => r is not null).Distinct().Order().ToList();
            foreach (var reason in hidden.Count > 0 || alsoVisible(i) ? hidden.Append(null) : [])
            {
                var (own, box) = (reasons[i], BoxAround(pages[i]));
                assembly.AddPage(
                    $"/MediaBox[{box.Syntax}]{HiddenTextPages.Entry("/Rotate", pages[i].Page.Rotate)}{HiddenTextPages.FontsOf(pages[i])}",
                    Only(pages[i], index => own[index] == reason));
                asked.Add(new Question(i, reason, box.Left, box.Top));
            }
        }

        if (asked.Count == 0)
        {
            return [];
        }

        var result = await tools.RunAsync(new ToolRun("pdftotext", ["-q", "-bbox", PdfReading.FileName, "-"]) { Files = PdfReading.Folder(assembly.Write()) }, cancel);
        var read = result.End == ToolEnd.Exited ? Words(result.Text) : [];
        return read.Count < asked.Count
            ? null
            : [.. asked.Select((question, i) => new Answer(question.Page, question.Reason, [.. read[i].Select(word => word with { Box = Moved(word.Box, question.Left, question.Top) })]))];
    }

    private static Extent Moved(Extent box, double x, double y) => new(box.Left + x, box.Top + y, box.Right + x, box.Bottom + y);

    /// <summary>The probe with only some of its pieces: the others keep their place, but say nothing.</summary>
    private static byte[] Only(PageTrace page, Func<int, bool> chosen)
    {
        var content = new ArrayBufferWriter<byte>(page.Probe.Length + (page.Pieces.Count * 32) + 16);
        var at = 0;
        for (var i = 0; i < page.Pieces.Count; i++)
        {
            var piece = page.Pieces[i];
            content.Write(page.Probe.AsSpan(at, piece.Start - at));
            if (chosen(i))
            {
                content.Write(page.Probe.AsSpan(piece.Start, piece.End - piece.Start));
            }
            else
            {
                content.Write("/Span<</ActualText()>>BDC "u8);
                content.Write(page.Probe.AsSpan(piece.Start, piece.End - piece.Start));
                content.Write("EMC\n"u8);
            }

            at = piece.End;
        }

        content.Write(page.Probe.AsSpan(at));
        return content.WrittenSpan.ToArray();
    }

    /// <summary>A box that holds the page and everything outside of it, and how far its upper left corner is from the page's.</summary>
    private static (string Syntax, double Left, double Top) BoxAround(PageTrace page)
    {
        var all = page.Extent;
        foreach (var piece in page.Pieces)
        {
            all = all.With(piece.Origin);
        }

        all = all.Grown(Around).And(page.Extent.Grown(Far));
        Matrix3x2.Invert(page.ToPage, out var back);
        var box = Extent.Around(all.Left, all.Top, all.Right, all.Bottom, back);
        return (string.Create(CultureInfo.InvariantCulture, $"{box.Left:0.##} {box.Top:0.##} {box.Right:0.##} {box.Bottom:0.##}"), all.Left, all.Top);
    }

    private static List<List<ProbeWord>> Words(string html)
    {
        var pages = new List<List<ProbeWord>>();
        foreach (var line in html.Split('\n'))
        {
            if (line.TrimStart().StartsWith("<page ", StringComparison.Ordinal))
            {
                pages.Add([]);
            }
            else if (pages.Count > 0 && Word().Match(line) is { Success: true } word)
            {
                pages[^1].Add(new ProbeWord(WebUtility.HtmlDecode(word.Groups["text"].Value), new Extent(Number("x0"), Number("y0"), Number("x1"), Number("y1"))));
                double Number(string name) => double.TryParse(word.Groups[name].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
            }
        }

        return pages;
    }

    [GeneratedRegex(@"<word xMin=""(?<x0>[-\d.]+)"" yMin=""(?<y0>[-\d.]+)"" xMax=""(?<x1>[-\d.]+)"" yMax=""(?<y1>[-\d.]+)"">(?<text>.*)</word>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
