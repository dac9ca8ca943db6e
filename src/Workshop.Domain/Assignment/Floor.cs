using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// A wish about the paper that is served worst, where a paper's score is the sum of the affinities of its reviewers: none; the best possible
/// lowest score first, then the largest total; or every score at least a value, then the largest total. Papers that need no review have no score.
/// </summary>
public sealed record Floor
{
    /// <summary>A floor is from minus this to this, in affinity: a thousand reviewers of one paper who all have the largest affinity.</summary>
    public const double Largest = 1_000_000;

    private Floor(bool isBest, double? atLeast)
    {
        IsBest = isBest;
        AtLeast = atLeast;
    }

    public static Floor None { get; } = new(false, null);

    public static Floor Best { get; } = new(true, null);

    /// <summary>Every score is at least this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no number from −<see cref="Largest"/> to <see cref="Largest"/>.</exception>
    public static Floor Of(double value) =>
        IsPossible(value) ? new(false, value) : throw new ArgumentOutOfRangeException(nameof(value), value, "A floor is a number from -1,000,000 to 1,000,000.");

    public bool IsBest { get; }

    public double? AtLeast { get; }

    /// <summary>Reads "none", "best" or a number with a decimal point that <see cref="Of"/> takes; null when it is none of them.</summary>
    public static Floor? Parse(string text) => text switch
    {
        "none" => None,
        "best" => Best,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && IsPossible(value) ? new Floor(false, value) : null,
    };

    private static bool IsPossible(double value) => Math.Abs(value) <= Largest;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => IsBest ? "best" : AtLeast?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
