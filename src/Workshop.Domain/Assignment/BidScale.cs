using Workshop.Domain.Reviewing;

namespace Workshop.Domain.Assignment;

/// <summary>
/// What a reviewer's bid does to an affinity. It scales one above 0 by at most 1.5, so it never lifts an unrelated paper (0 stays 0) and
/// leaves a missing affinity missing; an affinity below 0, as other systems have them, stays as it is. "No" is no factor: the pair is
/// no candidate any more, like a conflict, unless an organizer pins it.
/// </summary>
public static class BidScale
{
    public const string Choices = "eager, willing, in-a-pinch or no";

    /// <summary>The word that files use, or null when it is no bid.</summary>
    public static BidValue? Parse(string word) => word switch
    {
        "eager" => BidValue.Eager,
        "willing" => BidValue.Willing,
        "in-a-pinch" => BidValue.InAPinch,
        "no" => BidValue.No,
        _ => null,
    };

    /// <summary>What <see cref="Parse"/> reads.</summary>
    public static string WordOf(BidValue bid) => bid switch
    {
        BidValue.Eager => "eager",
        BidValue.Willing => "willing",
        BidValue.InAPinch => "in-a-pinch",
        _ => "no",
    };

    /// <summary>The factor; 0 for "no", which takes the pair out. No bid at all is a factor of 1.</summary>
    public static double Factor(BidValue bid) => bid switch
    {
        BidValue.Eager => 1.5,
        BidValue.Willing => 1.25,
        BidValue.InAPinch => 0.5,
        _ => 0,
    };

    /// <summary>The factor for a word of a file; null for a word that is no bid.</summary>
    public static double? Factor(string bid) => Parse(bid) is { } value ? Factor(value) : null;

    /// <summary>The affinity after a bid of this factor; null, which is missing, stays null.</summary>
    public static double? Apply(double? affinity, double factor) => affinity > 0 ? affinity * factor : affinity;

    /// <summary>
    /// What a pair counts: its affinity after its bid. No bid, and a "no" against which an organizer pinned the pair, leave the affinity as it is.
    /// </summary>
    public static double? Counted(double? affinity, BidValue? bid) => bid is { } said and not BidValue.No ? Apply(affinity, Factor(said)) : affinity;
}
