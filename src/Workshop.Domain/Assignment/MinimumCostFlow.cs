namespace Workshop.Domain.Assignment;

/// <summary>
/// A cheapest flow that respects lower and upper limits, in whole numbers; costs are not below 0. Primal-dual: shortest ways by Dijkstra give prices, then as much as possible flows along ways that
/// are free at these prices (Dinic). Exact and deterministic. It shares nothing with the simplex: it is for few changes in large networks, most of whose arcs are free.
/// Sources: Ahuja, Magnanti and Orlin, Network Flows, 1993, sections 9.7 and 9.8; Dinic, 1970.
/// </summary>
internal sealed class MinimumCostFlow(int nodes)
{
    private readonly List<int> _to = [];
    private readonly List<int> _room = [];
    private readonly List<long> _cost = [];
    private readonly List<int>[] _arcs = [.. Enumerable.Range(0, nodes + 2).Select(_ => new List<int>())];
    private readonly int[] _surplus = new int[nodes];
    private readonly int[] _forced = new int[nodes];

    /// <summary>Adds an arc and answers its number, for <see cref="Flow"/>.</summary>
    public int Add(int from, int to, int least, int most, long cost)
    {
        _forced[from] -= least;
        _forced[to] += least;
        return Link(from, to, most - least, cost);
    }

    /// <summary>What flows along an arc above its lower limit.</summary>
    public int Flow(int arc) => _room[arc ^ 1];

    /// <summary>False when the limits cannot be met.</summary>
    /// <exception cref="OperationCanceledException">The caller lost interest.</exception>
    public bool Solve(CancellationToken cancel)
    {
        var (source, sink) = (nodes, nodes + 1);
        var left = 0L;
        for (var node = 0; node < nodes; node++)
        {
            _surplus[node] = _forced[node];
            if (_surplus[node] > 0)
            {
                Link(source, node, _surplus[node], 0);
                left += _surplus[node];
            }
            else if (_surplus[node] < 0)
            {
                Link(node, sink, -_surplus[node], 0);
            }
        }

        var price = new long[nodes + 2];
        while (left > 0)
        {
            if (!Reprice(source, sink, price, cancel))
            {
                return false;
            }

            while (Levels(source, sink, price) is { } level)
            {
                cancel.ThrowIfCancellationRequested();
                left -= Fill(source, sink, price, level);
            }
        }

        return true;
    }

    private int Link(int from, int to, int room, long cost)
    {
        var arc = _to.Count;
        _to.Add(to);
        _to.Add(from);
        _room.Add(room);
        _room.Add(0);
        _cost.Add(cost);
        _cost.Add(-cost);
        _arcs[from].Add(arc);
        _arcs[to].Add(arc + 1);
        return arc;
    }

    // Dijkstra with the prices so far; false when the sink cannot be reached.
    private bool Reprice(int source, int sink, long[] price, CancellationToken cancel)
    {
        var distance = new long[price.Length];
        Array.Fill(distance, long.MaxValue);
        var done = new bool[price.Length];
        var queue = new PriorityQueue<int, long>();
        distance[source] = 0;
        queue.Enqueue(source, 0);
        while (queue.TryDequeue(out var node, out _))
        {
            if (done[node])
            {
                continue;
            }

            cancel.ThrowIfCancellationRequested();
            done[node] = true;
            foreach (var arc in _arcs[node])
            {
                var next = distance[node] + _cost[arc] + price[node] - price[_to[arc]];
                if (_room[arc] > 0 && next < distance[_to[arc]])
                {
                    distance[_to[arc]] = next;
                    queue.Enqueue(_to[arc], next);
                }
            }
        }

        if (distance[sink] == long.MaxValue)
        {
            return false;
        }

        for (var node = 0; node < price.Length; node++)
        {
            // Beyond the sink nothing needs to be dearer than it.
            price[node] += Math.Min(distance[node], distance[sink]);
        }

        return true;
    }

    private bool IsFree(int node, int arc, long[] price) => _room[arc] > 0 && _cost[arc] + price[node] - price[_to[arc]] == 0;

    private int[]? Levels(int source, int sink, long[] price)
    {
        var level = new int[price.Length];
        Array.Fill(level, -1);
        level[source] = 0;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var arc in _arcs[node])
            {
                if (level[_to[arc]] < 0 && IsFree(node, arc, price))
                {
                    level[_to[arc]] = level[node] + 1;
                    queue.Enqueue(_to[arc]);
                }
            }
        }

        return level[sink] < 0 ? null : level;
    }

    // Pushes along ways that go up one level at each step until there is none; depth first, without recursion.
    private long Fill(int source, int sink, long[] price, int[] level)
    {
        var pushed = 0L;
        var next = new int[price.Length];
        var way = new List<int>();
        var node = source;
        while (true)
        {
            if (node == sink)
            {
                var push = way.Min(arc => _room[arc]);
                foreach (var arc in way)
                {
                    _room[arc] -= push;
                    _room[arc ^ 1] += push;
                }

                pushed += push;
                way.Clear();
                node = source;
                continue;
            }

            if (next[node] == _arcs[node].Count)
            {
                if (node == source)
                {
                    return pushed;
                }

                // A dead end: step back and never come here again.
                var last = way[^1];
                way.RemoveAt(way.Count - 1);
                node = _to[last ^ 1];
                next[node]++;
                continue;
            }

            var step = _arcs[node][next[node]];
            if (level[_to[step]] == level[node] + 1 && IsFree(node, step, price))
            {
                way.Add(step);
                node = _to[step];
            }
            else
            {
                next[node]++;
            }
        }
    }
}
