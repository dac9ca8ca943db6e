using System.Runtime.InteropServices;

namespace Workshop.Domain.Assignment;

/// <summary>
/// A primal network simplex in integers for flows of least cost. Every node but the last, the root, has a supply (a demand is negative); an arc carries
/// from 0 to its capacity. Strongly feasible spanning trees keep it from cycling; entering arcs come from block search. Arcs may be added and costs
/// changed between runs, and a run goes on from the tree that the last one left: that is what makes searching and widening cheap. Deterministic for an
/// order of the arcs. Memory: 25 bytes for each arc that there is room for, which is up to half as many again as there are once arcs were added, and 48 a node.
/// Sources: Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 11; Cunningham, A network simplex method, 1976; Kovács, Minimum-cost flow
/// algorithms: an experimental evaluation, 2015 (block search, its size).
/// </summary>
internal sealed class NetworkSimplex
{
    public const int NoArc = -1;

    private const sbyte AtLower = 1;
    private const sbyte InTree = 0;
    private const sbyte AtUpper = -1;
    private const int NoNode = -1;

    private readonly int _root;
    private readonly int[] _supply;
    private readonly long[] _potential;
    private readonly Branch[] _tree;
    private readonly long _artificialCost;

    private int _arcs;
    private int[] _from;
    private int[] _to;
    private int[] _capacity;
    private int[] _startFlow;
    private long[] _cost;
    private sbyte[] _state;
    private int _nextArc;

    /// <summary>
    /// The last of the <paramref name="supply"/> belongs to the root and is not read: the root gives and takes what the others leave.
    /// <paramref name="largestCost"/> is the largest absolute cost that an arc will ever have, penalties aside.
    /// </summary>
    public NetworkSimplex(int[] supply, int expectedArcs, long largestCost)
    {
        _supply = supply;
        _root = supply.Length - 1;
        // Dearer than any path of arcs, so that no artificial arc stays in use when the demands can be met without.
        Penalty = (largestCost + 1) * supply.Length;
        _artificialCost = Penalty;
        _potential = new long[supply.Length];
        _tree = new Branch[supply.Length];
        _from = new int[expectedArcs];
        _to = new int[expectedArcs];
        _capacity = new int[expectedArcs];
        _startFlow = new int[expectedArcs];
        _cost = new long[expectedArcs];
        _state = new sbyte[expectedArcs];
    }

    public long Pivots { get; private set; }

    /// <summary>More than any allowed solution can save: an arc that costs this much more is only used when there is no other way.</summary>
    public long Penalty { get; }

    public int ArcCount => _arcs;

    /// <summary>What the demands ask for and no arc carries yet; 0 at the end when the problem is possible.</summary>
    public long Unplaced
    {
        get
        {
            var unplaced = 0L;
            for (var node = 0; node < _root; node++)
            {
                if (_tree[node].Arc == NoArc)
                {
                    unplaced += _tree[node].Flow;
                }
            }

            return unplaced;
        }
    }

    public long PotentialOf(int node) => _potential[node];

    public long ReducedCostOf(int from, int to, long cost) => cost + _potential[from] - _potential[to];

    public int FlowOf(int arc) => _state[arc] switch
    {
        AtLower => 0,
        AtUpper => _capacity[arc],
        _ => _tree[_from[arc]].Arc == arc ? _tree[_from[arc]].Flow : _tree[_to[arc]].Flow,
    };

    /// <summary>An arc added before <see cref="Plant"/> may carry something from the start; one added later carries nothing.</summary>
    public int AddArc(int from, int to, int capacity, long cost, int startFlow = 0)
    {
        if (_arcs == _from.Length)
        {
            var size = (int)Math.Min(Array.MaxLength, (_arcs * 3L / 2) + 16);
            Array.Resize(ref _from, size);
            Array.Resize(ref _to, size);
            Array.Resize(ref _capacity, size);
            Array.Resize(ref _startFlow, size);
            Array.Resize(ref _cost, size);
            Array.Resize(ref _state, size);
        }

        var arc = _arcs++;
        _from[arc] = from;
        _to[arc] = to;
        _capacity[arc] = capacity;
        _startFlow[arc] = startFlow;
        _cost[arc] = cost;
        _state[arc] = AtLower;
        return arc;
    }

    public void SetStartFlow(int arc, int flow) => _startFlow[arc] = flow;

    /// <summary>Call <see cref="Refresh"/> before the next run.</summary>
    public void SetCost(int arc, long cost) => _cost[arc] = cost;

    /// <summary>
    /// Makes the first tree from the flows given so far. <paramref name="hang"/> names for each node the arc to its parent, or no arc for an artificial one
    /// to the root; <paramref name="order"/> lists the nodes so that parents come before children. A node whose supply the start flows do not balance
    /// must hang by an artificial arc, an arc that is neither empty nor full must be in the tree, an empty one must point to the root and a full one
    /// away from it: that is strong feasibility.
    /// </summary>
    public void Plant(int[] hang, int[] order)
    {
        var excess = new long[_supply.Length];
        for (var node = 0; node < _root; node++)
        {
            excess[node] = _supply[node];
        }

        for (var arc = 0; arc < _arcs; arc++)
        {
            excess[_from[arc]] -= _startFlow[arc];
            excess[_to[arc]] += _startFlow[arc];
            _state[arc] = _startFlow[arc] > 0 ? AtUpper : AtLower;
        }

        _tree[_root] = new Branch { Parent = NoNode, Arc = NoArc, FirstChild = NoNode, Next = NoNode, Previous = NoNode };
        foreach (var node in order)
        {
            ref var branch = ref _tree[node];
            branch.FirstChild = NoNode;
            branch.Arc = hang[node];
            if (hang[node] == NoArc)
            {
                branch.IsUp = excess[node] >= 0;
                branch.Flow = checked((int)Math.Abs(excess[node]));
                branch.Capacity = int.MaxValue;
                Hang(node, _root);
            }
            else
            {
                var arc = hang[node];
                branch.IsUp = _from[arc] == node;
                branch.Flow = _startFlow[arc];
                branch.Capacity = _capacity[arc];
                _state[arc] = InTree;
                Hang(node, branch.IsUp ? _to[arc] : _from[arc]);
            }
        }

        Refresh();
    }

    /// <summary>Computes the potentials anew, after costs were changed.</summary>
    public void Refresh()
    {
        var node = _tree[_root].FirstChild;
        while (node != NoNode)
        {
            ref var branch = ref _tree[node];
            var cost = branch.Arc == NoArc ? _artificialCost : _cost[branch.Arc];
            _potential[node] = _potential[branch.Parent] + (branch.IsUp ? -cost : cost);
            branch.Depth = _tree[branch.Parent].Depth + 1;
            node = NextInTree(node, _root);
        }
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

    // Looks through the arcs in blocks, going on where it stopped, and takes the best arc of the first block that has a good one.
    private bool FindEntering(out int entering)
    {
        var from = _from;
        var to = _to;
        var cost = _cost;
        var state = _state;
        var potential = _potential;
        var block = Math.Max(32, (int)Math.Sqrt(_arcs));
        var left = block;
        var best = 0L;
        entering = NoArc;
        var arc = _nextArc < _arcs ? _nextArc : 0;
        for (var seen = 0; seen < _arcs; seen++)
        {
            var gain = state[arc] * (cost[arc] + potential[from[arc]] - potential[to[arc]]);
            if (gain < best)
            {
                best = gain;
                entering = arc;
            }

            if (++arc == _arcs)
            {
                arc = 0;
            }

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
        var tree = _tree;
        var forward = _state[entering] == AtLower;
        var first = forward ? _from[entering] : _to[entering];
        var second = forward ? _to[entering] : _from[entering];
        var push = _capacity[entering];
        var leavingNode = NoNode;
        var leavesOnFirstSide = false;

        // Of the arcs that block first, the last in the direction of the push leaves: that keeps the tree strongly feasible. Both walks are made at
        // once, towards the node where they meet.
        var (a, b) = (first, second);
        while (a != b)
        {
            if (tree[a].Depth >= tree[b].Depth)
            {
                ref var branch = ref tree[a];
                var room = branch.IsUp ? branch.Flow : branch.Capacity - branch.Flow;
                if (room < push)
                {
                    push = room;
                    leavingNode = a;
                    leavesOnFirstSide = true;
                }

                a = branch.Parent;
            }
            else
            {
                ref var branch = ref tree[b];
                var room = branch.IsUp ? branch.Capacity - branch.Flow : branch.Flow;
                if (room <= push)
                {
                    push = room;
                    leavingNode = b;
                    leavesOnFirstSide = false;
                }

                b = branch.Parent;
            }
        }

        if (push > 0)
        {
            for (var node = first; node != a; node = tree[node].Parent)
            {
                tree[node].Flow += tree[node].IsUp ? -push : push;
            }

            for (var node = second; node != a; node = tree[node].Parent)
            {
                tree[node].Flow += tree[node].IsUp ? push : -push;
            }
        }

        if (leavingNode == NoNode)
        {
            _state[entering] = (sbyte)-_state[entering];
            return;
        }

        var leaving = tree[leavingNode].Arc;
        if (leaving != NoArc)
        {
            _state[leaving] = tree[leavingNode].Flow == 0 ? AtLower : AtUpper;
        }

        var reduced = _cost[entering] + _potential[_from[entering]] - _potential[_to[entering]];
        var flow = forward ? push : _capacity[entering] - push;
        _state[entering] = InTree;
        var root = leavesOnFirstSide ? first : second;
        Rehang(root, leavesOnFirstSide ? second : first, leavingNode, entering, flow);
        // The entering arc's reduced cost must become 0.
        ShiftSubtree(root, root == _from[entering] ? -reduced : reduced);
    }

    // Turns the path from `node` up to `top` around, and hangs `node` from `newParent` by the entering arc.
    private void Rehang(int node, int newParent, int top, int arc, int flow)
    {
        var up = _from[arc] == node;
        var capacity = _capacity[arc];
        while (true)
        {
            ref var branch = ref _tree[node];
            var old = branch;
            Cut(node);
            branch.Arc = arc;
            branch.IsUp = up;
            branch.Flow = flow;
            branch.Capacity = capacity;
            Hang(node, newParent);
            if (node == top)
            {
                return;
            }

            newParent = node;
            node = old.Parent;
            arc = old.Arc;
            up = !old.IsUp;
            flow = old.Flow;
            capacity = old.Capacity;
        }
    }

    private void ShiftSubtree(int top, long shift)
    {
        var tree = _tree;
        var node = top;
        while (node != NoNode)
        {
            _potential[node] += shift;
            tree[node].Depth = tree[tree[node].Parent].Depth + 1;
            node = NextInTree(node, top);
        }
    }

    // Depth first, parents before children; no node at the end of the subtree of `top`.
    private int NextInTree(int node, int top)
    {
        var tree = _tree;
        if (tree[node].FirstChild != NoNode)
        {
            return tree[node].FirstChild;
        }

        while (node != top)
        {
            if (tree[node].Next != NoNode)
            {
                return tree[node].Next;
            }

            node = tree[node].Parent;
        }

        return NoNode;
    }

    private void Cut(int node)
    {
        ref var branch = ref _tree[node];
        if (branch.Previous == NoNode)
        {
            _tree[branch.Parent].FirstChild = branch.Next;
        }
        else
        {
            _tree[branch.Previous].Next = branch.Next;
        }

        if (branch.Next != NoNode)
        {
            _tree[branch.Next].Previous = branch.Previous;
        }
    }

    private void Hang(int node, int parent)
    {
        ref var branch = ref _tree[node];
        branch.Parent = parent;
        branch.Previous = NoNode;
        branch.Next = _tree[parent].FirstChild;
        _tree[parent].FirstChild = node;
        if (branch.Next != NoNode)
        {
            _tree[branch.Next].Previous = node;
        }
    }

    /// <summary>A node's place in the spanning tree. The arc to the parent carries the flow; all other flows are read off the states. Together for the cache.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Branch
    {
        public int Parent;
        public int Arc;
        public int Flow;
        public int Capacity;
        public int Depth;
        public int FirstChild;
        public int Next;
        public int Previous;
        public bool IsUp;
    }
}
