using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Says of each piece of a page why it is not seen, from what is drawn of it.</summary>
internal static class HiddenTextJudge
{
    /// <summary>A piece of which less than this is seen is hidden. What lies over it by chance shows through its letters to a fifth or a third.</summary>
    private const double SeenShare = 0.4;

    /// <summary>The probe draws letters of Type 3 fonts as boxes, of which the ink is a part.</summary>
    private const double SeenShareOfBox = 0.06;

    /// <summary>Fewer pixels say nothing: a dot.</summary>
    private const int FewPixels = 4;

    /// <summary>In points. The smallest type in print is 4; figures shrunk to a column reach 2.</summary>
    private const double Unreadable = 1;

    /// <summary>In points; drawn with a pixel for each point, such letters are a few pixels.</summary>
    private const double SmallType = 4;

    /// <summary>Text of this opacity would be seen by nobody, whatever is behind it.</summary>
    private const double Opaque = 0.1;

    /// <summary>Colours that are nearer (of 255) are named as the same.</summary>
    private const double SameColour = 24;

    private const int White = 240;

    /// <summary>For each piece the reason; null when it is seen.</summary>
    public static List<HiddenTextReason?> Reasons(PageTrace page)
    {
        var reasons = page.Pieces.ConvertAll(piece => Why(piece));

        // A dot or a comma goes with its neighbours.
        for (var i = 1; i < reasons.Count - 1; i++)
        {
            if (page.Pieces[i] is { IsBlank: false, Pixels: > 0 and < FewPixels } && reasons[i] is null && reasons[i - 1] == reasons[i + 1])
            {
                reasons[i] = reasons[i - 1];
            }
        }

        return reasons;
    }

    /// <summary>Small letters seem not to be seen: more pixels will tell.</summary>
    public static bool NeedsCloserLook(PageTrace page) =>
        page.Pieces.Exists(piece => piece is { IsBlank: false, Size: >= Unreadable and < SmallType, Pixels: > 0 } && Why(piece) is not (null or HiddenTextReason.LayerSwitchedOff or HiddenTextReason.HiddenAnnotation or HiddenTextReason.InvisibleMode));

    private static HiddenTextReason? Why(TextPiece piece)
    {
        if (piece.IsBlank)
        {
            return null;
        }

        if (piece.LayerIsOff)
        {
            return piece.IsInAnnotation ? HiddenTextReason.HiddenAnnotation : HiddenTextReason.LayerSwitchedOff;
        }

        if (piece.Mode == 3)
        {
            return HiddenTextReason.InvisibleMode;
        }

        if (piece.Size < Unreadable)
        {
            return HiddenTextReason.TinyType;
        }

        if (piece.Pixels == 0)
        {
            // Nowhere on the page, under other letters, or without shapes: where it stands will tell.
            return piece.Clip.IsEmpty ? HiddenTextReason.ClippedAway : HiddenTextReason.WithoutShapes;
        }

        if (piece.InkedPixels < (piece.IsDrawnAsBox ? SeenShareOfBox : SeenShare) * piece.Pixels && piece.Pixels >= FewPixels)
        {
            return WhyUnseen(piece);
        }

        return piece.IsMisread ? HiddenTextReason.LyingFont : null;
    }

    private static HiddenTextReason WhyUnseen(TextPiece piece)
    {
        if (piece.Alpha < Opaque)
        {
            return HiddenTextReason.Transparent;
        }

        var (red, green, blue) = ((int)(piece.BackRed / piece.Pixels), (int)(piece.BackGreen / piece.Pixels), (int)(piece.BackBlue / piece.Pixels));
        if (piece.Colour is { } colour && Colours.Distance(colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF, red, green, blue) < SameColour)
        {
            return Math.Min(red, Math.Min(green, blue)) >= White ? HiddenTextReason.PaperColour : HiddenTextReason.BackgroundColour;
        }

        return piece.Drawn.ShareIn(piece.Clip) < 0.5 ? HiddenTextReason.ClippedAway : HiddenTextReason.Covered;
    }
}
