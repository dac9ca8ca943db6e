using System.Numerics;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>A rectangle in page points from the upper left corner of the visible page.</summary>
internal readonly record struct Extent(double Left, double Top, double Right, double Bottom)
{
    public static Extent Everywhere { get; } = new(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);

    public static Extent Nowhere { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool IsEmpty => Right < Left || Bottom < Top;

    public double Width => Math.Max(0, Right - Left);

    public double Height => Math.Max(0, Bottom - Top);

    public double Area => Width * Height;

    public Extent And(Extent other) =>
        new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    public Extent With(Extent other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public Extent With(Vector2 point) => With(new Extent(point.X, point.Y, point.X, point.Y));

    public Extent Grown(double by) => new(Left - by, Top - by, Right + by, Bottom + by);

    /// <summary>The part of this rectangle that lies in the other, from 0 to 1.</summary>
    public double ShareIn(Extent other) => Area <= 0 ? 0 : And(other) is { IsEmpty: false } both ? both.Area / Area : 0;

    /// <summary>Around the four corners of a rectangle after a transformation.</summary>
    public static Extent Around(double x0, double y0, double x1, double y1, Matrix3x2 transform)
    {
        var extent = Nowhere;
        foreach (var (x, y) in ((double, double)[])[(x0, y0), (x1, y0), (x0, y1), (x1, y1)])
        {
            extent = extent.With(Vector2.Transform(new Vector2((float)x, (float)y), transform));
        }

        return extent;
    }
}

/// <summary>Some letters that one operator shows: the smallest piece that is judged. Its number is the colour in which the probe paints it.</summary>
internal sealed class TextPiece(int number, int page, int start)
{
    /// <summary>Counted from 1 over the whole file.</summary>
    public int Number { get; } = number;

    /// <summary>Counted from 0.</summary>
    public int Page { get; } = page;

    /// <summary>Where it stands in the probe's content; the end is not part of it.</summary>
    public int Start { get; } = start;

    public int End { get; set; }

    /// <summary>Type size in points as it ends up on the page, the smaller of height and width.</summary>
    public double Size { get; init; }

    /// <summary>Text rendering mode (ISO 32000-1, table 106); 0 for a Type 3 font, which knows none.</summary>
    public int Mode { get; init; }

    /// <summary>Colour of the letters as 0xRRGGBB; null when it is a pattern or in a space that we do not read.</summary>
    public int? Colour { get; init; }

    /// <summary>1 is opaque.</summary>
    public double Alpha { get; init; }

    public bool LayerIsOff { get; init; }

    public bool IsInAnnotation { get; init; }

    public Extent Clip { get; init; }

    /// <summary>Roughly where it begins: advances of earlier pieces are estimated.</summary>
    public Vector2 Origin { get; init; }

    /// <summary>Nothing but spaces, as far as the font tells.</summary>
    public bool IsBlank { get; set; }

    /// <summary>Its font says other letters than it draws, or more.</summary>
    public bool IsMisread { get; set; }

    /// <summary>The probe paints boxes for its letters.</summary>
    public bool IsDrawnAsBox { get; init; }

    // What the pictures say, filled in by HiddenTextPixels.
    public int Pixels { get; set; }

    public int InkedPixels { get; set; }

    public long BackRed { get; set; }

    public long BackGreen { get; set; }

    public long BackBlue { get; set; }

    public Extent Drawn { get; set; } = Extent.Nowhere;
}

/// <summary>Letters that are said to stand for other text, as the file has it.</summary>
/// <param name="Reason">Who says so: the page (/ActualText) or the font (/ToUnicode).</param>
/// <param name="Letters">How many codes the span shows.</param>
/// <param name="Origin">Where its first letter begins, in page points.</param>
internal sealed record ReplacedText(HiddenTextReason Reason, string Text, int Letters, Vector2 Origin, double Size);

/// <summary>What the content of one page shows of text.</summary>
internal sealed class PageTrace(PdfPage page, double width, double height, Matrix3x2 toPage)
{
    public PdfPage Page { get; } = page;

    /// <summary>Of the visible page, in points, turned as a reader sees it.</summary>
    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>From the page's own coordinates to points from the upper left corner.</summary>
    public Matrix3x2 ToPage { get; } = toPage;

    public Extent Extent => new(0, 0, Width, Height);

    /// <summary>Only the text of the page, forms and annotations written out in place, each piece in a colour of its own; nothing clips, covers or hides.</summary>
    public byte[] Probe { get; set; } = [];

    /// <summary>The page's own content without its text.</summary>
    public byte[] WithoutText { get; set; } = [];

    /// <summary>Fonts by the names that the probe calls them.</summary>
    public Dictionary<string, TracedFont> Fonts { get; } = new(StringComparer.Ordinal);

    public List<TextPiece> Pieces { get; } = [];

    public List<ReplacedText> Replaced { get; } = [];

    /// <summary>The most of the page that one picture covers, from 0 to 1.</summary>
    public double LargestPicture { get; set; }

    /// <summary>The page as a reader sees it; kept only where it will be asked for.</summary>
    public PixelPage? Seen { get; set; }

    /// <summary>Pixels for a point in <see cref="Seen"/>.</summary>
    public double Scale { get; set; } = 1;
}
