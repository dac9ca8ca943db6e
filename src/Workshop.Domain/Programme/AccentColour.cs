using System.Globalization;

namespace Workshop.Domain.Programme;

/// <summary>An event's colour for lines and small headings on white paper and white pages.</summary>
public sealed record AccentColour(byte Red, byte Green, byte Blue)
{
    /// <summary>What text of normal size needs (WCAG 2.2, 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    /// <summary>"#rrggbb", lower case.</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Against white, from 1 to 21, as WCAG 2.2 defines it.</summary>
    public double ContrastWithWhite => 1.05 / (Luminance + 0.05);

    public bool IsReadable => ContrastWithWhite >= LeastContrast;

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads "#1c4a72", "1c4a72" or "#147". Refused when it is no colour, and, with a darker one of the same hue as proposal, when it is too light to read.</summary>
    public static Outcome<AccentColour> Read(string text)
    {
        var digits = text.Trim().TrimStart('#');
        if (digits.Length == 3)
        {
            digits = string.Concat(digits.Select(digit => new string(digit, 2)));
        }

        if (digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return new Refusal("front.colour", "Write the colour as six hexadecimal digits, like #1c4a72.", "Accent");
        }

        var colour = new AccentColour((byte)(number >> 16), (byte)(number >> 8), (byte)number);
        return colour.IsReadable
            ? colour
            : new Refusal(
                "front.colour-too-light",
                string.Create(CultureInfo.InvariantCulture, $"{colour.Hex} is hard to read on white: its contrast is {Math.Floor(colour.ContrastWithWhite * 10) / 10:0.0}, and text needs {LeastContrast:0.0}. {colour.Darkened().Hex} is the same colour, dark enough."),
                "Accent");
    }

    /// <summary>The lightest colour of the same hue that is readable; itself when it is.</summary>
    public AccentColour Darkened()
    {
        var (dark, light) = (0d, 1d);
        for (var i = 0; i < 30; i++)
        {
            var middle = (dark + light) / 2;
            (dark, light) = Scaled(middle).IsReadable ? (middle, light) : (dark, middle);
        }

        return IsReadable ? this : Scaled(dark);
    }

    private AccentColour Scaled(double factor) => new(Byte(Red * factor), Byte(Green * factor), Byte(Blue * factor));

    /// <summary>Rounded down, so that what is scaled to be readable stays so.</summary>
    private static byte Byte(double value) => (byte)Math.Clamp(Math.Floor(value), 0, 255);

    private static double Linear(byte value)
    {
        var part = value / 255d;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
