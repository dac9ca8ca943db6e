namespace Workshop.Domain.Programme;

/// <summary>Looks for the blocks of all talks. What stands nowhere costs more than any order among the others can gain, the first talks most.</summary>
internal sealed class ArrangementSearch
{
    private const double Gain = 1e-10;

    private readonly ArrangementGraph _graph;
    private readonly int[] _limits;
    private readonly CancellationToken _cancel;
    private readonly ulong _seed;
    private readonly int _talks;
    private readonly int _nowhere;
    private readonly int[] _free;
    private readonly int[] _blockOf;
    private readonly int[] _used;
    private readonly double[] _placed;

    // For each talk and block, what the talk has in common with those in the block.
    private readonly double[] _sums;

    public ArrangementSearch(ArrangementGraph graph, int[] limits, ulong seed, CancellationToken cancel)
    {
        (_graph, _limits, _seed, _cancel) = (graph, limits, seed, cancel);
        (_talks, _nowhere) = (graph.Size, graph.Nowhere);
        _free = [.. Enumerable.Range(0, _talks).Where(talk => graph.Pins[talk] < 0)];
        _blockOf = new int[_talks];
        _used = new int[_nowhere + 1];
        _sums = new double[_talks * (_nowhere + 1)];

        // One talk more always counts more than which ones; which ones more than with whom.
        var unit = 4.0 * (1 + (graph.Spread * _talks));
        _placed = [.. Enumerable.Range(0, _talks).Select(talk => unit * (((double)_talks * _talks) + _talks - talk))];
    }

    public (int[] BlockOf, double Value) Run()
    {
        var best = Array.Empty<int>();
        var most = double.NegativeInfinity;
        for (var start = 0; start < (_talks <= 100 ? 4 : 2); start++)
        {
            var choice = new SeededChoice(_seed + ((ulong)start * 0x5851F42D4C957F2D));
            Build(start == 0 ? null : choice);
            if (start > 0)
            {
                Anneal(choice);
            }

            while (MoveOnce() | SwapOnce())
            {
                _cancel.ThrowIfCancellationRequested();
            }

            var value = _graph.Value(_blockOf) + _free.Where(talk => _blockOf[talk] != _nowhere).Sum(talk => _placed[talk]);
            if (value > most + Gain)
            {
                (best, most) = ([.. _blockOf], value);
            }
        }

        return (best, most);
    }

    /// <summary>The pinned ones, then one after another where it fits best, those with the fewest places first.</summary>
    private void Build(SeededChoice? shuffle)
    {
        Array.Fill(_blockOf, _nowhere);
        Array.Clear(_used);
        Array.Clear(_sums);
        foreach (var talk in Enumerable.Range(0, _talks).Where(talk => _graph.Pins[talk] >= 0))
        {
            Put(talk, _graph.Pins[talk]);
        }

        int[] order = [.. _free];
        if (shuffle is { } choice)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = choice.Below(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }
        }

        foreach (var talk in order.OrderBy(talk => _graph.PlacesOf(talk)).ThenByDescending(talk => _graph.SamePresenter[talk].Length > 0).ThenByDescending(talk => _graph.Sizes[talk]))
        {
            var (best, most) = (_nowhere, double.NegativeInfinity);
            for (var block = 0; block < _nowhere; block++)
            {
                if (Fits(talk, block, 0) && IsAllowed(talk, block, -1))
                {
                    // Of two that are equally close, the one that is emptier: the others still have to come.
                    var value = Common(talk, block) - (Gain * _used[block]);
                    (best, most) = value > most ? (block, value) : (best, most);
                }
            }

            if (best != _nowhere)
            {
                Put(talk, best);
            }
        }
    }

    private void Anneal(SeededChoice choice)
    {
        if (_free.Length < 2 || _nowhere == 0 || _graph.Spread == 0)
        {
            return;
        }

        var steps = Math.Clamp(3000 * _free.Length, 20_000, 1_200_000);
        var (hot, cold) = (1.5 * _graph.Spread, 0.02 * _graph.Spread);
        var temperature = hot;
        var cooling = Math.Pow(cold / hot, 1.0 / (steps / 128));
        for (var step = 0; step < steps; step++)
        {
            if (step % 128 == 0)
            {
                temperature *= cooling;
                _cancel.ThrowIfCancellationRequested();
            }

            var talk = _free[choice.Below(_free.Length)];
            if (choice.Share() < 0.3)
            {
                var block = choice.Below(_nowhere);
                if (block != _blockOf[talk] && Fits(talk, block, 0) && IsAllowed(talk, block, -1) && Accepts(MoveGain(talk, block), temperature, ref choice))
                {
                    Move(talk, block);
                }
            }
            else
            {
                var other = _free[choice.Below(_free.Length)];
                if (CanSwap(talk, other) && Accepts(SwapGain(talk, other), temperature, ref choice))
                {
                    Swap(talk, other);
                }
            }
        }
    }

    private static bool Accepts(double gain, double temperature, ref SeededChoice choice) => gain >= 0 || choice.Share() < Math.Exp(gain / temperature);

    private bool MoveOnce()
    {
        var changed = false;
        foreach (var talk in _free)
        {
            for (var block = 0; block < _nowhere; block++)
            {
                if (block != _blockOf[talk] && Fits(talk, block, 0) && IsAllowed(talk, block, -1) && MoveGain(talk, block) > Gain)
                {
                    Move(talk, block);
                    changed = true;
                }
            }
        }

        return changed;
    }

    private bool SwapOnce()
    {
        var changed = false;
        for (var i = 0; i < _free.Length; i++)
        {
            for (var j = i + 1; j < _free.Length; j++)
            {
                if (CanSwap(_free[i], _free[j]) && SwapGain(_free[i], _free[j]) > Gain)
                {
                    Swap(_free[i], _free[j]);
                    changed = true;
                }
            }
        }

        return changed;
    }

    private bool Fits(int talk, int block, int leaving) => block == _nowhere || _used[block] - leaving + _graph.Sizes[talk] <= _limits[block];

    /// <param name="leaving">A talk that makes room; −1 for none.</param>
    private bool IsAllowed(int talk, int block, int leaving)
    {
        if (!_graph.MayBe(talk, block))
        {
            return false;
        }

        foreach (var other in _graph.SamePresenter[talk])
        {
            if (other != leaving && _graph.AreParallel(_blockOf[other], block))
            {
                return false;
            }
        }

        return true;
    }

    private bool CanSwap(int one, int other)
    {
        var (a, b) = (_blockOf[one], _blockOf[other]);
        return a != b && Fits(one, b, _graph.Sizes[other]) && Fits(other, a, _graph.Sizes[one]) && IsAllowed(one, b, other) && IsAllowed(other, a, one);
    }

    private double MoveGain(int talk, int block) => Common(talk, block) - Common(talk, _blockOf[talk]) + Placing(talk, _blockOf[talk], block);

    private double SwapGain(int one, int other)
    {
        var (a, b) = (_blockOf[one], _blockOf[other]);
        var gain = Common(one, b) - Common(one, a) + Common(other, a) - Common(other, b) + Placing(one, a, b) + Placing(other, b, a);

        // Both sums still see the other one where it was; the pair itself stays as far apart as before.
        return gain - ((_graph.Weight(a, a) + _graph.Weight(b, b) - (2 * _graph.Weight(a, b))) * _graph.BeyondMean(one, other));
    }

    /// <summary>Exactly zero between two blocks: beside these numbers what talks have in common would drown.</summary>
    private double Placing(int talk, int from, int to) => (from == _nowhere, to == _nowhere) switch
    {
        (true, false) => _placed[talk],
        (false, true) => -_placed[talk],
        _ => 0,
    };

    private double Common(int talk, int block)
    {
        if (block == _nowhere)
        {
            return 0;
        }

        var sums = _sums.AsSpan(talk * (_nowhere + 1), _nowhere + 1);
        var parallel = 0.0;
        foreach (var other in _graph.ParallelTo(block))
        {
            parallel += sums[other];
        }

        return sums[block] + (ArrangementGraph.ParallelWeight * parallel);
    }

    private void Swap(int one, int other)
    {
        var (a, b) = (_blockOf[one], _blockOf[other]);
        Move(one, b);
        Move(other, a);
    }

    private void Move(int talk, int block)
    {
        var from = _blockOf[talk];
        _used[from] -= _graph.Sizes[talk];
        var common = _graph.BeyondMean(talk);
        for (var i = 0; i < common.Length; i++)
        {
            _sums[(i * (_nowhere + 1)) + from] -= common[i];
        }

        Put(talk, block);
    }

    private void Put(int talk, int block)
    {
        _blockOf[talk] = block;
        _used[block] += _graph.Sizes[talk];
        var common = _graph.BeyondMean(talk);
        for (var i = 0; i < common.Length; i++)
        {
            _sums[(i * (_nowhere + 1)) + block] += common[i];
        }
    }
}
