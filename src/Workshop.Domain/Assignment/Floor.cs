using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// A wish about the paper that is served worst, where a paper's score is the sum of the affinities of its reviewers: none; the best possible
/// lowest score first, then the largest total; or every score at least a value, then the largest total. Papers that need no review have no score.
/// </summary>
public sealed record Floor
{
    private Floor(bool isBest, double? atLeast)
    {
        IsBest = isBest;
        AtLeast = atLeast;
    }

    public static Floor None { get; } = new(false, null);

    public static Floor Best { get; } = new(true, null);

    /// <summary>Every score is at least this; any finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no finite number.</exception>
    public static Floor Of(double value) =>
        double.IsFinite(value) ? new(false, value) : throw new ArgumentOutOfRangeException(nameof(value), value, "A floor is a finite number.");

    public bool IsBest { get; }

    public double? AtLeast { get; }

    /// <summary>Reads "none", "best" or a number with a decimal point; null when it is none of them.</summary>
    public static Floor? Parse(string text) => text switch
    {
        "none" => None,
        "best" => Best,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? new Floor(false, value) : null,
    };

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsBest ? "best" : AtLeast?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
