namespace Workshop.Domain.Programme;

/// <summary>The order of the talks of one block: neighbours close to each other, and nobody's turn while they are away.</summary>
internal static class BlockOrder
{
    /// <summary>Above anything that talks can have in common.</summary>
    private const double WhileAway = 1e6;

    /// <param name="talks">Ascending.</param>
    /// <returns>Without those that cannot have their turn in this block because somebody is away; a pinned one is always there.</returns>
    public static int[] Of(ArrangementProblem problem, ArrangementGraph graph, int block, int[] talks, CancellationToken cancel)
    {
        double Common(int one, int other) => graph.Similarity(talks[one], talks[other]);
        var starts = problem.Blocks[block].Starts;
        var ends = problem.Blocks[block].Ends;
        if (problem.ArePosters || !talks.Any(talk => problem.Talks[talk].Absences.Any(absence => absence.Overlaps(starts, ends))))
        {
            return [.. SimilarityPath.Order(talks.Length, Common, cancel).Select(talk => talks[talk])];
        }

        bool IsAway(int talk, int minutes)
        {
            var from = starts.AddMinutes(minutes);
            return problem.Talks[talk].Absences.Any(absence => absence.Overlaps(from, from.AddMinutes(problem.Talks[talk].Size)));
        }

        List<int> order = talks.Length <= SimilarityPath.Exact
            ? [.. SimilarityPath.ExactOrder(talks.Length, Common, (before, next) => IsAway(talks[next], MinutesOf(before)) ? WhileAway : 0).Select(talk => talks[talk])]
            : Search();
        var minutesBefore = 0;
        foreach (var talk in order)
        {
            if (graph.Pins[talk] < 0 && IsAway(talk, minutesBefore))
            {
                // What comes after it moves forward and may then be in somebody's absence.
                return Of(problem, graph, block, [.. talks.Where(other => other != talk)], cancel);
            }

            minutesBefore += problem.Talks[talk].Size;
        }

        return [.. order];

        int MinutesOf(int set)
        {
            var minutes = 0;
            for (var talk = 0; talk < talks.Length; talk++)
            {
                minutes += (set & (1 << talk)) != 0 ? problem.Talks[talks[talk]].Size : 0;
            }

            return minutes;
        }

        // Begins with the order without regard to absences, and takes single talks to better places while that helps.
        List<int> Search()
        {
            List<int> found = [.. SimilarityPath.Order(talks.Length, Common, cancel).Select(talk => talks[talk])];
            var most = ValueOf(found);
            for (var improved = true; improved;)
            {
                improved = false;
                for (var from = 0; from < found.Count; from++)
                {
                    for (var to = 0; to < found.Count; to++)
                    {
                        cancel.ThrowIfCancellationRequested();
                        var talk = found[from];
                        found.RemoveAt(from);
                        found.Insert(to, talk);
                        if (ValueOf(found) is var value && value > most + 1e-9)
                        {
                            (most, improved) = (value, true);
                        }
                        else
                        {
                            found.RemoveAt(to);
                            found.Insert(from, talk);
                        }
                    }
                }
            }

            return found;
        }

        double ValueOf(List<int> order)
        {
            var (value, minutes) = (0.0, 0);
            for (var i = 0; i < order.Count; i++)
            {
                value += (i == 0 ? 0 : graph.Similarity(order[i - 1], order[i])) - (IsAway(order[i], minutes) ? WhileAway : 0);
                minutes += problem.Talks[order[i]].Size;
            }

            return value;
        }
    }
}
