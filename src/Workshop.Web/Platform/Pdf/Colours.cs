using System.Globalization;

namespace Workshop.Web.Platform.Pdf;

/// <summary>Colours as 0xRRGGBB, roughly as a screen shows them: good enough to name a reason, never to judge.</summary>
internal static class Colours
{
    public static int FromGray(double gray) => FromRgb(gray, gray, gray);

    public static int FromRgb(double red, double green, double blue) => (Level(red) << 16) | (Level(green) << 8) | Level(blue);

    public static int FromCmyk(double cyan, double magenta, double yellow, double black) =>
        FromRgb((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black));

    public static int? From(double[] components) => components switch
    {
        [var gray] => FromGray(gray),
        [var red, var green, var blue] => FromRgb(red, green, blue),
        [var cyan, var magenta, var yellow, var black] => FromCmyk(cyan, magenta, yellow, black),
        _ => null,
    };

    /// <summary>Sets exactly this colour for filling, and for strokes too when asked.</summary>
    public static string Operator(int colour, bool stroke)
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{(colour >> 16) / 255.0:0.######} {((colour >> 8) & 0xFF) / 255.0:0.######} {(colour & 0xFF) / 255.0:0.######}");
        return stroke ? $"{numbers} rg {numbers} RG " : $"{numbers} rg ";
    }

    /// <summary>
    /// How far two colours are apart for an eye, from 0 to 255: by lightness (Rec. 601), or by hue when that is further. Yellow on white is visible, ivory on white is not.
    /// </summary>
    public static double Distance(int red, int green, int blue, int red2, int green2, int blue2)
    {
        var (r, g, b) = (Math.Abs(red - red2), Math.Abs(green - green2), Math.Abs(blue - blue2));
        var light = Math.Abs((0.299 * (red - red2)) + (0.587 * (green - green2)) + (0.114 * (blue - blue2)));
        return Math.Max(light, 0.3 * Math.Max(r, Math.Max(g, b)));
    }

    private static int Level(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
