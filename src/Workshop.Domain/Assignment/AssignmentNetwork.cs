namespace Workshop.Domain.Assignment;

/// <summary>
/// An assignment problem as a network: a pair is an arc paper → reviewer, by way of the groups it is in; what a paper gets above its least comes by an arc
/// from the hub, what a reviewer takes above theirs leaves to it, and a group's arc has the group's limits. Pinned pairs are taken out beforehand. It
/// starts with the best candidates of each paper and adds, after each run, the pairs left out that the prices say could help, until there are none: the
/// result is the same as with all pairs from the start. The values of pairs may be changed between runs. Flows are in units of 1/grid of a review.
/// Sources: Ahuja, Magnanti and Orlin, Network Flows, 1993, chapters 9 to 11; widening is column generation, Ford and Fulkerson, 1958.
/// </summary>
internal sealed class AssignmentNetwork
{
    private const int UsualCandidates = 12;
    private const int NoPair = -1;
    private const int Forbidden = -2;

    private readonly AssignmentProblem _problem;
    private readonly Limits _limits;
    private readonly GroupPlan _groups;
    private readonly long[] _value;
    private readonly int _grid;
    private readonly int _pairMost;
    private readonly int _widening;
    private readonly int[] _arcOf;
    private readonly int[] _paperOf;
    private readonly List<int> _pairOf = [];
    private readonly int[] _nodeOfGroup;
    private readonly int[] _paperArc;
    private readonly int[] _reviewerArc;
    private readonly int[] _groupArc;
    private readonly NetworkSimplex _simplex;
    private readonly ulong _seed;
    private int _firstPairArc;
    private int _left;

    /// <summary>
    /// <paramref name="value"/> is by pair and stays the caller's, who calls <see cref="Revalue"/> after changing it; <paramref name="largest"/> is the largest
    /// absolute value it will ever hold, penalties aside. No pair carries more than <paramref name="pairMost"/> units; a review is <paramref name="grid"/> units.
    /// Pairs that are <paramref name="hopeless"/>, by number, are left out for good; empty leaves out none.
    /// </summary>
    public AssignmentNetwork(
        AssignmentProblem problem, Limits limits, GroupPlan groups, long[] value, long largest, ulong seed, int? candidates = null, int grid = 1, int pairMost = 1, bool[]? hopeless = null)
    {
        (_problem, _limits, _groups, _value, _grid, _pairMost, _seed) = (problem, limits, groups, value, grid, pairMost, seed);
        var papers = problem.Papers.Count;
        var reviewers = problem.Reviewers.Count;
        _paperOf = PaperOfPair(problem);
        _arcOf = new int[problem.PairCount];
        for (var pair = 0; pair < _arcOf.Length; pair++)
        {
            _arcOf[pair] = hopeless is { Length: > 0 } && hopeless[pair] ? Forbidden : NetworkSimplex.NoArc;
        }

        _nodeOfGroup = new int[problem.Groups.Count];
        for (var i = 0; i < groups.InNetwork.Count; i++)
        {
            _nodeOfGroup[groups.InNetwork[i]] = papers + reviewers + i;
        }

        var demand = 0L;
        for (var p = 0; p < papers; p++)
        {
            demand += limits.PaperLeast[p];
        }

        // With few reviews a paper the optimum hardly ever leaves the best dozen; with many, start with twice what is asked for.
        _widening = candidates ?? Math.Max(UsualCandidates, papers == 0 ? 0 : (int)Math.Min(int.MaxValue / 4, 3 * demand / papers * grid / pairMost));
        var working = Working();
        _simplex = new NetworkSimplex(Supply(), working.Length + papers + reviewers + groups.InNetwork.Count, largest);
        _paperArc = new int[papers];
        _reviewerArc = new int[reviewers];
        _groupArc = new int[problem.Groups.Count];
        AddLimits();
        _firstPairArc = _simplex.ArcCount;
        foreach (var pair in working)
        {
            Add(pair);
        }

        Start(working);
    }

    public long Pivots => _simplex.Pivots;

    public long Unplaced => _simplex.Unplaced;

    /// <summary>Added to the value of a pair, it is used whenever possible; subtracted, it is avoided whenever possible.</summary>
    public long Penalty => _simplex.Penalty;

    private int Hub => _problem.Papers.Count + _problem.Reviewers.Count + _groups.InNetwork.Count;

    /// <summary>Makes the assignment of the largest value; see <see cref="NetworkSimplex.Run"/> for the report.</summary>
    public void Solve(Action report, int every, CancellationToken cancel)
    {
        do
        {
            cancel.ThrowIfCancellationRequested();
            _simplex.Run(report, every, cancel);
        }
        while (Widen());
    }

    /// <summary>Takes over the values after they were changed. A run may follow.</summary>
    public void Revalue()
    {
        for (var i = 0; i < _pairOf.Count; i++)
        {
            _simplex.SetCost(_firstPairArc + i, -_value[_pairOf[i]]);
        }

        _simplex.Refresh();
    }

    /// <summary>The pairs in use without the pinned ones, in no order.</summary>
    public void ListUsed(List<int> used)
    {
        used.Clear();
        for (var i = 0; i < _pairOf.Count; i++)
        {
            if (_simplex.FlowOf(_firstPairArc + i) > 0)
            {
                used.Add(_pairOf[i]);
            }
        }
    }

    /// <summary>How many units a pair carries; a pinned pair a whole review.</summary>
    public int FlowOf(int pair) => _problem.IsPinned(pair) ? _grid : _arcOf[pair] < 0 ? 0 : _simplex.FlowOf(_arcOf[pair]);

    /// <summary>What using the pair would gain at the present prices; never above 0 for an unused one after a run.</summary>
    public long GainOf(int pair) => -_simplex.ReducedCostOf(Source(pair), ReviewerNode(_problem.ReviewerOf(pair)), -_value[pair]);

    /// <summary>The flow of every arc between nodes, for rounding: pairs have their number, the others −1.</summary>
    public List<(int From, int To, int Flow, int Pair)> Flows()
    {
        var flows = new List<(int From, int To, int Flow, int Pair)>();
        for (var pair = 0; pair < _arcOf.Length; pair++)
        {
            if (_arcOf[pair] >= 0 && _simplex.FlowOf(_arcOf[pair]) is > 0 and var flow)
            {
                flows.Add((Source(pair), ReviewerNode(_problem.ReviewerOf(pair)), flow, pair));
            }
        }

        void AddOther(int arc, int from, int to, int least)
        {
            if (arc != NetworkSimplex.NoArc)
            {
                flows.Add((from, to, _simplex.FlowOf(arc) + (least * _grid), -1));
            }
        }

        for (var p = 0; p < _paperArc.Length; p++)
        {
            AddOther(_paperArc[p], Hub, p, _limits.PaperLeast[p]);
        }

        for (var r = 0; r < _reviewerArc.Length; r++)
        {
            AddOther(_reviewerArc[r], ReviewerNode(r), Hub, _limits.ReviewerLeast[r]);
        }

        foreach (var g in _groups.InNetwork)
        {
            AddOther(_groupArc[g], ParentNode(g), _nodeOfGroup[g], _groups.Least[g]);
        }

        return flows;
    }

    // More pins than the least asks for make the least say nothing; a price below 0 would still claim it.
    public long PaperPrice(int paper) => Price(_simplex.PotentialOf(paper), _limits.PaperPins[paper] > _problem.Papers[paper].Least);

    public long ReviewerPrice(int reviewer) => Price(-_simplex.PotentialOf(ReviewerNode(reviewer)), _limits.ReviewerPins[reviewer] > _problem.Reviewers[reviewer].Least);

    public bool HasGroup(int group) => _nodeOfGroup[group] > 0;

    public long GroupPrice(int group) =>
        Price(_simplex.PotentialOf(_nodeOfGroup[group]) - _simplex.PotentialOf(ParentNode(group)), _groups.Pins[group] > _problem.Groups[group].Least);

    private static long Price(long price, bool leastSaysNothing) => leastSaysNothing ? Math.Max(0, price) : price;

    private static int[] PaperOfPair(AssignmentProblem problem)
    {
        var paperOf = new int[problem.PairCount];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            Array.Fill(paperOf, p, first, end - first);
        }

        return paperOf;
    }

    private int ReviewerNode(int reviewer) => _problem.Papers.Count + reviewer;

    private int ParentNode(int group) => _groups.Parent[group] == GroupPlan.NoGroup ? _problem.Groups[group].Paper : _nodeOfGroup[_groups.Parent[group]];

    private int Source(int pair) => _groups.Innermost(pair) is >= 0 and var group ? _nodeOfGroup[group] : _paperOf[pair];

    // The best candidates of each paper, papers in an order that the seed decides; equal values in an order that the seed decides too.
    private int[] Working()
    {
        var order = new int[_problem.Papers.Count];
        for (var p = 0; p < order.Length; p++)
        {
            order[p] = p;
        }

        Array.Sort(Array.ConvertAll(order, p => Mixed((ulong)p)), order);
        var working = new List<int>((int)Math.Min(_problem.PairCount, (long)_widening * order.Length));
        var best = new List<(long Value, ulong Tie, int Pair)>();
        foreach (var p in order)
        {
            best.Clear();
            var (first, end) = _problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (!_problem.IsPinned(pair) && _arcOf[pair] != Forbidden)
                {
                    best.Add((-_value[pair], Mixed((ulong)pair), pair));
                }
            }

            best.Sort();
            for (var i = 0; i < best.Count; i++)
            {
                if (i < _widening)
                {
                    working.Add(best[i].Pair);
                }
                else
                {
                    _left++;
                }
            }
        }

        return [.. working];
    }

    // SplitMix64, so that a seed means the same on every version of the runtime.
    private ulong Mixed(ulong number)
    {
        var z = (_seed * 0x9E3779B97F4A7C15) + (number * 0xD1B54A32D192ED03) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private int[] Supply()
    {
        var supply = new int[Hub + 1];
        for (var p = 0; p < _problem.Papers.Count; p++)
        {
            supply[p] = checked(_limits.PaperLeast[p] * _grid);
        }

        for (var r = 0; r < _problem.Reviewers.Count; r++)
        {
            supply[ReviewerNode(r)] = -checked(_limits.ReviewerLeast[r] * _grid);
        }

        foreach (var g in _groups.InNetwork)
        {
            supply[ParentNode(g)] -= checked(_groups.Least[g] * _grid);
            supply[_nodeOfGroup[g]] += checked(_groups.Least[g] * _grid);
        }

        return supply;
    }

    private void AddLimits()
    {
        int AddRange(int from, int to, int least, int most) => most > least ? _simplex.AddArc(from, to, checked((most - least) * _grid), 0) : NetworkSimplex.NoArc;
        for (var p = 0; p < _paperArc.Length; p++)
        {
            _paperArc[p] = AddRange(Hub, p, _limits.PaperLeast[p], _limits.PaperMost[p]);
        }

        for (var r = 0; r < _reviewerArc.Length; r++)
        {
            _reviewerArc[r] = AddRange(ReviewerNode(r), Hub, _limits.ReviewerLeast[r], _limits.ReviewerMost[r]);
        }

        Array.Fill(_groupArc, NetworkSimplex.NoArc);
        foreach (var g in _groups.InNetwork)
        {
            _groupArc[g] = AddRange(ParentNode(g), _nodeOfGroup[g], _groups.Least[g], _groups.Most[g]);
        }
    }

    private void Add(int pair)
    {
        _arcOf[pair] = _simplex.AddArc(Source(pair), ReviewerNode(_problem.ReviewerOf(pair)), _pairMost, -_value[pair]);
        _pairOf.Add(pair);
    }

    // A greedy assignment, and a tree on it whose prices are already near: a paper's is the value of its best reviewer whom it does not have, and a full
    // reviewer's what the least eager of their papers would lose.
    private void Start(int[] working)
    {
        var ranked = (int[])working.Clone();
        Array.Sort(Array.ConvertAll(ranked, pair => -_value[pair]), ranked);
        var paperRoom = Array.ConvertAll(_limits.PaperLeast, least => least * _grid);
        var reviewerRoom = Array.ConvertAll(_limits.ReviewerMost, most => most * _grid);
        var inGroup = new int[_groups.Most.Length];
        var used = new bool[_problem.PairCount];
        foreach (var pair in ranked)
        {
            var reviewer = _problem.ReviewerOf(pair);
            if (paperRoom[_paperOf[pair]] < _pairMost || reviewerRoom[reviewer] < _pairMost || !HasRoom(pair, inGroup))
            {
                continue;
            }

            paperRoom[_paperOf[pair]] -= _pairMost;
            reviewerRoom[reviewer] -= _pairMost;
            for (var g = _groups.Innermost(pair); g != GroupPlan.NoGroup; g = _groups.Parent[g])
            {
                inGroup[g] += _pairMost;
            }

            used[pair] = true;
            _simplex.SetStartFlow(_arcOf[pair], _pairMost);
        }

        Plant(working, used, reviewerRoom);
    }

    private bool HasRoom(int pair, int[] inGroup)
    {
        for (var g = _groups.Innermost(pair); g != GroupPlan.NoGroup; g = _groups.Parent[g])
        {
            if (inGroup[g] + _pairMost > _groups.Most[g] * _grid)
            {
                return false;
            }
        }

        return true;
    }

    private void Plant(int[] working, bool[] used, int[] reviewerRoom)
    {
        var hang = new int[Hub + 1];
        Array.Fill(hang, NetworkSimplex.NoArc);
        var order = new List<int>(Hub);
        var excess = Supply();
        var isFull = new bool[_reviewerArc.Length];
        for (var r = 0; r < _reviewerArc.Length; r++)
        {
            var load = (_limits.ReviewerMost[r] * _grid) - reviewerRoom[r];
            var above = load - (_limits.ReviewerLeast[r] * _grid);
            isFull[r] = reviewerRoom[r] == 0 && above >= 0;
            if (_reviewerArc[r] != NetworkSimplex.NoArc)
            {
                _simplex.SetStartFlow(_reviewerArc[r], Math.Max(0, above));
                hang[ReviewerNode(r)] = isFull[r] || above < 0 ? NetworkSimplex.NoArc : _reviewerArc[r];
            }

            if (!isFull[r])
            {
                order.Add(ReviewerNode(r));
            }
        }

        var best = new int[Hub];
        Array.Fill(best, NoPair);
        foreach (var pair in working)
        {
            var source = Source(pair);
            if (used[pair])
            {
                excess[source] -= _pairMost;
            }
            else if (!isFull[_problem.ReviewerOf(pair)] && (best[source] < 0 || _value[pair] > _value[best[source]]))
            {
                best[source] = pair;
            }
        }

        // Smaller groups come before those around them: what a group passes on is known when its own turn comes.
        for (var i = _groups.InNetwork.Count - 1; i >= 0; i--)
        {
            var g = _groups.InNetwork[i];
            var above = Math.Clamp(-excess[_nodeOfGroup[g]], 0, (_groups.Most[g] - _groups.Least[g]) * _grid);
            if (above > 0)
            {
                _simplex.SetStartFlow(_groupArc[g], above);
                hang[_nodeOfGroup[g]] = _groupArc[g];
                excess[ParentNode(g)] -= above;
                excess[_nodeOfGroup[g]] += above;
            }
        }

        var price = new long[Hub];
        void HangSource(int node)
        {
            // What is not balanced needs an artificial arc; a group that takes more than its least hangs from its paper already.
            if (excess[node] != 0)
            {
                hang[node] = NetworkSimplex.NoArc;
                price[node] = excess[node] > 0 ? -_simplex.Penalty : _simplex.Penalty;
            }
            else if (hang[node] == NetworkSimplex.NoArc && best[node] >= 0)
            {
                hang[node] = _arcOf[best[node]];
                price[node] = _value[best[node]];
            }

            order.Add(node);
        }

        for (var p = 0; p < _paperArc.Length; p++)
        {
            HangSource(p);
        }

        foreach (var g in _groups.InNetwork)
        {
            price[_nodeOfGroup[g]] = price[ParentNode(g)];
            HangSource(_nodeOfGroup[g]);
        }

        var marginal = new long[_reviewerArc.Length];
        foreach (var pair in working)
        {
            var r = _problem.ReviewerOf(pair);
            if (used[pair] && isFull[r] && (hang[ReviewerNode(r)] == NetworkSimplex.NoArc || _value[pair] - price[Source(pair)] < marginal[r]))
            {
                hang[ReviewerNode(r)] = _arcOf[pair];
                marginal[r] = _value[pair] - price[Source(pair)];
            }
        }

        for (var r = 0; r < isFull.Length; r++)
        {
            if (isFull[r])
            {
                order.Add(ReviewerNode(r));
            }
        }

        _simplex.Plant(hang, [.. order]);
    }

    // Adds the pairs left out that could help at the present prices, the best ones first; false when there are none.
    private bool Widen()
    {
        if (_left == 0)
        {
            return false;
        }

        var helpful = new List<(long Reduced, int Pair)>();
        var before = _left;
        for (var p = 0; p < _problem.Papers.Count; p++)
        {
            helpful.Clear();
            var (first, end) = _problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (_arcOf[pair] == NetworkSimplex.NoArc && !_problem.IsPinned(pair)
                    && _simplex.ReducedCostOf(Source(pair), ReviewerNode(_problem.ReviewerOf(pair)), -_value[pair]) is < 0 and var reduced)
                {
                    helpful.Add((reduced, pair));
                }
            }

            if (helpful.Count > _widening)
            {
                helpful.Sort();
            }

            foreach (var (_, pair) in helpful.Take(_widening))
            {
                Add(pair);
                _left--;
            }
        }

        return _left < before;
    }
}
