using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Finds text that programs read and people do not see. Three pictures of each page are compared (<see cref="HiddenTextPixels"/>): the page as it is, the page without its text, and
/// its text alone with every piece in a colour of its own. So white on black, grey, text over pictures and text in figures pass, and white on white, covered, clipped, transparent
/// and switched-off text do not, whatever the means. Only what is not seen is then read, by Poppler. Any file whatever gets an answer.
/// </summary>
public sealed class HiddenTextReader(ToolProcess tools)
{
    /// <summary>Pages that are drawn by one call: their pictures must fit into the output of a tool.</summary>
    private const int PagesAtOnce = 8;

    private const int MostPages = 100;

    /// <summary>Longest side of a picture in pixels; a page of A4 has 842 at one pixel for a point.</summary>
    private const double LongestSide = 1400;

    /// <summary>Small pages are enlarged to this, as far as <see cref="MostScale"/>.</summary>
    private const double ShortestSide = 600;

    private const double MostScale = 4;

    /// <summary>How much nearer we look at small type.</summary>
    private const double Closer = 3;

    private const int MostCloserLooks = 8;

    /// <summary>Words of a replacement before its content matters.</summary>
    private const int ManyWords = 4;

    /// <param name="text">The words of each page, seen or not, as far as the caller has read them.</param>
    public async Task<HiddenTextFacts> ReadAsync(ReadOnlyMemory<byte> file, IReadOnlyList<PdfPageText> text, CancellationToken cancel)
    {
        var described = await tools.RunAsync(
            new ToolRun("qpdf", ["--warning-exit-0", "--decode-level=none", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", PdfReading.FileName])
            {
                Files = PdfReading.Folder(file),
            },
            cancel);
        if (!described.Succeeded)
        {
            return HiddenTextFacts.Failed;
        }

        try
        {
            using var objects = QpdfObjects.Parse(described.Output);
            return await ReadAsync(file, objects, Task.FromResult(text), cancel);
        }
        catch (JsonException)
        {
            return HiddenTextFacts.Failed;
        }
    }

    /// <param name="text">May still be on its way.</param>
    internal async Task<HiddenTextFacts> ReadAsync(ReadOnlyMemory<byte> file, QpdfObjects objects, Task<IReadOnlyList<PdfPageText>> text, CancellationToken cancel)
    {
        try
        {
            return await SearchAsync(file, objects, text, cancel) ?? HiddenTextFacts.Failed;
        }
        catch (Exception unreadable) when (unreadable is TooMuchContentException or JsonException or FormatException or InvalidOperationException or RegexMatchTimeoutException)
        {
            return HiddenTextFacts.Failed;
        }
    }

    private async Task<HiddenTextFacts?> SearchAsync(ReadOnlyMemory<byte> file, QpdfObjects objects, Task<IReadOnlyList<PdfPageText>> text, CancellationToken cancel)
    {
        var all = objects.Pages(MostPages + 1);
        var tracer = new HiddenTextTracer(objects, cancel);
        foreach (var page in all.Take(MostPages))
        {
            tracer.Trace(page);
        }

        var drawn = await DrawAsync(file, objects, tracer, cancel);
        if (drawn == 0 && tracer.Pages.Count > 0)
        {
            return null;
        }

        var pages = tracer.Pages.Take(drawn).ToList();
        var answers = await new HiddenTextProbe(tools, objects).ReadAsync(pages, pages.ConvertAll(HiddenTextJudge.Reasons), page => pages[page].Replaced.Exists(IsWorthALook), cancel);
        if (answers is null)
        {
            return null;
        }

        var (passages, scans) = Gather(pages, answers);
        passages.AddRange(new HiddenTextStrings(objects).Find(pages));
        return new HiddenTextFacts(drawn < all.Count ? HiddenTextSearch.InPart : HiddenTextSearch.Done, passages, scans, drawn, VisibleText(await text, answers, scans));
    }

    /// <summary>Where something is not seen, what was read of the rest; the whole text of the other pages, and of scans.</summary>
    private static string VisibleText(IReadOnlyList<PdfPageText> text, IReadOnlyList<HiddenTextProbe.Answer> answers, List<int> scans)
    {
        var read = answers.Where(answer => answer.Reason is null && !scans.Contains(answer.Page + 1)).ToDictionary(answer => answer.Page + 1, answer => string.Join(' ', answer.Words.Select(word => word.Text)));
        var pages = new SortedDictionary<int, string>(read);
        foreach (var page in text)
        {
            pages.TryAdd(page.Number, string.Join(' ', page.Words.Select(word => word.Text)));
        }

        return string.Join('\n', pages.Values);
    }

    private static (List<HiddenPassage> Passages, List<int> Scans) Gather(List<PageTrace> pages, IReadOnlyList<HiddenTextProbe.Answer> answers)
    {
        var passages = new List<HiddenPassage>();
        var scans = new List<int>();
        foreach (var group in answers.GroupBy(answer => answer.Page))
        {
            var page = pages[group.Key];
            var (found, isScan) = HiddenTextPassages.Gather(page, group.Key + 1, [.. group]);

            // A sentence behind one letter is told in full below.
            passages.AddRange(found.Where(passage => passage.Reason != HiddenTextReason.LyingFont || !page.Replaced.Exists(replaced => IsPartOf(passage.Text, replaced.Text))));
            passages.AddRange(Replacements(page, group.Key + 1, string.Join(' ', group.SelectMany(answer => answer.Words).Select(word => word.Text))));
            if (isScan)
            {
                scans.Add(group.Key + 1);
            }
        }

        return (passages, scans);
    }

    private static bool IsPartOf(string text, string whole) => InstructionPhrases.Letters(whole).Contains(InstructionPhrases.Letters(text), StringComparison.Ordinal);

    private static bool IsWorthALook(ReplacedText replaced) => replaced.Reason == HiddenTextReason.LyingFont || Words(replaced.Text) >= ManyWords || InstructionPhrases.Score(replaced.Text) >= InstructionPhrases.Clear;

    /// <summary>
    /// Replacements that are not what the letters say: an instruction, or many more words than letters. The source of a formula is long too, and honest.
    /// </summary>
    private static IEnumerable<HiddenPassage> Replacements(PageTrace page, int number, string shown)
    {
        var letters = InstructionPhrases.Letters(shown);
        foreach (var replaced in page.Replaced.Where(IsWorthALook).DistinctBy(replaced => replaced.Text))
        {
            var said = InstructionPhrases.Letters(replaced.Text);
            if ((replaced.Reason == HiddenTextReason.LyingFont || !letters.Contains(said, StringComparison.Ordinal))
                && (InstructionPhrases.Score(replaced.Text) >= InstructionPhrases.Clear || (said.Length > (2 * replaced.Letters) + 12 && !replaced.Text.Contains('\\', StringComparison.Ordinal))))
            {
                var size = Math.Clamp(replaced.Size, 4, 72);
                yield return new HiddenPassage(
                    number,
                    new PageBox(Math.Round(replaced.Origin.X, 1), Math.Round(replaced.Origin.Y - size, 1), Math.Round(Math.Max(size, replaced.Letters * size / 2), 1), Math.Round(1.3 * size, 1)),
                    replaced.Text.Length > HiddenPassage.MostText ? replaced.Text[..HiddenPassage.MostText] : replaced.Text,
                    replaced.Reason);
            }
        }
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Count(char.IsLetter) >= 2);

    /// <summary>Draws the pages that show text, and notes with each piece how much of it can be seen. How many pages could be drawn.</summary>
    private async Task<int> DrawAsync(ReadOnlyMemory<byte> file, QpdfObjects objects, HiddenTextTracer tracer, CancellationToken cancel)
    {
        var pages = tracer.Pages;
        if (pages.All(p => p.Pieces.Count == 0))
        {
            return pages.Count;
        }

        var copy = Assemble(objects, tracer);
        for (var first = 0; first < pages.Count; first += PagesAtOnce)
        {
            var count = Math.Min(PagesAtOnce, pages.Count - first);
            if (!await LookAsync(file, copy, pages, first, count, closer: 1, cancel))
            {
                return first;
            }
        }

        // Where small type seems to be hidden: a hairline is a pixel wide, and so are such letters.
        for (var (page, looks) = (0, 0); page < pages.Count && looks < MostCloserLooks; page++)
        {
            if (HiddenTextJudge.NeedsCloserLook(pages[page]))
            {
                looks++;
                _ = await LookAsync(file, copy, pages, page, 1, Closer, cancel);
            }
        }

        return pages.Count;
    }

    /// <summary>Draws some pages and compares them; false when they could not be drawn.</summary>
    private async Task<bool> LookAsync(ReadOnlyMemory<byte> file, byte[] copy, IReadOnlyList<PageTrace> pages, int first, int count, double closer, CancellationToken cancel)
    {
        var batch = pages.Skip(first).Take(count).ToList();
        if (batch.All(page => page.Pieces.Count == 0))
        {
            return true;
        }

        var side = Math.Max(1, batch.Max(page => Math.Max(page.Width, page.Height)));
        var scale = closer * Math.Clamp(ShortestSide / side, Math.Min(1, LongestSide / side), MostScale);
        var drawings = await Task.WhenAll(
            RenderAsync(file, first + 1, first + count, scale, cancel),
            RenderAsync(copy, (2 * first) + 1, 2 * (first + count), scale, cancel));
        if (drawings[0].Count != count || drawings[1].Count != 2 * count)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (batch[i].Pieces.Count > 0)
            {
                HiddenTextPixels.Compare(batch[i], drawings[0][i], drawings[1][(2 * i) + 1], drawings[1][2 * i], scale);
                (batch[i].Seen, batch[i].Scale) = (batch[i].LargestPicture >= 0.5 ? drawings[0][i].Copy() : null, scale);
            }
        }

        return true;
    }

    /// <summary>A file with two pages for each of the original: the text alone, and everything but the text.</summary>
    private static byte[] Assemble(QpdfObjects objects, HiddenTextTracer tracer)
    {
        var assembly = new PdfAssembly(objects);
        foreach (var (reference, content) in tracer.FormsWithoutText)
        {
            assembly.Replace(reference, content);
        }

        foreach (var font in tracer.Fonts.Where(f => f.IsType3))
        {
            BoxedGlyphs.Replace(objects, objects.Resolve(font.Raw), assembly);
        }

        foreach (var page in tracer.Pages)
        {
            var boxes = HiddenTextPages.Boxes(page);
            assembly.AddPage(boxes + HiddenTextPages.FontsOf(page), page.Probe);
            assembly.AddPage(
                boxes
                    + HiddenTextPages.Entry("/Resources", page.Page.Resources)
                    + HiddenTextPages.Entry("/Annots", objects.Raw(page.Page.Dictionary, "/Annots"))
                    + HiddenTextPages.Entry("/Group", objects.Raw(page.Page.Dictionary, "/Group")),
                page.WithoutText);
        }

        return assembly.Write();
    }

    private async Task<List<PixelPage>> RenderAsync(ReadOnlyMemory<byte> file, int first, int last, double scale, CancellationToken cancel)
    {
        var result = await tools.RunAsync(
            new ToolRun(
                "pdftoppm",
                [
                    "-q", "-aa", "no", "-aaVector", "no", "-cropbox", "-r", (72 * scale).ToString(CultureInfo.InvariantCulture),
                    "-f", first.ToString(CultureInfo.InvariantCulture), "-l", last.ToString(CultureInfo.InvariantCulture), PdfReading.FileName,
                ])
            {
                Files = PdfReading.Folder(file),
            },
            cancel);
        return result.End == ToolEnd.Exited ? PixelPage.ReadAll(result.Output) : [];
    }
}
