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
    private readonly double _unit;

    // Where all talks are equally long, two never need the room of one.
    private readonly bool _isMixed;
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
        _isMixed = graph.Sizes.Distinct().Count() > 1;
        _unit = 4.0 * (1 + (graph.Spread * _talks));
        _placed = [.. Enumerable.Range(0, _talks).Select(talk => _unit * (((double)_talks * _talks) + _talks - talk))];
    }

    public (int[] BlockOf, double Value) Run()
    {
        var best = Array.Empty<int>();
        var most = double.NegativeInfinity;
        // Few talks are cheap to try again, and the fewer there are the more one in a wrong place matters.
        var starts = _talks <= 20 ? 24 : _talks <= 100 ? 4 : 2;
        for (var start = 0; start < starts; start++)
        {
            var choice = new SeededChoice(_seed + ((ulong)start * 0x5851F42D4C957F2D));
            Build(start == 0 ? null : choice);
            if (start > 0)
            {
                Anneal(choice);
            }

            while (MoveOnce() | SwapOnce() | (_isMixed && SwapTwoOnce()))
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
        if (_free.Length < 2 || _nowhere == 0)
        {
            return;
        }

        var steps = Math.Clamp(3000 * _free.Length, 20_000, 1_200_000);
        var spread = Math.Max(_graph.Spread, 1e-6);
        var (hot, cold) = (1.5 * spread, 0.02 * spread);
        var temperature = hot;
        var cooling = Math.Pow(cold / hot, 1.0 / (steps / 128));

        // Where not everything found a place, talks may leave theirs again for a while: two short ones can need the room of a long one. That cools down in half the time.
        var isCrowded = Array.Exists(_free, talk => _blockOf[talk] == _nowhere);
        var placing = isCrowded ? _unit * _talks * _talks : 0;
        var coolingPlacing = Math.Pow(0.05 / ((double)_talks * _talks), 2.0 / (steps / 128));
        for (var step = 0; step < steps; step++)
        {
            if (step % 128 == 0)
            {
                temperature *= cooling;
                placing *= coolingPlacing;
                _cancel.ThrowIfCancellationRequested();
            }

            var talk = _free[choice.Below(_free.Length)];
            var kind = choice.Share();
            if (_isMixed && kind < 0.25)
            {
                var one = _free[choice.Below(_free.Length)];
                var two = AnotherOf(_blockOf[one], choice.Below(_free.Length), one);
                if (two >= 0 && CanSwapTwo(talk, one, two) && Accepts(SwapTwoGain(talk, one, two), Warmth(_blockOf[talk], _blockOf[one]), ref choice))
                {
                    SwapTwo(talk, one, two);
                }
            }
            else if (isCrowded && kind < 0.4)
            {
                PushOn(talk, _free[choice.Below(_free.Length)], choice.Below(_nowhere + 1), Math.Max(temperature, placing), ref choice);
            }
            else if (kind < 0.6)
            {
                var block = choice.Below(isCrowded ? _nowhere + 1 : _nowhere);
                if (block != _blockOf[talk] && Fits(talk, block, 0) && IsAllowed(talk, block, -1) && Accepts(MoveGain(talk, block), Warmth(_blockOf[talk], block), ref choice))
                {
                    Move(talk, block);
                }
            }
            else
            {
                var other = _free[choice.Below(_free.Length)];
                if (CanSwap(talk, other) && Accepts(SwapGain(talk, other), Warmth(_blockOf[talk], _blockOf[other]), ref choice))
                {
                    Swap(talk, other);
                }
            }
        }

        double Warmth(int from, int to) => from == _nowhere || to == _nowhere ? Math.Max(temperature, placing) : temperature;
    }

    /// <summary>One talk takes another one's place, which goes on to a third block: how a talk that stands nowhere gets into a full one without anybody losing theirs.</summary>
    private void PushOn(int talk, int other, int to, double temperature, ref SeededChoice choice)
    {
        var (a, b) = (_blockOf[talk], _blockOf[other]);
        if (a == b || b == to || a == to || !Fits(talk, b, _graph.Sizes[other]) || !Fits(other, to, 0) || !IsAllowed(talk, b, other) || !IsAllowed(other, to, talk))
        {
            return;
        }

        // Where both have one presenter, the second must see where the first has gone.
        var gain = MoveGain(other, to);
        Move(other, to);
        gain += MoveGain(talk, b);
        if (IsAllowed(talk, b, -1) && Accepts(gain, temperature, ref choice))
        {
            Move(talk, b);
        }
        else
        {
            Move(other, b);
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

    private bool SwapTwoOnce()
    {
        var changed = false;
        foreach (var talk in _free)
        {
            for (var i = 0; i < _free.Length; i++)
            {
                for (var j = i + 1; j < _free.Length; j++)
                {
                    var (one, two) = (_free[i], _free[j]);
                    if (_blockOf[one] == _blockOf[two] && CanSwapTwo(talk, one, two) && SwapTwoGain(talk, one, two) > Gain)
                    {
                        SwapTwo(talk, one, two);
                        changed = true;
                    }
                }
            }

            _cancel.ThrowIfCancellationRequested();
        }

        return changed;
    }

    /// <summary>The first of a block from some place on; −1 when there is no other.</summary>
    private int AnotherOf(int block, int from, int not)
    {
        for (var i = 0; i < _free.Length; i++)
        {
            var talk = _free[(from + i) % _free.Length];
            if (talk != not && _blockOf[talk] == block)
            {
                return talk;
            }
        }

        return -1;
    }

    private bool Fits(int talk, int block, int leaving) => block == _nowhere || _used[block] - leaving + _graph.Sizes[talk] <= _limits[block];

    /// <param name="leaving">A talk that leaves its block at the same time; −1 for none.</param>
    private bool IsAllowed(int talk, int block, int leaving, int leavingToo = -1)
    {
        if (!_graph.MayBe(talk, block))
        {
            return false;
        }

        foreach (var other in _graph.SamePresenter[talk])
        {
            if (other != leaving && other != leavingToo && _graph.AreParallel(_blockOf[other], block))
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

    /// <summary>Whether one talk may go where two are, and these two where it is.</summary>
    private bool CanSwapTwo(int talk, int one, int two)
    {
        var (a, b) = (_blockOf[talk], _blockOf[one]);
        var (size, sizes) = (_graph.Sizes[talk], _graph.Sizes[one] + _graph.Sizes[two]);
        return a != b
            && (b == _nowhere || _used[b] - sizes + size <= _limits[b]) && (a == _nowhere || _used[a] - size + sizes <= _limits[a])
            && IsAllowed(talk, b, one, two) && IsAllowed(one, a, talk, two) && IsAllowed(two, a, talk, one);
    }

    private double MoveGain(int talk, int block) => Common(talk, block) - Common(talk, _blockOf[talk]) + Placing(talk, _blockOf[talk], block);

    private double SwapGain(int one, int other)
    {
        var (a, b) = (_blockOf[one], _blockOf[other]);
        var gain = Common(one, b) - Common(one, a) + Common(other, a) - Common(other, b) + (Placing(one, a, b) + Placing(other, b, a));

        // Both sums still see the other one where it was; the pair itself stays as far apart as before.
        return gain - (Apart(a, b) * _graph.BeyondMean(one, other));
    }

    private double SwapTwoGain(int talk, int one, int two)
    {
        var (a, b) = (_blockOf[talk], _blockOf[one]);
        var gain = Common(talk, b) - Common(talk, a) + Common(one, a) - Common(one, b) + Common(two, a) - Common(two, b) + (Placing(talk, a, b) + Placing(one, b, a) + Placing(two, b, a));
        return gain + (Apart(a, b) * (_graph.BeyondMean(one, two) - _graph.BeyondMean(talk, one) - _graph.BeyondMean(talk, two)));
    }

    private double Apart(int a, int b) => _graph.Weight(a, a) + _graph.Weight(b, b) - (2 * _graph.Weight(a, b));

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

    private void SwapTwo(int talk, int one, int two)
    {
        var (a, b) = (_blockOf[talk], _blockOf[one]);
        Move(talk, b);
        Move(one, a);
        Move(two, a);
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
