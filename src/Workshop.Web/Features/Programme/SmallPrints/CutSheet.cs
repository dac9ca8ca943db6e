using System.Globalization;
using System.Text;
using Workshop.Web.Features.Programme.Print;
using static Workshop.Web.Features.Programme.SmallPrints.PaperSize;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>Equal pieces on a sheet, with hairlines outside of them where to cut, and small crosses where four of them meet.</summary>
/// <param name="Left">Of the first piece; millimetres, like everything here.</param>
internal sealed record CutSheet(PaperSize Paper, int Columns, int Rows, double PieceWidth, double PieceHeight, double Left, double Top)
{
    /// <summary>What most printers cannot reach.</summary>
    private const double Edge = 8;

    public int Pieces => Columns * Rows;

    /// <summary>The sheet divided into so many pieces.</summary>
    public static CutSheet Divided(PaperSize paper, int columns, int rows) =>
        new(paper, columns, rows, (paper.Width - (2 * Edge)) / columns, (paper.Height - (2 * Edge)) / rows, Edge, Edge);

    /// <summary>As many pieces of a given size as the sheet holds, in the middle of it.</summary>
    public static CutSheet Filled(PaperSize paper, double width, double height)
    {
        var columns = Math.Max(1, (int)((paper.Width - (2 * Edge)) / width));
        var rows = Math.Max(1, (int)((paper.Height - (2 * Edge)) / height));
        return new(paper, columns, rows, width, height, (paper.Width - (columns * width)) / 2, (paper.Height - (rows * height)) / 2);
    }

    /// <summary>Sheets with the pieces in reading order.</summary>
    public Html Lay(IReadOnlyList<Html> pieces) => new(string.Concat(pieces.Chunk(Pieces).Select(sheet => Html.Of($"""
        <section class="sheet">
        {sheet.Select((piece, place) => Html.Of($"""<article class="piece" style="left:{Mm(Left + (place % Columns * PieceWidth))};top:{Mm(Top + (place / Columns * PieceHeight))};width:{Mm(PieceWidth)};height:{Mm(PieceHeight)}">{piece}</article>"""))}
        {Marks()}
        </section>
        """).Text)));

    private Html Marks()
    {
        const double Away = 1.5;
        const double Long = 5;
        const double Cross = 1.5;
        var path = new StringBuilder();
        void Line(double fromX, double fromY, double toX, double toY) => path.Append(CultureInfo.InvariantCulture, $"M{Number(fromX)} {Number(fromY)}L{Number(toX)} {Number(toY)}");
        var (right, bottom) = (Left + (Columns * PieceWidth), Top + (Rows * PieceHeight));
        var across = Enumerable.Range(0, Columns + 1).Select(column => Left + (column * PieceWidth)).ToList();
        var down = Enumerable.Range(0, Rows + 1).Select(row => Top + (row * PieceHeight)).ToList();
        foreach (var x in across)
        {
            Line(x, Top - Away - Long, x, Top - Away);
            Line(x, bottom + Away, x, bottom + Away + Long);
        }

        foreach (var y in down)
        {
            Line(Left - Away - Long, y, Left - Away, y);
            Line(right + Away, y, right + Away + Long, y);
        }

        foreach (var x in across.Skip(1).SkipLast(1))
        {
            foreach (var y in down)
            {
                Line(x - Cross, y, x + Cross, y);
                Line(x, y - Cross, x, y + Cross);
            }
        }

        foreach (var y in down.Skip(1).SkipLast(1))
        {
            foreach (var x in (double[])[Left, right])
            {
                Line(x - Cross, y, x + Cross, y);
                Line(x, y - Cross, x, y + Cross);
            }
        }

        return Html.Of($"""<svg class="cuts" viewBox="0 0 {Number(Paper.Width)} {Number(Paper.Height)}" aria-hidden="true"><path d="{path.ToString()}"/></svg>""");
    }
}
