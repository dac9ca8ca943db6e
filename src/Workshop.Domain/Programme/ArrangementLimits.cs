namespace Workshop.Domain.Programme;

/// <summary>How full each block may become.</summary>
internal static class ArrangementLimits
{
    public static int[] Full(ArrangementGraph graph) => [.. Enumerable.Range(0, graph.Nowhere).Select(graph.CapacityOf)];

    /// <summary>Each block's share of everything, by its capacity, and as much more as one talk can need; never more than its capacity.</summary>
    public static int[] Even(ArrangementGraph graph)
    {
        var full = Full(graph);
        long all = full.Sum(capacity => (long)capacity), wanted = graph.Sizes.Sum(size => (long)size);
        if (graph.Size == 0 || all <= wanted)
        {
            return full;
        }

        return [.. full.Select(capacity => (int)Math.Min(capacity, ((capacity * wanted) + all - 1) / all + graph.Sizes.Max() - 1))];
    }
}
