using System.Globalization;

namespace Workshop.Web.Features.Shared;

/// <summary>One bar of a plot.</summary>
/// <param name="Label">Under the bar.</param>
/// <param name="IsMarked">Drawn in the accent colour: the one that the reader should look at.</param>
public sealed record Bar(string Label, double Value, bool IsMarked = false);

/// <summary>
/// Counts or sizes beside each other, drawn by the server in one ink and one accent; <c>_BarPlot</c> puts the numbers in a table behind it.
/// </summary>
/// <param name="Id">Letters, digits and hyphens; unique on the page.</param>
/// <param name="Across">What the labels are: "affinity".</param>
/// <param name="Up">What the height is: "pairs".</param>
public sealed record BarPlot(string Id, string Title, string Across, string Up, IReadOnlyList<Bar> Bars)
{
    public const int Width = 640;
    public const int Height = 200;
    private const int Top = 22;
    private const int Bottom = 34;

    public double Most => Math.Max(Bars.Count == 0 ? 0 : Bars.Max(bar => bar.Value), double.Epsilon);

    private double Step => (double)Width / Math.Max(1, Bars.Count);

    public string Left(int bar) => At((bar * Step) + (Step * 0.12));

    public string BarWidth => At(Step * 0.76);

    public string Middle(int bar) => At((bar + 0.5) * Step);

    public string BarTop(int bar) => At(Height - Bottom - BarSize(bar));

    public string BarHeight(int bar) => At(BarSize(bar));

    public string ValueAt(int bar) => At(Height - Bottom - BarSize(bar) - 5);

    public string LabelAt => At(Height - Bottom + 16);

    public string Ground => At(Height - Bottom);

    /// <summary>Labels that would touch each other are left out, evenly; the table has them all.</summary>
    public bool ShowsLabel(int bar) => bar % Math.Max(1, (int)Math.Ceiling(Bars.Max(b => b.Label.Length) * 8.5 / Step)) == 0;

    public static string Number(double value) => value.ToString(value == Math.Floor(value) ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// How many values lie in each of <paramref name="bins"/> equal parts of the range from 0 to the largest; each part includes its lower end, the last one both.
    /// </summary>
    public static IReadOnlyList<Bar> Histogram(IReadOnlyCollection<double> values, int bins)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var width = RoundUp(Math.Max(values.Max(), 1e-9) / bins);
        var counts = new int[bins];
        foreach (var value in values)
        {
            counts[Math.Clamp((int)(value / width), 0, bins - 1)]++;
        }

        return [.. counts.Select((count, bin) => new Bar((bin * width).ToString("0.###", CultureInfo.InvariantCulture), count))];
    }

    /// <summary>1, 2, 2.5 or 5 times a power of ten, so that the ends of the parts are numbers that people read.</summary>
    private static double RoundUp(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        foreach (var step in new[] { 1, 2, 2.5, 5, 10 })
        {
            if (width <= (step * power) + 1e-12)
            {
                return step * power;
            }
        }

        return 10 * power;
    }

    private double BarSize(int bar) => Math.Max(0, Bars[bar].Value) / Most * (Height - Top - Bottom);

    private static string At(double points) => points.ToString("0.#", CultureInfo.InvariantCulture);
}
