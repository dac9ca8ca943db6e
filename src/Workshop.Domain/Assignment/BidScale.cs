namespace Workshop.Domain.Assignment;

/// <summary>
/// What a reviewer's bid does to an affinity. It scales one above 0 by at most 1.5, so it never lifts an unrelated paper (0 stays 0) and
/// leaves a missing affinity missing; an affinity below 0, as other systems have them, stays as it is. "No" is no factor: the pair is
/// no candidate any more, like a conflict, unless an organizer pins it.
/// </summary>
public static class BidScale
{
    public const string Choices = "eager, willing, in-a-pinch or no";

    /// <summary>The factor for a bid; 0 for "no"; null for a word that is no bid. No bid at all is a factor of 1.</summary>
    public static double? Factor(string bid) => bid switch
    {
        "eager" => 1.5,
        "willing" => 1.25,
        "in-a-pinch" => 0.5,
        "no" => 0,
        _ => null,
    };

    /// <summary>The affinity after a bid of this factor; null, which is missing, stays null.</summary>
    public static double? Apply(double? affinity, double factor) => affinity > 0 ? affinity * factor : affinity;
}
