using System.Globalization;
using Workshop.Web.Features.Programme.Print;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>A sheet in millimetres, as it lies before the reader.</summary>
public sealed record PaperSize(double Width, double Height)
{
    /// <summary>What A4 and Letter are too small for: hung on a wall.</summary>
    public static PrintOption PosterPaper { get; } = new("paper", "Paper", [("a4", "A4"), ("a3", "A3"), ("letter", "Letter"), ("ledger", "Tabloid (11 × 17 in)")]);

    public PaperSize Landscape => new(Math.Max(Width, Height), Math.Min(Width, Height));

    /// <summary>Upright.</summary>
    public static PaperSize Of(string paper) => paper switch
    {
        "a3" => new(297, 420),
        "letter" => new(215.9, 279.4),
        "ledger" => new(279.4, 431.8),
        _ => new(210, 297),
    };

    /// <summary>"105.5mm", whatever the culture of the machine.</summary>
    public static string Mm(double millimetres) => $"{Number(millimetres)}mm";

    public static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
