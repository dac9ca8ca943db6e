namespace Workshop.Domain.Assignment;

/// <summary>
/// A rule that the network cannot hold: Σ of the coefficients of the used pairs is at least <see cref="Least"/> and at most <see cref="Most"/>. Groups and
/// exclusions count pairs, a floor adds their weights. Pinned pairs count.
/// </summary>
internal sealed class SideRule
{
    public const long NoLimit = long.MaxValue;

    public required int[] Pairs { get; init; }

    public required long Least { get; init; }

    public required long Most { get; init; }

    /// <summary>The paper whose floor it is, or −1.</summary>
    public int FloorOf { get; init; } = -1;

    /// <summary>The group it is, or −1.</summary>
    public int Group { get; init; } = -1;

    /// <summary>The exclusion it is, or −1.</summary>
    public int Exclusion { get; init; } = -1;

    public bool IsFloor => FloorOf >= 0;

    /// <summary>What the relaxation charges for each unit used, negative for what it pays; a floor's pays for its units of weight.</summary>
    public long Multiplier { get; set; }

    /// <summary>What the pairs in use add up to in the present solution.</summary>
    public long Usage { get; set; }

    /// <summary>By how much the present solution breaks the rule: above 0 too much, below 0 too little, 0 kept.</summary>
    public long Excess => Usage > Most ? Usage - Most : Usage < Least ? Usage - Least : 0;

    /// <summary>The limit that the multiplier belongs to.</summary>
    public long PricedLimit => Multiplier >= 0 ? Most : Least;

    public static List<SideRule> Of(AssignmentProblem problem, GroupPlan groups, long? floor)
    {
        var rules = new List<SideRule>();
        foreach (var group in groups.LeftOut)
        {
            rules.Add(new SideRule { Group = group, Pairs = groups.Members[group], Least = problem.Groups[group].Least, Most = problem.Groups[group].Most });
        }

        for (var e = 0; e < problem.Exclusions.Count; e++)
        {
            var (one, other) = problem.Exclusions[e];
            if (problem.Find(one.Paper, one.Reviewer) is >= 0 and var first && problem.Find(other.Paper, other.Reviewer) is >= 0 and var second)
            {
                rules.Add(new SideRule { Exclusion = e, Pairs = [first, second], Least = 0, Most = 1 });
            }
        }

        for (var p = 0; floor is not null && p < problem.Papers.Count; p++)
        {
            if (Reach.HasFloor(problem, p))
            {
                var (first, end) = problem.PairsOf(p);
                rules.Add(new SideRule { FloorOf = p, Pairs = [.. Enumerable.Range(first, end - first)], Least = floor.Value, Most = NoLimit });
            }
        }

        return rules;
    }
}
