namespace Workshop.Domain.Assignment;

/// <summary>
/// What can still change in an assignment: a network hub → paper → (groups →) reviewer → hub in which each arc holds what is assigned now, between its limits. A way through
/// it is a chain of people who come and go. Groups of one paper of which any two are nested or disjoint are nodes; a rule that cuts across another one, and exclusions, are
/// not in it (<see cref="LeavesOutRules"/>). Pinned pairs do not move. Source: Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 2, 5 and 9.
/// </summary>
internal sealed class ResidualNetwork
{
    // Costs are multiplied by this and each step costs 1 more, so that of equally dear ways the one with the fewest moves is found.
    private const long StepScale = 1 << 14;
    private const long Unreached = long.MaxValue;

    private readonly AssignmentProblem _problem;
    private readonly int _nodes;
    private readonly int _hub;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly long[] _cost;
    private readonly int[] _least;
    private readonly int[] _most;
    private readonly int[] _flow;
    private readonly int[] _firstArc;
    private readonly int[] _arcs;
    private readonly long[] _potential;

    public ResidualNetwork(AssignmentProblem problem, bool[] isAssigned)
    {
        _problem = problem;
        var papers = problem.Papers.Count;
        _hub = papers + problem.Reviewers.Count;
        var groups = GroupPlan.Of(problem, alsoSlack: true);
        _nodes = _hub + 1 + groups.InNetwork.Count;
        LeavesOutRules = groups.LeftOut.Count > 0 || problem.Exclusions.Count > 0;
        var arcs = problem.PairCount + _hub + groups.InNetwork.Count;
        (_from, _to, _cost, _least, _most, _flow) = (new int[arcs], new int[arcs], new long[arcs], new int[arcs], new int[arcs], new int[arcs]);
        var nodeOf = new Dictionary<int, int>();
        foreach (var group in groups.InNetwork)
        {
            nodeOf.Add(group, _hub + 1 + nodeOf.Count);
        }

        for (var p = 0; p < papers; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                var group = groups.Innermost(pair);
                var pinned = problem.IsPinned(pair) ? 1 : 0;
                Set(pair, group < 0 ? p : nodeOf[group], papers + problem.ReviewerOf(pair), -problem.WeightOf(pair), pinned, 1, isAssigned[pair] ? 1 : 0);
            }

            Set(problem.PairCount + p, _hub, p, 0, problem.Papers[p].Least, problem.Papers[p].Most, 0);
        }

        for (var r = 0; r < problem.Reviewers.Count; r++)
        {
            Set(problem.PairCount + papers + r, papers + r, _hub, 0, problem.Reviewers[r].Least, problem.Reviewers[r].Most, 0);
        }

        foreach (var group in groups.InNetwork)
        {
            var node = nodeOf[group];
            var rule = problem.Groups[group];
            var parent = groups.Parent[group];
            Set(problem.PairCount + node - 1, parent < 0 ? rule.Paper : nodeOf[parent], node, 0, rule.Least, rule.Most, 0);
        }

        for (var pair = 0; pair < isAssigned.Length; pair++)
        {
            if (isAssigned[pair])
            {
                _flow[problem.PairCount + _to[pair]]++;
                for (var node = _from[pair]; ; node = _from[problem.PairCount + node - 1])
                {
                    _flow[problem.PairCount + (node > _hub ? node - 1 : node)]++;
                    if (node < papers)
                    {
                        break;
                    }
                }
            }
        }

        (_firstArc, _arcs) = Incidence();
        _potential = new long[_nodes];
    }

    /// <summary>Whether the problem has rules that this network does not know.</summary>
    public bool LeavesOutRules { get; }

    /// <summary>
    /// Finds prices at which no change gains, starting from those of a certificate when there are some. Null when there are such prices: nothing is better under the rules of this network.
    /// Otherwise a chain that gains, as signed pairs: ~pair goes, pair comes. By Bellman and Ford, looking for a circle after each round.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public List<int>? Settle(long[]? paperPrices, long[]? reviewerPrices, CancellationToken cancel)
    {
        // A paper's price is what one more review is worth: the potential of its node rises by it.
        for (var p = 0; paperPrices is not null && reviewerPrices is not null && p < paperPrices.Length; p++)
        {
            _potential[p] = paperPrices[p];
        }

        for (var r = 0; paperPrices is not null && reviewerPrices is not null && r < reviewerPrices.Length; r++)
        {
            _potential[_problem.Papers.Count + r] = -reviewerPrices[r];
        }

        for (var node = _hub + 1; node < _nodes; node++)
        {
            _potential[node] = _potential[_problem.Groups.Count > 0 ? PaperOf(node) : _hub];
        }

        var cameBy = new int[_nodes];
        Array.Fill(cameBy, -1);
        for (var round = 0; ; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var changed = false;
            for (var arc = 0; arc < _from.Length; arc++)
            {
                if (_flow[arc] < _most[arc] && _potential[_from[arc]] + _cost[arc] < _potential[_to[arc]])
                {
                    _potential[_to[arc]] = _potential[_from[arc]] + _cost[arc];
                    cameBy[_to[arc]] = arc;
                    changed = true;
                }

                if (_flow[arc] > _least[arc] && _potential[_to[arc]] - _cost[arc] < _potential[_from[arc]])
                {
                    _potential[_from[arc]] = _potential[_to[arc]] - _cost[arc];
                    cameBy[_from[arc]] = arc;
                    changed = true;
                }
            }

            if (!changed)
            {
                return null;
            }

            if (Circle(cameBy) is { } circle)
            {
                return circle;
            }
        }
    }

    /// <summary>
    /// The cheapest way from every node to the place of a pair at its paper, by which the paper makes room for it: what it costs to force the pair of each reviewer in, and
    /// the pairs that move besides it. Null where there is none. <paramref name="pair"/> must be one of the paper; the answer holds for all pairs of the same place.
    /// </summary>
    public Ways WaysBackFrom(int pair, CancellationToken cancel) => Search(_from[pair], backward: true, cancel);

    /// <summary>The cheapest way from the place of a pair at its paper to every reviewer: who comes instead when the pair is taken away.</summary>
    public Ways WaysOnFrom(int pair, CancellationToken cancel) => Search(_from[pair], backward: false, cancel);

    /// <summary>The node at which the pair leaves its paper: pairs with the same one share a search.</summary>
    public int PlaceOf(int pair) => _from[pair];

    public int NodeOfReviewer(int reviewer) => _problem.Papers.Count + reviewer;

    /// <summary>Ways from or to one node. The cost is negative where a way gains.</summary>
    public sealed class Ways(ResidualNetwork network, int start, bool backward, int[] by, bool[] reached)
    {
        /// <summary>The cost in millionths and the pairs that move, ~pair for one that goes, in the order of the way; null when there is no way.</summary>
        public (long Cost, List<int> Moves)? Of(int node)
        {
            if (!reached[node])
            {
                return null;
            }

            var cost = 0L;
            var moves = new List<int>();
            for (var at = node; at != start;)
            {
                var arc = by[at];
                // Backward, the step leaves the node that was reached; forward, it enters it.
                var along = backward ? network._from[arc] == at : network._to[arc] == at;
                cost += along ? network._cost[arc] : -network._cost[arc];
                if (arc < network._problem.PairCount)
                {
                    moves.Add(along ? arc : ~arc);
                }

                at = network._from[arc] == at ? network._to[arc] : network._from[arc];
            }

            if (!backward)
            {
                moves.Reverse();
            }

            return (cost, moves);
        }
    }

    // Dijkstra on reduced costs. Where the assignment is not best some are below 0; they count as 0, and the ways found are only good, not cheapest.
    private Ways Search(int start, bool backward, CancellationToken cancel)
    {
        var distance = new long[_nodes];
        Array.Fill(distance, Unreached);
        var by = new int[_nodes];
        var done = new bool[_nodes];
        var queue = new PriorityQueue<int, long>();
        distance[start] = 0;
        queue.Enqueue(start, 0);
        while (queue.TryDequeue(out var node, out _))
        {
            if (done[node])
            {
                continue;
            }

            cancel.ThrowIfCancellationRequested();
            done[node] = true;
            for (var i = _firstArc[node]; i < _firstArc[node + 1]; i++)
            {
                var arc = _arcs[i];
                var leaves = _from[arc] == node;
                var other = leaves ? _to[arc] : _from[arc];
                // Going along the arc needs room in it, going against it something to take back.
                var along = leaves != backward;
                if (done[other] || (along ? _flow[arc] >= _most[arc] : _flow[arc] <= _least[arc]))
                {
                    continue;
                }

                var reduced = _cost[arc] + _potential[_from[arc]] - _potential[_to[arc]];
                var step = (Math.Max(0, along ? reduced : -reduced) * StepScale) + 1;
                if (distance[node] + step < distance[other])
                {
                    distance[other] = distance[node] + step;
                    by[other] = arc;
                    queue.Enqueue(other, distance[other]);
                }
            }
        }

        return new Ways(this, start, backward, by, done);
    }

    // The pairs on a circle of the steps by which potentials fell, in its direction; null when there is none.
    private List<int>? Circle(int[] cameBy)
    {
        var seenFrom = new int[_nodes];
        Array.Fill(seenFrom, -1);
        for (var start = 0; start < _nodes; start++)
        {
            var node = start;
            while (cameBy[node] >= 0 && seenFrom[node] < 0)
            {
                seenFrom[node] = start;
                node = Before(node, cameBy);
            }

            if (cameBy[node] < 0 || seenFrom[node] != start)
            {
                continue;
            }

            var moves = new List<int>();
            var at = node;
            do
            {
                if (cameBy[at] < _problem.PairCount)
                {
                    moves.Add(_to[cameBy[at]] == at ? cameBy[at] : ~cameBy[at]);
                }

                at = Before(at, cameBy);
            }
            while (at != node);

            moves.Reverse();
            return moves;
        }

        return null;
    }

    private int Before(int node, int[] cameBy) => _from[cameBy[node]] == node ? _to[cameBy[node]] : _from[cameBy[node]];

    private int PaperOf(int groupNode)
    {
        var node = groupNode;
        while (node > _hub)
        {
            node = _from[_problem.PairCount + node - 1];
        }

        return node;
    }

    private void Set(int arc, int from, int to, long cost, int least, int most, int flow) =>
        (_from[arc], _to[arc], _cost[arc], _least[arc], _most[arc], _flow[arc]) = (from, to, cost, least, most, flow);

    private (int[] First, int[] Arcs) Incidence()
    {
        var first = new int[_nodes + 1];
        for (var arc = 0; arc < _from.Length; arc++)
        {
            first[_from[arc] + 1]++;
            first[_to[arc] + 1]++;
        }

        for (var node = 0; node < _nodes; node++)
        {
            first[node + 1] += first[node];
        }

        var next = first[..^1];
        var arcs = new int[2 * _from.Length];
        for (var arc = 0; arc < _from.Length; arc++)
        {
            arcs[next[_from[arc]]++] = arc;
            arcs[next[_to[arc]]++] = arc;
        }

        return (first, arcs);
    }
}
