namespace Workshop.Domain.Decisions;

/// <summary>
/// How far the reviews of one submission are apart, from 0 (all the same) to 1 (two at opposite ends of the scale): the mean distance over all pairs of reviews, as a part of the
/// scale's length, where a pair weighs as the product of what its two reviewers say of their confidence. The mean absolute difference (Gini) is taken rather than the variance
/// because scores are steps of a scale: it needs no middle and does not square the outlier.
/// </summary>
public static class Disagreement
{
    /// <summary>From here on, included, a submission is flagged: 4 against 2 on a scale from 1 to 6, or one of three reviewers far off.</summary>
    public const double Notable = 0.4;

    /// <param name="reviews">Score and confidence; a missing confidence weighs as half of the surest.</param>
    /// <param name="lowest">Of the scale of scores.</param>
    /// <param name="surest">The top of the scale of confidence, whose lowest step is 1.</param>
    /// <returns>Null with fewer than two scores.</returns>
    public static double? Of(IReadOnlyList<(double Score, int? Confidence)> reviews, double lowest, double highest, int surest)
    {
        if (reviews.Count < 2 || highest <= lowest)
        {
            return null;
        }

        double sum = 0, weights = 0;
        for (var i = 0; i < reviews.Count; i++)
        {
            for (var j = i + 1; j < reviews.Count; j++)
            {
                var weight = Weight(reviews[i].Confidence) * Weight(reviews[j].Confidence);
                sum += weight * Math.Abs(reviews[i].Score - reviews[j].Score);
                weights += weight;
            }
        }

        return sum / weights / (highest - lowest);

        double Weight(int? confidence) => Math.Max(0.25, (confidence ?? (surest / 2.0)) / surest);
    }

    public static bool IsNotable(double? disagreement) => disagreement >= Notable - 1e-9;
}
