using System.Globalization;

namespace Workshop.Domain.Pdf;

/// <summary>
/// Paper, type size, margins, text block and columns against what the event asks for. What it does not ask for is not mentioned. Everything is allowed a little, because
/// letters reach out of their lines and programs round: 3 points at edges, a quarter of a point in type.
/// </summary>
internal static class FormatChecks
{
    /// <summary>Points by which text may pass an edge: letters that hang out of the line, and where their boxes are not exact.</summary>
    public const double EdgeTolerance = 3;

    /// <summary>Points by which the body may be smaller: "10 point" of LaTeX is 9.96, and sizes are known to a sixth.</summary>
    public const double TypeTolerance = 0.25;

    /// <summary>The same where the size was only estimated.</summary>
    public const double EstimateTolerance = 1.25;

    /// <summary>Points by which paper may differ: 595 × 842 is A4 to many programs.</summary>
    public const double PaperTolerance = 3;

    private static readonly (double Width, double Height) A4 = (595.28, 841.89);
    private static readonly (double Width, double Height) Letter = (612, 792);

    public static IEnumerable<Finding> Judge(PdfFacts facts, FormatRules rules) =>
    [
        .. OtherPaper(facts, rules),
        .. Turned(facts),
        .. facts.Layout is { } layout ? Judge(layout, rules) : [],
    ];

    private static IEnumerable<Finding> Judge(PdfLayout layout, FormatRules rules)
    {
        if (rules.MinBodySize is { } smallest && layout.BodySize < smallest - (layout.BodySizeIsEstimated ? EstimateTolerance : TypeTolerance))
        {
            yield return Say.Of(
                "pdf.body-size", Words($"The body text is set in {layout.BodySize:0.#} points; at least {smallest:0.#} are asked for. Set it larger and choose the new file."));
        }

        if (rules.Columns is { } columns && layout.Columns != columns)
        {
            yield return Say.Of(
                "pdf.columns", Words($"The text stands in {Count(layout.Columns)}; {Count(columns)} {(columns == 1 ? "is" : "are")} asked for. Use the template of the call."));
        }

        if (rules.MinMargins is { } margins && Narrow(layout, margins) is { } narrow)
        {
            yield return narrow;
        }

        if (rules.MaxTextBlock is { } block
            && layout.Pages.Where(page => page.Block.Width > block.Width + EdgeTolerance || page.Block.Height > block.Height + EdgeTolerance).ToList() is [var first, ..] large)
        {
            yield return Say.Of(
                "pdf.text-block",
                Words($"The text on {Pages(large)} covers {first.Block.Width:0} × {first.Block.Height:0} points; at most {block.Width:0} × {block.Height:0} are allowed. Use the template of the call without changes of its margins."),
                first.Page,
                first.Block);
        }
    }

    private static Finding? Narrow(PdfLayout layout, PageMargins margins)
    {
        var narrow = new List<(PageLayout Page, string Side, double Has, double Wanted)>();
        foreach (var page in layout.Pages)
        {
            foreach (var (side, has, wanted) in ((string, double, double)[])
            [
                ("left", page.Block.Left, margins.Left),
                ("right", page.Width - page.Block.Left - page.Block.Width, margins.Right),
                ("top", page.Block.Top, margins.Top),
                ("bottom", page.Height - page.Block.Top - page.Block.Height, margins.Bottom),
            ])
            {
                if (has < wanted - EdgeTolerance)
                {
                    narrow.Add((page, side, has, wanted));
                }
            }
        }

        if (narrow.Count == 0)
        {
            return null;
        }

        var worst = narrow.MaxBy(entry => entry.Wanted - entry.Has);
        var pages = narrow.Select(entry => entry.Page).Distinct().ToList();
        return Say.Of(
            "pdf.margins",
            Words($"The {worst.Side} margin of page {worst.Page.Page} is {Math.Max(0, worst.Has):0} points wide; at least {worst.Wanted:0} are asked for{(pages.Count > 1 ? $" (too narrow on {Pages(pages)})" : "")}. Use the template of the call without changes of its margins."),
            worst.Page.Page,
            worst.Page.Block);
    }

    private static IEnumerable<Finding> OtherPaper(PdfFacts facts, FormatRules rules)
    {
        if (rules.Paper == Paper.Any)
        {
            yield break;
        }

        var other = facts.PageSizes.Where(page => !Fits(page, rules.Paper)).ToList();
        if (other is [var first, ..])
        {
            var asked = rules.Paper switch
            {
                Paper.A4 => "A4 (210 × 297 mm) is",
                Paper.Letter => "US Letter (8.5 × 11 in) is",
                _ => "A4 or US Letter is",
            };
            var which = other.Count == facts.PageSizes.Count ? "The pages are" : other.Count == 1 ? Words($"Page {first.Number} is") : Words($"{other.Count} pages, the first of them page {first.Number}, are");
            yield return Say.Of("pdf.paper-size", $"{which} {Named(first)}; {asked} asked for. Choose that paper in your program and export again.", first.Number);
        }
    }

    private static IEnumerable<Finding> Turned(PdfFacts facts)
    {
        var wide = facts.PageSizes.Where(page => page.Width > page.Height * 1.05).ToList();
        if (wide is [var first, ..])
        {
            var which = wide.Count == 1 ? Words($"Page {first.Number} lies") : Words($"{wide.Count} pages lie");
            yield return Say.Of("pdf.landscape", $"{which} in landscape. Nothing need be done if that is meant.", first.Number);
        }
    }

    /// <summary>Lying or standing.</summary>
    private static bool Fits(PdfPageSize page, Paper paper) => paper switch
    {
        Paper.A4 => Is(page, A4),
        Paper.Letter => Is(page, Letter),
        _ => Is(page, A4) || Is(page, Letter),
    };

    private static bool Is(PdfPageSize page, (double Width, double Height) paper) =>
        Math.Abs(Math.Min(page.Width, page.Height) - paper.Width) <= PaperTolerance && Math.Abs(Math.Max(page.Width, page.Height) - paper.Height) <= PaperTolerance;

    private static string Named(PdfPageSize page) =>
        Is(page, A4) ? "A4" : Is(page, Letter) ? "US Letter" : Words($"{page.Width * 25.4 / 72:0} × {page.Height * 25.4 / 72:0} mm");

    private static string Pages(List<PageLayout> pages) => pages.Count == 1 ? Words($"page {pages[0].Page}") : Words($"{pages.Count} pages from page {pages[0].Page} on");

    private static string Count(int columns) => columns == 1 ? "one column" : columns == 2 ? "two columns" : Words($"{columns} columns");

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
