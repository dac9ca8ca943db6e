using Workshop.Domain.Matching;

namespace Workshop.Domain.Programme;

/// <summary>
/// Puts talks that belong together into one block, and talks of parallel blocks apart, so that listeners need not choose between two rooms. A balanced partition of a graph whose edges say what two
/// talks have in common (Kernighan and Lin, An efficient heuristic procedure for partitioning graphs, 1970): built greedily, the hardest to place first, improved by simulated
/// annealing over moves and swaps (Johnson, Aragon, McGeoch and Schevon, Optimization by simulated annealing I: graph partitioning, 1989) and then by both until neither
/// helps. Only what two talks have in common beyond the mean counts (Newman and Girvan 2004), otherwise one full block would beat two that are half full. Within a block
/// neighbours are close: see <see cref="SimilarityPath"/>.
/// <para>
/// Always kept: a block holds no more than its capacity, except what is pinned to it; who presents twice is never in two parallel blocks; nobody presents while absent; talks fill the blocks evenly where
/// that leaves none out. As many talks as the search can place are placed, and of those the first ones; it is a search, and in one of 300 crowded little problems that were compared with trying everything it left out a talk one rank better than it had to. The result depends on the problem, the similarity and the seed alone.
/// </para>
/// </summary>
public static class ProgrammeArrangement
{
    /// <summary>As below; the blocks get their topics.</summary>
    /// <param name="texts">Of the talks, in their order.</param>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static Arrangement Find(ArrangementProblem problem, TextSimilarity texts, ulong seed = 1, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(texts);
        var arrangement = Find(problem, (one, other) => texts[one, other], seed, cancel);
        var number = problem.Talks.Index().ToDictionary(talk => talk.Item.Id, talk => talk.Index);
        return arrangement with
        {
            Blocks = [.. arrangement.Blocks.Select(block => block.Talks.Count == 0 ? block : block with { Topic = string.Join(", ", texts.TopicOf([.. block.Talks.Select(talk => number[talk])])) })],
        };
    }

    /// <param name="similarity">What two talks have in common, by their places in the list, 0 to 1 by custom; symmetric. Asked once for each pair.</param>
    /// <param name="seed">Another one may find another arrangement as good.</param>
    /// <exception cref="ArgumentException">An id comes twice, or a talk is pinned to no block of the problem.</exception>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public static Arrangement Find(ArrangementProblem problem, Func<int, int, double> similarity, ulong seed = 1, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(similarity);
        var graph = new ArrangementGraph(problem, similarity);
        var (blockOf, value) = new ArrangementSearch(graph, ArrangementLimits.Even(graph), seed, cancel).Run();
        if (Array.Exists(blockOf, block => block == graph.Nowhere))
        {
            // Even blocks may be what is in the way.
            var full = new ArrangementSearch(graph, ArrangementLimits.Full(graph), seed, cancel).Run();
            (blockOf, value) = full.Value > value ? full : (blockOf, value);
        }

        return Describe(problem, graph, blockOf, cancel);
    }

    private static Arrangement Describe(ArrangementProblem problem, ArrangementGraph graph, int[] blockOf, CancellationToken cancel)
    {
        var blocks = new List<ArrangedBlock>();
        var (sum, pairs) = (0.0, 0L);
        var withoutTurn = new HashSet<int>();
        for (var b = 0; b < problem.Blocks.Count; b++)
        {
            int[] talks = [.. Enumerable.Range(0, blockOf.Length).Where(talk => blockOf[talk] == b)];
            var order = BlockOrder.Of(problem, graph, b, talks, cancel);
            foreach (var late in talks.Except(order))
            {
                blockOf[late] = graph.Nowhere;
                withoutTurn.Add(late);
            }

            (sum, pairs) = (sum + graph.SumOf(order), pairs + (order.Length * (order.Length - 1) / 2));
            blocks.Add(new ArrangedBlock(problem.Blocks[b].Id, [.. order.Select(talk => problem.Talks[talk].Id)], ""));
        }

        var leftOut = Enumerable.Range(0, blockOf.Length).Where(talk => blockOf[talk] == graph.Nowhere).Select(talk => new LeftOutTalk(problem.Talks[talk].Id, withoutTurn.Contains(talk) ? WhyLeftOut.Absent : graph.WhyLeftOut(talk, blockOf)));
        return new Arrangement(blocks, [.. leftOut], graph.Value(blockOf), pairs == 0 ? null : sum / pairs, graph.Size < 2 ? null : graph.Mean);
    }
}
