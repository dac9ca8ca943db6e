namespace Workshop.Domain.Assignment;

/// <summary>
/// Names why no assignment exists. By Hoffman's circulation theorem there is one unless (a) some papers need more reviews than the people
/// who may review them can give, or (b) some reviewers must take more papers than the papers they may review have room for. Counting
/// finds the simple cases; a minimum cut finds the others, and names the papers or reviewers in it. Sources: Hall, 1935; Hoffman, 1960.
/// </summary>
internal static class Infeasibility
{
    private const int NamesShown = 8;

    /// <summary>Causes that can be seen by counting; empty says nothing about the rest.</summary>
    public static List<Refusal> PlainCauses(AssignmentProblem problem, Limits limits)
    {
        var causes = new List<Refusal>();
        long demand = 0, room = 0, capacity = 0, minimum = 0;
        var possible = new int[problem.Reviewers.Count];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var paper = problem.Papers[p];
            var (first, end) = problem.PairsOf(p);
            demand += Math.Max(paper.Least, limits.PaperPins[p]);
            room += paper.Most;
            var willing = new List<string>();
            for (var pair = first; pair < end; pair++)
            {
                possible[problem.ReviewerOf(pair)]++;
                if (problem.Reviewers[problem.ReviewerOf(pair)].Most > 0)
                {
                    willing.Add(problem.Reviewers[problem.ReviewerOf(pair)].Id);
                }
            }

            if (willing.Count < paper.Least)
            {
                var who = willing.Count == 0 ? "nobody may review it" : $"only {Count(willing.Count, "person", "people")} may review it ({Names(willing)})";
                causes.Add(new Refusal("assignment.too-few-candidates", $"Paper {paper.Id} needs {Count(paper.Least, "review", "reviews")} but {who}. Lift a conflict, add a reviewer or ask for fewer reviews."));
            }
        }

        for (var r = 0; r < possible.Length; r++)
        {
            var reviewer = problem.Reviewers[r];
            capacity += reviewer.Most;
            minimum += Math.Max(reviewer.Least, limits.ReviewerPins[r]);
            if (possible[r] < reviewer.Least)
            {
                causes.Add(new Refusal("assignment.too-few-papers", $"Reviewer {reviewer.Id} must take at least {Count(reviewer.Least, "paper", "papers")} but may review only {possible[r]}. Lower the minimum or lift a conflict."));
            }
        }

        if (capacity < demand)
        {
            causes.Add(new Refusal("assignment.capacity", $"The papers need {Count(demand, "review", "reviews")} in all, but the reviewers together take at most {capacity}: total capacity {capacity} < demand {demand}. Add {Count(demand - capacity, "place", "places")} or ask for fewer reviews."));
        }

        if (room < minimum)
        {
            causes.Add(new Refusal("assignment.minimum", $"The reviewers must take at least {Count(minimum, "paper", "papers")} in all, but the papers have room for only {Count(room, "review", "reviews")}. Lower the minimum loads by {minimum - room} or ask for more reviews."));
        }

        return causes;
    }

    /// <summary>The causes that only a minimum cut shows. Call it when a solver has found that there is no assignment.</summary>
    public static List<Refusal> CutCauses(AssignmentProblem problem, Limits limits, CancellationToken cancel)
    {
        var papers = problem.Papers.Count;
        var reviewers = problem.Reviewers.Count;
        var toReviewers = new List<int>[papers];
        var toPapers = new List<int>[reviewers];
        for (var r = 0; r < reviewers; r++)
        {
            toPapers[r] = [];
        }

        for (var p = 0; p < papers; p++)
        {
            toReviewers[p] = [];
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (!problem.IsPinned(pair))
                {
                    toReviewers[p].Add(problem.ReviewerOf(pair));
                    toPapers[problem.ReviewerOf(pair)].Add(p);
                }
            }
        }

        var causes = new List<Refusal>();
        if (new Filling(toReviewers, limits.PaperLeast, limits.ReviewerMost).Shortage(cancel) is { } demand)
        {
            var needed = demand.Askers.Sum(p => limits.PaperLeast[p]);
            // Everybody who may review one of them gives what they have left; those outside the cut give one review a pair.
            var given = needed - demand.Missing;
            causes.Add(new Refusal(
                "assignment.too-few-reviewers",
                $"{(demand.Askers.Count == 1 ? "Paper" : "These papers")} {Names(demand.Askers.Select(p => problem.Papers[p].Id))} {(demand.Askers.Count == 1 ? "needs" : "together need")} {Count(needed, "more review", "more reviews")}{AfterPins(limits.PaperPins)}, "
                + $"but the people who may review {(demand.Askers.Count == 1 ? "it" : "them")} can give only {given}{Tight(problem, demand)}. Add {Count(demand.Missing, "place", "places")} among them, lift conflicts or ask for fewer reviews."));
        }

        if (new Filling(toPapers, limits.ReviewerLeast, limits.PaperMost).Shortage(cancel) is { } load)
        {
            var needed = load.Askers.Sum(r => limits.ReviewerLeast[r]);
            causes.Add(new Refusal(
                "assignment.too-few-papers",
                $"{(load.Askers.Count == 1 ? "Reviewer" : "These reviewers")} {Names(load.Askers.Select(r => problem.Reviewers[r].Id))} must take at least {Count(needed, "more paper", "more papers")}{AfterPins(limits.ReviewerPins)}, "
                + $"but the papers they may review have room for only {needed - load.Missing}. Lower the minimum loads or ask for more reviews."));
        }

        return causes;
    }

    /// <summary>
    /// Rules of one name that ask for more than the members of their groups can give, all other rules aside; empty says nothing about the rest. Call it when
    /// the limits alone can be kept.
    /// </summary>
    public static List<Refusal> GroupCauses(AssignmentProblem problem, Limits limits, GroupPlan groups, CancellationToken cancel)
    {
        var causes = new List<Refusal>();
        foreach (var rules in Enumerable.Range(0, problem.Groups.Count).Where(g => groups.Least[g] > 0).GroupBy(g => problem.Groups[g].Label, StringComparer.Ordinal))
        {
            // One rule of each paper: the same review may count for two of them.
            var asking = rules.DistinctBy(g => problem.Groups[g].Paper).ToList();
            List<int>[] members = [.. asking.Select(g => groups.Members[g].Where(pair => !problem.IsPinned(pair)).Select(problem.ReviewerOf).ToList())];
            int[] wanted = [.. asking.Select(g => groups.Least[g])];
            if (new Filling(members, wanted, limits.ReviewerMost).Shortage(cancel) is { } shortage)
            {
                var needed = shortage.Askers.Sum(a => (long)wanted[a]);
                var isOne = shortage.Askers.Count == 1;
                causes.Add(new Refusal(
                    "assignment.too-few-in-group",
                    $"{(isOne ? "Paper" : "These papers")} {Names(shortage.Askers.Select(a => problem.Papers[problem.Groups[asking[a]].Paper].Id))} {(isOne ? "needs" : "together need")} {Count(needed, "review", "reviews")} by this group ({rules.Key}){AfterPins(limits.PaperPins)}, "
                    + $"but its members who may review {(isOne ? "it" : "them")} can give only {needed - shortage.Missing}{Tight(problem, shortage)}. Add {Count(shortage.Missing, "place", "places")} among them, lift conflicts or drop the rule for {(isOne ? "this paper" : "one of these papers")}."));
            }
        }

        return causes;
    }

    private static string Tight(AssignmentProblem problem, Shortage shortage) =>
        shortage.Givers.Count == 0 ? "" : $" ({Names(shortage.Givers.Select(r => problem.Reviewers[r].Id))} can take no more)";

    private static string AfterPins(int[] pins) => pins.Any(p => p > 0) ? " besides the pinned pairs" : "";

    private static string Count(long number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private static string Names(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Count <= NamesShown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(NamesShown))} and {all.Count - NamesShown} others";
    }

    /// <summary>Askers that want more than givers can give; every giver named is full, and the askers may use hardly anybody else.</summary>
    private sealed record Shortage(IReadOnlyList<int> Askers, IReadOnlyList<int> Givers, long Missing);

    // A maximum flow asker → giver, one unit a pair: filled greedily, then by shortest augmenting paths (Edmonds and Karp, 1972).
    private sealed class Filling(List<int>[] allowed, int[] wanted, int[] capacity)
    {
        private readonly int[] _given = new int[wanted.Length];
        private readonly int[] _taken = new int[capacity.Length];
        private readonly HashSet<int>[] _givers = [.. wanted.Select(_ => new HashSet<int>())];
        private readonly List<int>[] _askersOf = [.. capacity.Select(_ => new List<int>())];

        public Shortage? Shortage(CancellationToken cancel)
        {
            // Fill greedily, then improve: each search starts at one asker that still wants something.
            for (var asker = 0; asker < wanted.Length; asker++)
            {
                foreach (var giver in allowed[asker])
                {
                    if (_given[asker] < wanted[asker] && _taken[giver] < capacity[giver])
                    {
                        Give(asker, giver);
                        _given[asker]++;
                        _taken[giver]++;
                    }
                }
            }

            Shortage? smallest = null;
            for (var asker = 0; asker < wanted.Length; asker++)
            {
                cancel.ThrowIfCancellationRequested();
                while (_given[asker] < wanted[asker] && Improve(asker, out _, out _))
                {
                }
            }

            // After the last improvement no search can succeed any more; what each one reaches is a set that is short by itself.
            for (var asker = 0; asker < wanted.Length; asker++)
            {
                cancel.ThrowIfCancellationRequested();
                if (_given[asker] < wanted[asker] && !Improve(asker, out var askers, out var givers) && (smallest is null || askers.Count < smallest.Askers.Count))
                {
                    smallest = new Shortage(askers, givers, askers.Sum(a => (long)wanted[a] - _given[a]));
                }
            }

            return smallest;
        }

        // Breadth first over alternating paths: an unused pair to a giver, a used pair back to another asker.
        private bool Improve(int start, out List<int> askers, out List<int> givers)
        {
            var cameToGiver = new Dictionary<int, int>();
            var cameToAsker = new Dictionary<int, int> { [start] = -1 };
            var queue = new Queue<int>([start]);
            while (queue.TryDequeue(out var asker))
            {
                foreach (var giver in allowed[asker])
                {
                    if (_givers[asker].Contains(giver) || !cameToGiver.TryAdd(giver, asker))
                    {
                        continue;
                    }

                    if (_taken[giver] < capacity[giver])
                    {
                        _taken[giver]++;
                        _given[start]++;
                        Turn(giver, cameToGiver, cameToAsker);
                        askers = givers = [];
                        return true;
                    }

                    foreach (var other in _askersOf[giver])
                    {
                        if (cameToAsker.TryAdd(other, giver))
                        {
                            queue.Enqueue(other);
                        }
                    }
                }
            }

            askers = [.. cameToAsker.Keys.Order()];
            givers = [.. cameToGiver.Keys.Order()];
            return false;
        }

        private void Turn(int giver, Dictionary<int, int> cameToGiver, Dictionary<int, int> cameToAsker)
        {
            while (giver >= 0)
            {
                var asker = cameToGiver[giver];
                Give(asker, giver);
                giver = cameToAsker[asker];
                if (giver >= 0)
                {
                    _givers[asker].Remove(giver);
                    _askersOf[giver].Remove(asker);
                }
            }
        }

        private void Give(int asker, int giver)
        {
            _givers[asker].Add(giver);
            _askersOf[giver].Add(asker);
        }
    }
}
