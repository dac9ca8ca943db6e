using System.Globalization;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>A paper and how a book is set on it: lengths in millimetres, sizes of type in points. The inner margin is at the fold.</summary>
/// <param name="Type">Size of the text; everything else is a multiple of it.</param>
/// <param name="Hang">The column left of the text in which times and boards hang.</param>
public sealed record PrintPaper(string Css, double Width, double Height, double Top, double Bottom, double Inner, double Outer, double Type, double Hang)
{
    public static PrintPaper A4 { get; } = new("A4", 210, 297, 27, 25, 25, 21, 10.5, 29);

    public static PrintPaper Letter { get; } = new("letter", 215.9, 279.4, 25, 23, 27, 23, 10.5, 30);

    public static PrintPaper A5 { get; } = new("A5", 148, 210, 19, 18, 17, 13, 8.9, 20);

    public double TextWidth => Width - Inner - Outer;

    public double TextHeight => Height - Top - Bottom;

    /// <summary>The rules of the page and the lengths that the style sheet asks for.</summary>
    /// <param name="family">Of the running heads; quoted as CSS wants it.</param>
    public string Rules(string family, string accent)
    {
        var small = 0.8 * Type;
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            :root{--page-width:{{{Width}}}mm;--page-height:{{{Height}}}mm;--text-width:{{{TextWidth}}}mm;--text-height:{{{TextHeight}}}mm;--hang:{{{Hang}}}mm;--inner:{{{Inner}}}mm;--outer:{{{Outer}}}mm;--accent:{{{accent}}};font-size:{{{Type}}}pt}
            @page{size:{{{Css}}};margin:{{{Top}}}mm {{{Outer}}}mm {{{Bottom}}}mm {{{Inner}}}mm;font:{{{small:0.##}}}pt/1.3 {{{family}}};color:#54575c;@top-left{vertical-align:top;padding-top:{{{0.52 * Top:0.##}}}mm;font:inherit;font-style:italic}@top-right{vertical-align:top;padding-top:{{{0.52 * Top:0.##}}}mm;font:inherit;font-style:italic}}
            @page :left{margin-left:{{{Outer}}}mm;margin-right:{{{Inner}}}mm;@bottom-left{content:counter(page);vertical-align:bottom;padding-bottom:{{{0.5 * Bottom:0.##}}}mm;font-variant-numeric:lining-nums tabular-nums}}
            @page :right{margin-left:{{{Inner}}}mm;margin-right:{{{Outer}}}mm;@bottom-right{content:counter(page);vertical-align:bottom;padding-bottom:{{{0.5 * Bottom:0.##}}}mm;font-variant-numeric:lining-nums tabular-nums}}
            @page cover{margin:0;@top-left{content:none}@top-right{content:none}@bottom-left{content:none}@bottom-right{content:none}}

            """);
    }
}
