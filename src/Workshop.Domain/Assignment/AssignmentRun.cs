using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>One problem with one set of options, from the checked input to the proof.</summary>
internal sealed class AssignmentRun(
    AssignmentProblem problem, AssignmentOptions options, Limits limits, GroupPlan groups, IProgress<SolverProgress>? progress, CancellationToken cancel)
{
    // Searches for a higher floor that may end early before none is tried any more.
    private const int MostMisses = 5;

    private long _pivots;
    private long _nodes;

    // A report looks at every pair, so it must not come more often than a small share of the work allows.
    private int ReportEvery => Math.Max(64, problem.PairCount / 64);

    public Outcome<ProvenAssignment> Solve()
    {
        if (options.MaxProbability is not null)
        {
            return new RandomAssignment(problem, options, limits, groups, progress, cancel).Solve();
        }

        var isSearched = options.Floor != Floor.None || groups.LeftOut.Count > 0 || problem.Exclusions.Count > 0;
        if (isSearched && RuleSearch.WhyNot(problem) is { } refusal)
        {
            return refusal;
        }

        if (options.Floor.IsBest)
        {
            return WithBestFloor();
        }

        if (options.Floor.AtLeast is { } floor)
        {
            return WithFloor(InMillionths(floor));
        }

        return isSearched ? WithRules() : ByNetwork();
    }

    private Outcome<ProvenAssignment> ByNetwork()
    {
        var (value, largest) = Values();
        var network = new AssignmentNetwork(problem, limits, groups, value, largest, options.Seed, options.CandidatesPerPaper);
        var prices = new Prices(problem, 1);
        var bound = long.MaxValue;
        void Report()
        {
            if (progress is null)
            {
                return;
            }

            if (network.Unplaced is > 0 and var unplaced)
            {
                progress.Report(new SolverProgress("placing", network.Pivots, unplaced, null, null));
                return;
            }

            prices.Take(network);
            bound = Math.Min(bound, prices.Bound(groups));
            progress.Report(new SolverProgress("improving", network.Pivots, 0, InAffinity(Proof.Value(problem, Used(network))), InAffinity(bound)));
        }

        Report();
        network.Solve(Report, ReportEvery, cancel);
        if (network.Unplaced > 0)
        {
            return Outcome.No<ProvenAssignment>(Causes());
        }

        Report();
        prices.Take(network);
        bound = prices.Bound(groups);
        var used = Used(network);
        if (Proof.Value(problem, used) != bound)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The solver stopped at {Proof.Value(problem, used)} with a bound of {bound}."));
        }

        var pairs = Proof.Pairs(problem, used);
        return new ProvenAssignment(pairs, Proof.Certify(problem, pairs, prices, bound, bound), network.Pivots);
    }

    private Outcome<ProvenAssignment> WithRules()
    {
        var result = Search(null, sumMatters: true, options.MaxNodes, null);
        return result.Used is null ? NotKept(result.IsComplete) : Prove(result, null, null);
    }

    private Outcome<ProvenAssignment> NotKept(bool isProved) => isProved
        ? Outcome.No<ProvenAssignment>(Causes())
        : new Refusal("assignment.not-found", $"No assignment that keeps every rule was found in {Nodes(_nodes)}, and it is not proved that there is none. Allow more nodes or drop a rule.");

    private Outcome<ProvenAssignment> WithFloor(long floor)
    {
        var result = Search(floor, sumMatters: true, options.MaxNodes, null);
        if (result.Used is null && !result.IsComplete)
        {
            // The total may have led the search astray; look for any assignment that reaches the floor, then improve it.
            var any = Search(floor, sumMatters: false, options.MaxNodes, null);
            result = any.Used is null ? any : Search(floor, sumMatters: true, options.MaxNodes, any.Used);
        }

        return result.Used is null
            ? FloorOutOfReach(floor, result.IsComplete)
            : Prove(result, new FloorProof(floor, Proof.ByPaper(problem, result.Prices.Floor), null, NoPrices, NoPrices, NoPrices, [], []), null);
    }

    private Outcome<ProvenAssignment> FloorOutOfReach(long floor, bool isProved)
    {
        // Without the floor there may be none either; its causes come first.
        var without = new AssignmentRun(problem, options with { Floor = Floor.None }, limits, groups, progress, cancel).Solve();
        if (!without.Succeeded)
        {
            return without;
        }

        var asked = Show(floor);
        if (Reach.Lowest(problem) is { } lowest && lowest.Score < floor)
        {
            return new Refusal("assignment.floor", $"No assignment gives every paper at least {asked}: paper {problem.Papers[lowest.Paper].Id} reaches at most {Show(lowest.Score)} even with its best reviewers. Lower the floor, lift a conflict or add a reviewer who knows its subject.");
        }

        return isProved
            ? new Refusal("assignment.floor", $"No assignment gives every paper at least {asked}; that is proved. Lower the floor, or ask for the best possible one.")
            : new Refusal("assignment.floor-not-found", $"No assignment that gives every paper at least {asked} was found in {Nodes(_nodes)}; it is not proved that there is none. Lower the floor, ask for the best possible one, or allow more nodes.");
    }

    /// <summary>
    /// The best lowest score by bisection between what an assignment reaches and what is proved out of reach, then the largest total under it. Fairness in this
    /// sense: Garg, Kavitha, Kumar, Mehlhorn and Mestre, Assigning papers to referees, 2010; Stelmakh, Shah and Singh, PeerReview4All, 2018.
    /// </summary>
    private Outcome<ProvenAssignment> WithBestFloor()
    {
        var first = Search(null, sumMatters: true, options.MaxNodes, null);
        if (first.Used is null)
        {
            return NotKept(first.IsComplete);
        }

        if (Reach.Lowest(problem) is not { } lowest)
        {
            return Prove(first, null, null);
        }

        var best = new FloorClimb(problem, groups, first.Used).Climb(cancel);
        var reached = LowestScore(best)!.Value;
        var proof = new FloorBound(problem, groups, lowest.Paper);
        var proved = proof.Bound;
        var open = proved;
        // The bound itself first: often one paper with few good reviewers decides. After that, halves.
        var target = open;
        var misses = 0;
        while (reached < open && misses < MostMisses)
        {
            var probe = Search(target, sumMatters: false, Math.Max(20, options.MaxNodes / 10), null);
            if (probe.Used is not null)
            {
                best = probe.Used;
                reached = LowestScore(best)!.Value;
            }
            else
            {
                open = target - 1;
                misses += probe.IsComplete ? 0 : 1;
                proved = probe.IsComplete ? Math.Min(proved, open) : proved;
                if (FloorBound.Of(problem, groups, probe.Prices, target) is { } lower && lower.Bound < proof.Bound)
                {
                    proof = lower;
                    proved = Math.Min(proved, proof.Bound);
                    open = Math.Min(open, proof.Bound);
                }
            }

            target = reached + ((open - reached + 1) / 2);
        }

        while (true)
        {
            var result = Search(reached, sumMatters: true, options.MaxNodes, best);
            best = result.Used!;
            var lowestNow = LowestScore(best)!.Value;
            if (lowestNow == reached)
            {
                return Prove(result, proof.ToProof(reached, Proof.ByPaper(problem, result.Prices.Floor)), Math.Max(proved, reached));
            }

            // The search for the total happened on a higher floor than the search for the floor, which ended early.
            reached = lowestNow;
        }
    }

    private ProvenAssignment Prove(SearchResult result, FloorProof? floor, long? floorBound)
    {
        var pairs = Proof.Pairs(problem, result.Used!);
        var certificate = Proof.Certify(problem, pairs, result.Prices, result.Value, result.PricedBound, floor);
        var bound = Math.Min(result.Bound, result.PricedBound);
        var isComplete = result.Value == bound && (floorBound is null || floorBound == floor!.Least);
        var lowest = floor is null ? null : LowestScore(result.Used!);
        var words = new List<string>();
        if (floorBound is { } most && lowest is { } reached)
        {
            words.Add(reached == most
                ? $"The lowest score of a paper is {Show(reached)}; no assignment has a higher one."
                : $"The lowest score of a paper is {Show(reached)}; that none is above {Show(most)} is proved, what lies between is open.");
        }

        var onFloor = floor is null ? "" : " on this floor";
        words.Add(result.Value == bound
            ? $"The total of {Show(result.Value)} is the best possible{onFloor}{(certificate.Gap > 0 ? $", by a complete search of {Nodes(_nodes)}; the prices alone prove that none exceeds {Show(certificate.Bound)}" : "")}."
            : $"The total of {Show(result.Value)} is the best found{onFloor} in {Nodes(_nodes)}; none exceeds {Show(bound)}, so at most {Show(bound - result.Value)} is missing.");
        return new ProvenAssignment(pairs, certificate, _pivots)
        {
            Nodes = _nodes,
            Search = new SearchOutcome(isComplete, InAffinity(bound), lowest is { } low ? InAffinity(low) : null, floorBound is { } high ? InAffinity(high) : null, string.Join(' ', words)),
        };
    }

    private SearchResult Search(long? floor, bool sumMatters, int maxNodes, IReadOnlyList<int>? known)
    {
        void Report(RuleSearch search)
        {
            if (progress is null)
            {
                return;
            }

            double? value = sumMatters && search.Value is { } found ? InAffinity(found) : null;
            double? bound = sumMatters && search.Bound < long.MaxValue ? InAffinity(search.Bound) : null;
            progress.Report(new SolverProgress(sumMatters ? "searching" : "raising the floor", _pivots + search.Pivots, search.Unplaced, value, bound));
        }

        var result = new RuleSearch(problem, limits, groups, options, floor, sumMatters, maxNodes, known, Report, ReportEvery, cancel).Run();
        _pivots += result.Pivots;
        _nodes += result.Nodes;
        return result;
    }

    // Null when no paper needs a review.
    private long? LowestScore(List<int> used)
    {
        var score = new long[problem.Papers.Count];
        var p = 0;
        foreach (var pair in used)
        {
            while (problem.PairsOf(p).End <= pair)
            {
                p++;
            }

            score[p] += problem.WeightOf(pair);
        }

        return Enumerable.Range(0, score.Length).Where(paper => Reach.HasFloor(problem, paper)).Min(paper => (long?)score[paper]);
    }

    private (long[] Value, long Largest) Values()
    {
        var value = new long[problem.PairCount];
        var largest = 0L;
        for (var pair = 0; pair < value.Length; pair++)
        {
            value[pair] = problem.WeightOf(pair);
            largest = Math.Max(largest, Math.Abs(value[pair]));
        }

        return (value, largest);
    }

    // Used and pinned pairs, rising.
    private List<int> Used(AssignmentNetwork network)
    {
        var used = new List<int>();
        for (var pair = 0; pair < problem.PairCount; pair++)
        {
            if (network.FlowOf(pair) > 0)
            {
                used.Add(pair);
            }
        }

        return used;
    }

    private List<Refusal> Causes()
    {
        var causes = Infeasibility.CutCauses(problem, limits, cancel);
        if (causes.Count == 0)
        {
            causes = Infeasibility.GroupCauses(problem, limits, groups, cancel);
        }

        if (causes.Count == 0)
        {
            var rules = problem.Groups.Select(g => $"\"{g.Label}\"").Distinct(StringComparer.Ordinal).Take(5).ToList();
            if (problem.Exclusions.Count > 0)
            {
                rules.Add("pairs that exclude each other");
            }

            causes.Add(new Refusal("assignment.rules", $"The papers could all be served within the limits, but not with every rule kept: {string.Join(", ", rules)}. Drop one of the rules, or lift conflicts."));
        }

        return causes;
    }

    private static Dictionary<string, long> NoPrices => [];

    internal static double InAffinity(long millionths) => (double)millionths / AssignmentProblem.Scale;

    internal static long InMillionths(double affinity) => (long)Math.Round(affinity * AssignmentProblem.Scale, MidpointRounding.ToEven);

    internal static string Show(long millionths) => InAffinity(millionths).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Nodes(long nodes) => nodes == 1 ? "1 node" : string.Create(CultureInfo.InvariantCulture, $"{nodes} nodes");
}
