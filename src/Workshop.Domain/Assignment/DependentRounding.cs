namespace Workshop.Domain.Assignment;

/// <summary>
/// Draws a whole flow from a fractional one. In a flow that balances at every node, with whole supplies, no node has a single fractional arc; so there is
/// always a cycle of them, along which some can be raised by as much as the others are lowered. Which way is drawn so that every arc keeps its expectation,
/// and each step makes an arc whole. At the end every arc carries its flow rounded down or up, so every whole limit holds, and the expectation of each is its
/// fractional flow, exactly: the draws are whole numbers.
/// Source: Gandhi, Khuller, Parthasarathy and Srinivasan, Dependent rounding and its applications to approximation algorithms, 2006; the paths of their
/// bipartite graphs close to cycles here through the hub of the network.
/// </summary>
internal sealed class DependentRounding
{
    private readonly int _grid;
    private readonly int[] _flow;
    private readonly (int From, int To, int Flow, int Pair)[] _arcs;
    private readonly Dictionary<int, List<int>> _at = [];
    private ulong _state;

    public DependentRounding(IReadOnlyList<(int From, int To, int Flow, int Pair)> arcs, int grid, ulong seed)
    {
        _arcs = [.. arcs];
        _grid = grid;
        _state = seed;
        _flow = Array.ConvertAll(_arcs, arc => arc.Flow);
        for (var arc = 0; arc < _arcs.Length; arc++)
        {
            if (_flow[arc] % grid != 0)
            {
                At(_arcs[arc].From).Add(arc);
                At(_arcs[arc].To).Add(arc);
            }
        }
    }

    /// <summary>The pairs that are drawn, in no order. Once for each instance.</summary>
    public List<int> Draw(CancellationToken cancel)
    {
        // A walk over fractional arcs that never turns back on the arc it came by, until it meets itself.
        var path = new List<(int Arc, bool Forward)>();
        var nodes = new List<int>();
        var place = new Dictionary<int, int>();
        foreach (var start in _at.Keys.Order().ToList())
        {
            while (Fractional(start, -1) is not null)
            {
                path.Clear();
                nodes.Clear();
                place.Clear();
                var node = start;
                while (!place.ContainsKey(node))
                {
                    cancel.ThrowIfCancellationRequested();
                    place[node] = nodes.Count;
                    nodes.Add(node);
                    var arc = Fractional(node, path.Count > 0 ? path[^1].Arc : -1)
                        ?? throw new InvalidOperationException("A node of a balanced flow has a single fractional arc.");
                    var forward = _arcs[arc].From == node;
                    path.Add((arc, forward));
                    node = forward ? _arcs[arc].To : _arcs[arc].From;
                }

                Round(path, place[node]);
            }
        }

        var drawn = new List<int>();
        for (var arc = 0; arc < _arcs.Length; arc++)
        {
            if (_arcs[arc].Pair >= 0 && _flow[arc] > 0)
            {
                drawn.Add(_arcs[arc].Pair);
            }
        }

        return drawn;
    }

    // Raises the cycle's forward arcs by `up` with probability down/(up + down), else lowers them by `down`: nobody's expectation changes.
    private void Round(List<(int Arc, bool Forward)> path, int first)
    {
        var up = _grid;
        var down = _grid;
        for (var i = first; i < path.Count; i++)
        {
            var above = _flow[path[i].Arc] % _grid;
            up = Math.Min(up, path[i].Forward ? _grid - above : above);
            down = Math.Min(down, path[i].Forward ? above : _grid - above);
        }

        var change = Below((uint)(up + down)) < (uint)down ? up : -down;
        for (var i = first; i < path.Count; i++)
        {
            _flow[path[i].Arc] += path[i].Forward ? change : -change;
        }
    }

    // Arcs that have become whole are dropped when they are met.
    private int? Fractional(int node, int other)
    {
        var arcs = At(node);
        for (var i = arcs.Count - 1; i >= 0; i--)
        {
            if (_flow[arcs[i]] % _grid == 0)
            {
                arcs[i] = arcs[^1];
                arcs.RemoveAt(arcs.Count - 1);
            }
            else if (arcs[i] != other)
            {
                return arcs[i];
            }
        }

        return null;
    }

    private List<int> At(int node)
    {
        if (!_at.TryGetValue(node, out var arcs))
        {
            _at.Add(node, arcs = []);
        }

        return arcs;
    }

    // Every number below the limit with the same probability: what would favour small ones is drawn again. SplitMix64.
    private uint Below(uint limit)
    {
        while (true)
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            var number = (uint)(z >> 32);
            if (number < uint.MaxValue - (uint.MaxValue % limit))
            {
                return number % limit;
            }
        }
    }
}
