using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>
/// A wish about the paper that is served worst, where a paper's score is the sum of the affinities of its reviewers: none; the best possible
/// lowest score first, then the largest total; or every score at least a value, then the largest total.
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

    public bool IsBest { get; }

    public double? AtLeast { get; }

    /// <summary>Reads "none", "best" or a number with a decimal point; null when it is none of them.</summary>
    public static Floor? Parse(string text) => text switch
    {
        "none" => None,
        "best" => Best,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? new Floor(false, value) : null,
    };

    /// <summary>
    /// Why the solver will not take this floor, or null when it will. A floor on sums is NP-hard (it contains partition); until it can be solved
    /// exactly, or with a stated bound, it is refused, so that nobody takes a guess for a promise.
    /// </summary>
    public Refusal? WhyNot() => IsBest || AtLeast is not null
        ? new Refusal("assignment.floor", "A floor on the worst-served paper cannot be solved exactly yet, and is not guessed. Leave it at none.")
        : null;
}
