namespace Workshop.Domain.Assignment;

/// <summary>
/// A primal network simplex for the transportation problem with lower and upper bounds on both sides, in integers. Nodes are the papers, the
/// reviewers and one hub; a pair is an arc paper → reviewer of capacity 1 and cost −weight; a paper's reviews above its least come by an arc
/// hub → paper, a reviewer's above theirs leave by an arc reviewer → hub. Strongly feasible spanning trees keep it from cycling; entering
/// arcs come from block search. Memory: 17 bytes a pair. Deterministic for a seed, which only decides between solutions of equal total.
/// Sources: Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 11; Cunningham, A network simplex method, 1976; Kovács, Minimum-cost
/// flow algorithms: an experimental evaluation, 2015 (block search, its size).
/// </summary>
internal sealed class NetworkSimplex
{
    private const sbyte AtLower = 1;
    private const sbyte InTree = 0;
    private const sbyte AtUpper = -1;
    private const int NoNode = -1;

    private readonly int _papers;
    private readonly int _hub;

    // Arcs: first the pairs in an order that the seed decides, then the slack arcs, then one artificial arc a node.
    private readonly int _pairArcs;
    private readonly int _realArcs;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int[] _cost;
    private readonly sbyte[] _state;
    private readonly int[] _pairOf;
    private readonly int[] _slackCapacity;
    private readonly long _artificialCost;

    // The spanning tree, hung from the hub. The arc to the parent carries the flow; all other flows are read off the states.
    private readonly int[] _parent;
    private readonly int[] _parentArc;
    private readonly bool[] _pointsUp;
    private readonly int[] _flow;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _previousSibling;
    private readonly int[] _depth;
    private readonly long[] _potential;

    private int _nextArc;

    public NetworkSimplex(AssignmentProblem problem, int[] paperLeast, int[] paperMost, int[] reviewerLeast, int[] reviewerMost, ulong seed)
    {
        _papers = problem.Papers.Count;
        _hub = _papers + problem.Reviewers.Count;
        var pairs = new List<int>(problem.PairCount);
        var slack = new List<(int From, int To, int Capacity)>();
        var largest = 0L;
        for (var p = 0; p < _papers; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                if (!problem.IsPinned(pair))
                {
                    pairs.Add(pair);
                    largest = Math.Max(largest, Math.Abs(problem.WeightOf(pair)));
                }
            }

            if (paperMost[p] > paperLeast[p])
            {
                slack.Add((_hub, p, paperMost[p] - paperLeast[p]));
            }
        }

        for (var r = 0; r < problem.Reviewers.Count; r++)
        {
            if (reviewerMost[r] > reviewerLeast[r])
            {
                slack.Add((_papers + r, _hub, reviewerMost[r] - reviewerLeast[r]));
            }
        }

        _pairArcs = pairs.Count;
        _realArcs = pairs.Count + slack.Count;
        _from = new int[_realArcs];
        _to = new int[_realArcs];
        _cost = new int[_realArcs];
        _state = new sbyte[_realArcs];
        Array.Fill(_state, AtLower);
        _pairOf = [.. pairs];
        Shuffle(_pairOf, seed);
        var paperOf = PaperOfPair(problem);
        for (var arc = 0; arc < _pairArcs; arc++)
        {
            _from[arc] = paperOf[_pairOf[arc]];
            _to[arc] = _papers + problem.ReviewerOf(_pairOf[arc]);
            _cost[arc] = -problem.WeightOf(_pairOf[arc]);
        }

        _slackCapacity = new int[slack.Count];
        for (var i = 0; i < slack.Count; i++)
        {
            (_from[_pairArcs + i], _to[_pairArcs + i], _slackCapacity[i]) = slack[i];
        }

        var nodes = _hub + 1;
        // Dearer than any path of pairs, so that no artificial arc stays in use when the papers can be served without.
        _artificialCost = (largest + 1) * nodes;
        _parent = new int[nodes];
        _parentArc = new int[nodes];
        _pointsUp = new bool[nodes];
        _flow = new int[nodes];
        _firstChild = new int[nodes];
        _nextSibling = new int[nodes];
        _previousSibling = new int[nodes];
        _depth = new int[nodes];
        _potential = new long[nodes];
        PlantTree(paperLeast, reviewerLeast);
    }

    public long Pivots { get; private set; }

    /// <summary>Reviews that the least demands ask for and that no allowed pair carries yet; 0 at the end when the problem is possible.</summary>
    public long Unplaced
    {
        get
        {
            var unplaced = 0L;
            for (var node = 0; node < _hub; node++)
            {
                if (_parentArc[node] >= _realArcs)
                {
                    unplaced += _flow[node];
                }
            }

            return unplaced;
        }
    }

    public long PaperPrice(int paper) => _potential[paper];

    public long ReviewerPrice(int reviewer) => -_potential[_papers + reviewer];

    /// <summary>The pairs in use, by their number in the problem, in rising order.</summary>
    public int[] UsedPairs()
    {
        var used = new List<int>();
        for (var arc = 0; arc < _pairArcs; arc++)
        {
            if (_state[arc] == AtUpper)
            {
                used.Add(_pairOf[arc]);
            }
        }

        for (var node = 0; node < _hub; node++)
        {
            if (_parentArc[node] < _pairArcs && _flow[node] == 1)
            {
                used.Add(_pairOf[_parentArc[node]]);
            }
        }

        used.Sort();
        return [.. used];
    }

    /// <summary>Pivots until no arc improves the total. <paramref name="report"/> is called every <paramref name="every"/> pivots.</summary>
    public void Run(Action report, int every, CancellationToken cancel)
    {
        while (FindEntering(out var entering))
        {
            cancel.ThrowIfCancellationRequested();
            Pivot(entering);
            Pivots++;
            if (Pivots % every == 0)
            {
                report();
            }
        }
    }

    private void PlantTree(int[] paperLeast, int[] reviewerLeast)
    {
        Array.Fill(_parent, NoNode);
        Array.Fill(_firstChild, NoNode);
        Array.Fill(_nextSibling, NoNode);
        Array.Fill(_previousSibling, NoNode);
        for (var node = 0; node < _hub; node++)
        {
            var isPaper = node < _papers;
            var least = isPaper ? paperLeast[node] : reviewerLeast[node - _papers];
            // A reviewer's minimum flows in from the hub until papers take its place; an unused arc must point up (strong feasibility).
            _flow[node] = least;
            _parentArc[node] = _realArcs + node;
            _pointsUp[node] = isPaper || least == 0;
            _depth[node] = 1;
            _potential[node] = _pointsUp[node] ? -_artificialCost : _artificialCost;
            Hang(node, _hub);
        }

        // A reviewer without minimum hangs from their own slack arc: nothing artificial to drive out.
        for (var arc = _pairArcs; arc < _realArcs; arc++)
        {
            var node = _from[arc];
            if (node != _hub && _flow[node] == 0)
            {
                _parentArc[node] = arc;
                _state[arc] = InTree;
                _potential[node] = 0;
            }
        }
    }

    // Looks through the arcs in blocks, going on where it stopped, and takes the best arc of the first block that has a good one.
    private bool FindEntering(out int entering)
    {
        var block = Math.Max(32, (int)Math.Sqrt(_realArcs));
        var left = block;
        var best = 0L;
        entering = -1;
        var arc = _nextArc;
        for (var seen = 0; seen < _realArcs; seen++)
        {
            if (arc == _realArcs)
            {
                arc = 0;
            }

            var gain = _state[arc] * (_cost[arc] + _potential[_from[arc]] - _potential[_to[arc]]);
            if (gain < best)
            {
                best = gain;
                entering = arc;
            }

            arc++;
            if (--left == 0)
            {
                if (best < 0)
                {
                    break;
                }

                left = block;
            }
        }

        _nextArc = arc;
        return best < 0;
    }

    private void Pivot(int entering)
    {
        // Flow is pushed from `first` to `second` along the entering arc, then up from `second` to where the paths meet, and down to `first`.
        var forward = _state[entering] == AtLower;
        var first = forward ? _from[entering] : _to[entering];
        var second = forward ? _to[entering] : _from[entering];
        var meeting = Meeting(first, second);
        var push = Capacity(entering);
        var leavingNode = NoNode;
        var leavesOnFirstSide = false;

        // Of the arcs that block first, the last in the direction of the push leaves: that keeps the tree strongly feasible.
        for (var node = first; node != meeting; node = _parent[node])
        {
            var room = _pointsUp[node] ? _flow[node] : Capacity(_parentArc[node]) - _flow[node];
            if (room < push)
            {
                push = room;
                leavingNode = node;
                leavesOnFirstSide = true;
            }
        }

        for (var node = second; node != meeting; node = _parent[node])
        {
            var room = _pointsUp[node] ? Capacity(_parentArc[node]) - _flow[node] : _flow[node];
            if (room <= push)
            {
                push = room;
                leavingNode = node;
                leavesOnFirstSide = false;
            }
        }

        if (push > 0)
        {
            for (var node = first; node != meeting; node = _parent[node])
            {
                _flow[node] += _pointsUp[node] ? -push : push;
            }

            for (var node = second; node != meeting; node = _parent[node])
            {
                _flow[node] += _pointsUp[node] ? push : -push;
            }
        }

        if (leavingNode == NoNode)
        {
            _state[entering] = (sbyte)-_state[entering];
            return;
        }

        var leaving = _parentArc[leavingNode];
        if (leaving < _realArcs)
        {
            _state[leaving] = _flow[leavingNode] == 0 ? AtLower : AtUpper;
        }

        var reduced = _cost[entering] + _potential[_from[entering]] - _potential[_to[entering]];
        var flow = forward ? push : Capacity(entering) - push;
        _state[entering] = InTree;
        var root = leavesOnFirstSide ? first : second;
        Rehang(root, leavesOnFirstSide ? second : first, leavingNode, entering, flow);
        // The entering arc's reduced cost must become 0.
        ShiftSubtree(root, root == _from[entering] ? -reduced : reduced);
    }

    private int Meeting(int a, int b)
    {
        while (a != b)
        {
            if (_depth[a] >= _depth[b])
            {
                a = _parent[a];
            }
            else
            {
                b = _parent[b];
            }
        }

        return a;
    }

    // Turns the path from `node` up to `top` around, and hangs `node` from `newParent` by the entering arc.
    private void Rehang(int node, int newParent, int top, int arc, int flow)
    {
        var up = _from[arc] == node;
        while (true)
        {
            var oldParent = _parent[node];
            var oldArc = _parentArc[node];
            var oldUp = _pointsUp[node];
            var oldFlow = _flow[node];
            Cut(node);
            _parentArc[node] = arc;
            _pointsUp[node] = up;
            _flow[node] = flow;
            Hang(node, newParent);
            if (node == top)
            {
                return;
            }

            newParent = node;
            node = oldParent;
            arc = oldArc;
            up = !oldUp;
            flow = oldFlow;
        }
    }

    private void ShiftSubtree(int root, long shift)
    {
        var node = root;
        while (true)
        {
            _potential[node] += shift;
            _depth[node] = _depth[_parent[node]] + 1;
            if (_firstChild[node] != NoNode)
            {
                node = _firstChild[node];
                continue;
            }

            while (node != root && _nextSibling[node] == NoNode)
            {
                node = _parent[node];
            }

            if (node == root)
            {
                return;
            }

            node = _nextSibling[node];
        }
    }

    private void Cut(int node)
    {
        var previous = _previousSibling[node];
        var next = _nextSibling[node];
        if (previous == NoNode)
        {
            _firstChild[_parent[node]] = next;
        }
        else
        {
            _nextSibling[previous] = next;
        }

        if (next != NoNode)
        {
            _previousSibling[next] = previous;
        }
    }

    private void Hang(int node, int parent)
    {
        var next = _firstChild[parent];
        _parent[node] = parent;
        _previousSibling[node] = NoNode;
        _nextSibling[node] = next;
        _firstChild[parent] = node;
        if (next != NoNode)
        {
            _previousSibling[next] = node;
        }
    }

    private int Capacity(int arc) => arc < _pairArcs ? 1 : arc < _realArcs ? _slackCapacity[arc - _pairArcs] : int.MaxValue;

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

    // Fisher and Yates with SplitMix64, so that a seed means the same on every version of the runtime.
    private static void Shuffle(int[] values, ulong seed)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            seed += 0x9E3779B97F4A7C15;
            var z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            var j = (int)(z % (ulong)(i + 1));
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
