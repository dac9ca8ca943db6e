using System.Globalization;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>A rectangle in the page's own coordinates, upwards from its lower left corner.</summary>
internal readonly record struct UserBox(double X1, double Y1, double X2, double Y2);

/// <summary>
/// Brings coordinates to the page as a reader sees it: cut to the crop box, turned, measured from the upper left corner. Poppler's text tools measure from
/// the corner of the media box of the turned page; annotations are measured in the page's own coordinates.
/// </summary>
internal sealed record PageGeometry(int Number, UserBox Media, UserBox Crop, int Rotation)
{
    private bool IsOnItsSide => Rotation is 90 or 270;

    public double Width => IsOnItsSide ? Crop.Y2 - Crop.Y1 : Crop.X2 - Crop.X1;

    public double Height => IsOnItsSide ? Crop.X2 - Crop.X1 : Crop.Y2 - Crop.Y1;

    public PdfPageSize Size => new(Number, Math.Round(Width, 2), Math.Round(Height, 2), Rotation);

    /// <summary>From the corner of the turned media box, downwards.</summary>
    public PageBox FromText(double left, double top, double right, double bottom)
    {
        var (x, y) = Rotation switch
        {
            90 => (Crop.Y1 - Media.Y1, Crop.X1 - Media.X1),
            180 => (Media.X2 - Crop.X2, Crop.Y1 - Media.Y1),
            270 => (Media.Y2 - Crop.Y2, Media.X2 - Crop.X2),
            _ => (Crop.X1 - Media.X1, Media.Y2 - Crop.Y2),
        };
        return Box(left - x, top - y, right - left, bottom - top);
    }

    /// <summary>From the page's own coordinates.</summary>
    public PageBox FromPage(UserBox box) => Rotation switch
    {
        90 => Box(box.Y1 - Crop.Y1, box.X1 - Crop.X1, box.Y2 - box.Y1, box.X2 - box.X1),
        180 => Box(Crop.X2 - box.X2, box.Y1 - Crop.Y1, box.X2 - box.X1, box.Y2 - box.Y1),
        270 => Box(Crop.Y2 - box.Y2, Crop.X2 - box.X2, box.Y2 - box.Y1, box.X2 - box.X1),
        _ => Box(box.X1 - Crop.X1, Crop.Y2 - box.Y2, box.X2 - box.X1, box.Y2 - box.Y1),
    };

    /// <summary>The pages that <c>pdfinfo -box</c> was asked for, by number.</summary>
    public static SortedDictionary<int, PageGeometry> Parse(string answer)
    {
        var (media, crop, turned) = (new Dictionary<int, UserBox>(), new Dictionary<int, UserBox>(), new Dictionary<int, int>());
        foreach (var line in answer.Split('\n'))
        {
            // "Page    1 MediaBox:      0.00     0.00   595.28   841.89" and "Page    1 rot:   0"
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || words[0] != "Page" || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var page))
            {
                continue;
            }

            if (words[2] == "rot:" && int.TryParse(words[3], CultureInfo.InvariantCulture, out var rotation))
            {
                turned[page] = (rotation % 360 + 360) % 360;
            }
            else if (words.Length == 7 && words[2] is "MediaBox:" or "CropBox:" && Numbers(words) is { } box)
            {
                (words[2] == "MediaBox:" ? media : crop)[page] = box;
            }
        }

        var pages = new SortedDictionary<int, PageGeometry>();
        foreach (var (page, box) in media)
        {
            pages[page] = new PageGeometry(page, box, crop.GetValueOrDefault(page, box), turned.GetValueOrDefault(page));
        }

        return pages;
    }

    private static UserBox? Numbers(string[] words)
    {
        var numbers = new double[4];
        for (var i = 0; i < 4; i++)
        {
            if (!double.TryParse(words[3 + i], CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }

        return new UserBox(Math.Min(numbers[0], numbers[2]), Math.Min(numbers[1], numbers[3]), Math.Max(numbers[0], numbers[2]), Math.Max(numbers[1], numbers[3]));
    }

    private static PageBox Box(double left, double top, double width, double height) =>
        new(Math.Round(left, 2), Math.Round(top, 2), Math.Round(Math.Max(0, width), 2), Math.Round(Math.Max(0, height), 2));
}
