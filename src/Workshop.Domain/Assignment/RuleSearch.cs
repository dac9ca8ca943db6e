namespace Workshop.Domain.Assignment;

/// <summary>What a <see cref="RuleSearch"/> found.</summary>
/// <param name="Used">The best assignment found, pinned pairs included, rising; null when none was.</param>
/// <param name="Value">Its total in millionths.</param>
/// <param name="IsComplete">Whether nothing was left to search.</param>
/// <param name="Bound">No allowed assignment has a larger total, in millionths; what the search proved, at least the value.</param>
/// <param name="Prices">The best prices at the root; anybody can compute <paramref name="PricedBound"/> from them.</param>
internal sealed record SearchResult(List<int>? Used, long Value, bool IsComplete, long Bound, Prices Prices, long PricedBound, long Nodes, long Pivots);

/// <summary>
/// Branch and bound for the rules that the network cannot hold. The network without them, each pair's value changed by what the rules charge, gives a
/// bound for any charges (Lagrangian relaxation), and assignments that are good or nearly allowed. Where a rule is still broken, one pair of it is decided:
/// used, or not used. Decisions are penalties on values, so the network goes on from its last tree. Depth first; deterministic; ends after a number of
/// nodes with the best found and what is proved.
/// Sources: Land and Doig, 1960; Held, Wolfe and Crowder, Validation of subgradient optimization, 1974; Fisher, The Lagrangian relaxation method for
/// solving integer programming problems, 1981.
/// </summary>
internal sealed class RuleSearch
{
    private const int RootRounds = 150;
    private const int NodeRounds = 6;
    private const int Patience = 8;
    private const long MostRepairWork = 500_000_000;

    // What a node may look at on average, in pairs and steps of the network: on a large problem a node then counts for several, so that the limit on nodes
    // limits the time there too, and still the same on every machine.
    private const long WorkOfNode = 3_000_000;
    private const int StepsOfPivot = 100;

    // No charge lifts the value of a pair above so many times the largest weight.
    private const long MostTimesWeight = 64;
    private const long LeastTimesWeight = 2;

    private static readonly List<int> None = [];

    private readonly AssignmentProblem _problem;
    private readonly GroupPlan _groups;
    private readonly int _scale;
    private readonly bool _sumMatters;
    private readonly long? _floor;
    private readonly int _maxNodes;
    private readonly CancellationToken _cancel;
    private readonly Action<RuleSearch> _report;
    private readonly int _reportEvery;
    private readonly bool[] _hopeless;
    private readonly List<SideRule> _rules;
    private readonly List<int>[] _countRulesOf;
    private readonly int[] _floorRuleOf;
    private readonly int[] _paperOf;
    private readonly long[] _value;
    private readonly long _multiplierMost;
    private readonly long _weightUnit;
    private readonly AssignmentNetwork _network;
    private readonly Decision[] _decision;
    private readonly List<int> _decided = [];
    private readonly int[] _paperPins;
    private readonly List<int> _used = [];
    private readonly Queue<int> _toPropagate = new();
    private readonly Prices _rootPrices;
    private readonly long[] _rootMultipliers;
    private readonly List<int> _allPinned = [];
    private readonly List<int> _openWeights = [];
    private int _pins;
    private List<int>? _best;
    private long _bestValue = long.MinValue;
    private long _nodes;
    private long _repairWork;
    private long _polishWork;
    private long _work;

    /// <summary>
    /// With <paramref name="sumMatters"/> the total is made as large as possible; otherwise the first assignment that keeps every rule ends the search. A known
    /// allowed assignment may be given to start from.
    /// </summary>
    public RuleSearch(
        AssignmentProblem problem, Limits limits, GroupPlan groups, AssignmentOptions options, long? floor, bool sumMatters, int maxNodes,
        IReadOnlyList<int>? known, Action<RuleSearch> report, int reportEvery, CancellationToken cancel)
    {
        (_problem, _groups, _floor, _sumMatters, _maxNodes, _cancel, _report, _reportEvery) = (problem, groups, floor, sumMatters, maxNodes, cancel, report, reportEvery);
        _hopeless = floor is { } least ? Reach.HopelessPairs(problem, least) : [];
        _rules = SideRule.Of(problem, groups, floor);
        _rootMultipliers = new long[_rules.Count];
        var largest = LargestWeight(problem);
        var room = Room(problem, largest);
        _scale = floor is null ? 1 : (int)Math.Clamp(room / MostTimesWeight, 1, 1_000);
        var timesWeight = Math.Clamp(room / _scale, LeastTimesWeight, MostTimesWeight);
        _weightUnit = largest;
        _countRulesOf = new List<int>[problem.PairCount];
        _floorRuleOf = new int[problem.Papers.Count];
        Array.Fill(_floorRuleOf, -1);
        var mostRules = IndexRules();
        _multiplierMost = Math.Max(1, _scale * largest * (timesWeight - 1) / (mostRules + 1));
        _value = new long[problem.PairCount];
        _decision = new Decision[problem.PairCount];
        _paperPins = new int[problem.Papers.Count];
        _paperOf = new int[problem.PairCount];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                _paperOf[pair] = p;
                if (problem.IsPinned(pair))
                {
                    _allPinned.Add(pair);
                    _decision[pair] = Decision.Used;
                    _paperPins[p]++;
                }
                else if (_hopeless.Length > 0 && _hopeless[pair])
                {
                    _decision[pair] = Decision.Unused;
                }
            }
        }

        if (!sumMatters)
        {
            // Without a total to make large, the floors pull from the start.
            foreach (var rule in _rules.Where(r => r.IsFloor))
            {
                rule.Multiplier = -_scale;
            }
        }

        ComputeValues();
        _network = new AssignmentNetwork(problem, limits, groups, _value, checked(_scale * largest * timesWeight), options.Seed, options.CandidatesPerPaper, hopeless: _hopeless);
        _rootPrices = new Prices(problem, sumMatters ? _scale : 0);
        if (known is not null)
        {
            Offer([.. known]);
        }
    }

    /// <summary>Why a search cannot count with such numbers, or null.</summary>
    public static Refusal? WhyNot(AssignmentProblem problem) => Room(problem, LargestWeight(problem)) >= LeastTimesWeight ? null : new Refusal(
        "assignment.too-large-for-search",
        "There are so many papers, reviewers and rules, and affinities so large, that a search for a floor or for these rules cannot count with them. Give affinities on a smaller scale, such as 0 to 1, or leave out the floor and the rules.");

    private static long LargestWeight(AssignmentProblem problem)
    {
        var largest = 1L;
        for (var pair = 0; pair < problem.PairCount; pair++)
        {
            largest = Math.Max(largest, Math.Abs((long)problem.WeightOf(pair)));
        }

        return largest;
    }

    // Potentials can add up one penalty a node, each penalty more than a path of arcs: together they must stay within 64 bits.
    private static long Room(AssignmentProblem problem, long largest)
    {
        var nodes = problem.Papers.Count + problem.Reviewers.Count + problem.Groups.Count + 2L;
        return long.MaxValue / 4 / (nodes * nodes) / largest;
    }

    private enum Decision : byte
    {
        Open,
        Used,
        Unused,
    }

    public long Nodes => _nodes;

    public long Pivots => _network.Pivots;

    public long Unplaced => _network.Unplaced;

    public long? Value => _best is null ? null : _bestValue;

    /// <summary>What is proved so far, in millionths.</summary>
    public long Bound { get; private set; } = long.MaxValue;

    public SearchResult Run()
    {
        var open = new Stack<Frame>();
        var isComplete = true;
        var alive = PropagateAll();
        while (true)
        {
            if (alive && _nodes > 0 && (_nodes >= _maxNodes || _work > WorkOfNode * _maxNodes))
            {
                isComplete = false;
                break;
            }

            if (alive)
            {
                _nodes++;
                var branch = Explore(open.Count == 0, out var bound);
                if (open.Count == 0)
                {
                    Bound = bound;
                }

                _report(this);
                if (!_sumMatters && _best is not null)
                {
                    break;
                }

                if (branch is not null)
                {
                    open.Push(new Frame(branch, _decided.Count, bound));
                    alive = DecideAll(branch.First, branch.UseFirst) && Propagate();
                    continue;
                }
            }

            if (!Backtrack(open, out alive))
            {
                break;
            }
        }

        if (!isComplete)
        {
            // What is still open is bounded by the frames around it.
            var left = open.Count == 0 ? Bound : open.Max(f => f.Bound);
            Bound = Math.Min(Bound, _best is null ? left : Math.Max(left, _bestValue));
        }
        else if (_best is not null && _sumMatters)
        {
            Bound = _bestValue;
        }

        UndoTo(0);
        var priced = PriceRoot();
        return new SearchResult(_best, _best is null ? 0 : _bestValue, isComplete, Bound, _rootPrices, priced, _nodes, _network.Pivots);
    }

    private bool Backtrack(Stack<Frame> open, out bool alive)
    {
        alive = false;
        while (open.TryPop(out var frame))
        {
            UndoTo(frame.Mark);
            if (frame.IsSecond || (_sumMatters && frame.Bound <= _bestValue))
            {
                continue;
            }

            open.Push(frame with { IsSecond = true });
            alive = DecideAll(frame.Branch.Second, frame.Branch.UseSecond) && Propagate();
            return true;
        }

        return false;
    }

    // Bounds the node and looks for allowed assignments; answers what to decide next, or null when the node is done with.
    private Branch? Explore(bool isRoot, out long bound)
    {
        long[]? kept = null;
        var choice = Explore(isRoot, out bound, ref kept);
        for (var rule = 0; kept is not null && rule < kept.Length; rule++)
        {
            _rules[rule].Multiplier = kept[rule];
        }

        return choice;
    }

    private Branch? Explore(bool isRoot, out long bound, ref long[]? kept)
    {
        var lowest = double.MaxValue;
        bound = long.MaxValue;
        var step = 1.0;
        var stale = 0;
        var rounds = isRoot ? (int)Math.Clamp(WorkOfNode * _maxNodes / 4 / (1 + _problem.PairCount), NodeRounds, RootRounds) : NodeRounds;
        for (var round = 0; round <= rounds; round++)
        {
            if (round == rounds)
            {
                // Charges that keep no solution from gaining are no help any more: without any, the solution either breaks a rule or is the best here.
                if (BrokenRule() is not null)
                {
                    break;
                }

                kept = [.. _rules.Select(rule => rule.Multiplier)];
                foreach (var rule in _rules)
                {
                    rule.Multiplier = 0;
                }
            }

            ComputeValues();
            _network.Revalue();
            var pivots = _network.Pivots;
            _network.Solve(() => _report(this), _reportEvery, _cancel);
            _work += _problem.PairCount + (StepsOfPivot * (_network.Pivots - pivots));
            if (!ReadSolution())
            {
                return null;
            }

            // Without a total, charges twice as high say the same: what counts is the bound for each unit of charge, which is how far the floor is out of reach.
            var relaxed = Relaxed();
            var measure = _sumMatters ? relaxed : relaxed / Math.Max(1.0, -_rules.Sum(rule => rule.IsFloor ? (double)rule.Multiplier : 0));
            if (measure < lowest)
            {
                lowest = measure;
                stale = 0;
                bound = _sumMatters ? Floored(relaxed, _scale) : relaxed;
                if (isRoot)
                {
                    KeepRoot();
                }
            }
            else if (++stale == Patience)
            {
                step /= 2;
                stale = 0;
            }

            var broken = BrokenRule();
            if (broken is null)
            {
                Offer(_used);
            }
            else if (Repaired() is { } repaired)
            {
                Offer(repaired);
            }

            if (IsDone(bound))
            {
                return null;
            }

            if (broken is null && (round == rounds || !_sumMatters))
            {
                return null;
            }

            if (round < rounds && (step < 0.01 || !Charge(relaxed, step)))
            {
                if (broken is not null)
                {
                    break;
                }

                round = rounds - 1;
            }
        }

        return Choose(BrokenRule()!);
    }

    private bool IsDone(long bound) => _sumMatters ? _best is not null && bound <= _bestValue : bound < 0 || _best is not null;

    // False when a pair that must be used is not, or one that must not be is, or the limits cannot be kept at all.
    private bool ReadSolution()
    {
        if (_network.Unplaced > 0)
        {
            return false;
        }

        _network.ListUsed(_used);
        _used.AddRange(_allPinned);
        var pins = 0;
        foreach (var rule in _rules)
        {
            rule.Usage = 0;
        }

        foreach (var pair in _used)
        {
            if (_decision[pair] == Decision.Unused)
            {
                return false;
            }

            pins += _decision[pair] == Decision.Used ? 1 : 0;
            foreach (var rule in CountRulesOf(pair))
            {
                _rules[rule].Usage++;
            }

            if (_floorRuleOf[_paperOf[pair]] is >= 0 and var floor)
            {
                _rules[floor].Usage += _problem.WeightOf(pair);
            }
        }

        return pins == _pins + _allPinned.Count;
    }

    // The value of the present solution with every charge, and what the charges give back: no allowed assignment exceeds it. In 1/scale of a millionth.
    private long Relaxed()
    {
        var relaxed = 0L;
        if (_sumMatters)
        {
            foreach (var pair in _used)
            {
                relaxed += (long)_scale * _problem.WeightOf(pair);
            }
        }

        foreach (var rule in _rules)
        {
            if (rule.Multiplier != 0)
            {
                relaxed -= rule.Multiplier * (rule.Usage - rule.PricedLimit);
            }
        }

        return relaxed;
    }

    // A step of the subgradient method; false when nothing is left to change. Floors count in whole affinities, so that all rules are of one size.
    private bool Charge(long relaxed, double step)
    {
        var norm = 0.0;
        foreach (var rule in _rules)
        {
            var slope = SlopeOf(rule);
            norm += slope * slope;
        }

        if (norm == 0)
        {
            return false;
        }

        var target = _sumMatters
            ? _best is not null ? (double)_bestValue * _scale : relaxed - (0.01 * Math.Abs(relaxed)) - ((double)_scale * _weightUnit)
            : -0.02 * Math.Abs(relaxed) - _weightUnit;
        var length = step * Math.Max(1, relaxed - target) / norm;
        var changed = false;
        foreach (var rule in _rules)
        {
            var slope = SlopeOf(rule);
            if (slope == 0)
            {
                continue;
            }

            var change = (long)Math.Round(Math.Clamp(length * slope / (rule.IsFloor ? _weightUnit : 1), -_multiplierMost, _multiplierMost));
            if (change == 0)
            {
                change = Math.Sign(slope);
            }

            var most = rule.IsFloor ? _multiplierMost / _weightUnit : _multiplierMost;
            var charged = Math.Clamp(rule.Multiplier + change, -most, most);
            if (rule.IsFloor || rule.Multiplier < 0)
            {
                charged = Math.Min(0, charged);
            }
            else if (rule.Least == 0 || rule.Multiplier > 0)
            {
                charged = Math.Max(0, charged);
            }

            changed |= charged != rule.Multiplier;
            rule.Multiplier = charged;
        }

        return changed;
    }

    private double SlopeOf(SideRule rule)
    {
        var distance = rule.Excess != 0 ? rule.Excess : rule.Multiplier != 0 ? rule.Usage - rule.PricedLimit : 0;
        return rule.IsFloor ? (double)distance / _weightUnit : distance;
    }

    private void Offer(List<int> used)
    {
        var value = Proof.Value(_problem, used);
        if (_best is not null && value <= _bestValue)
        {
            return;
        }

        _best = [.. used.Order()];
        _bestValue = value;
        if (_sumMatters && _floor is { } floor && _polishWork < MostRepairWork)
        {
            var climb = new FloorClimb(_problem, _groups, _best);
            _best = climb.Polish(floor, MostRepairWork / 4, _cancel);
            _bestValue = Proof.Value(_problem, _best);
            _polishWork += climb.Work;
        }
    }

    // A solution that misses the floor in a few papers only can often be mended by exchanges. The decisions of this node need not hold for it: any allowed
    // assignment is welcome.
    private List<int>? Repaired()
    {
        var below = 0;
        foreach (var rule in _rules)
        {
            if (rule.Excess != 0)
            {
                if (!rule.IsFloor)
                {
                    return null;
                }

                below++;
            }
        }

        if (below > Math.Max(3, _problem.Papers.Count / 10) || _repairWork > MostRepairWork)
        {
            return null;
        }

        var climb = new FloorClimb(_problem, _groups, _used);
        var repaired = climb.Repair(_floor!.Value, _cancel);
        _repairWork += climb.Work + _problem.PairCount;
        return repaired;
    }

    private SideRule? BrokenRule()
    {
        SideRule? worst = null;
        var most = 0.0;
        foreach (var rule in _rules)
        {
            if (rule.Excess == 0)
            {
                continue;
            }

            var size = rule.IsFloor ? (double)Math.Abs(rule.Excess) / _weightUnit : Math.Abs(rule.Excess);
            if (worst is null || size > most)
            {
                (worst, most) = (rule, size);
            }
        }

        return worst;
    }

    // Too much: the least valuable pair is tried without. Too little: the pair that costs least is tried.
    private Branch Choose(SideRule rule)
    {
        if (rule.Exclusion >= 0)
        {
            return ChooseSide(rule);
        }

        _used.Sort();
        var without = -1;
        var with = -1;
        foreach (var pair in rule.Pairs)
        {
            if (_decision[pair] != Decision.Open)
            {
                continue;
            }

            if (_used.BinarySearch(pair) >= 0)
            {
                without = without < 0 || _problem.WeightOf(pair) < _problem.WeightOf(without) ? pair : without;
            }
            else if (with < 0 || _network.GainOf(pair) > _network.GainOf(with))
            {
                with = pair;
            }
        }

        if (rule.Excess > 0)
        {
            return Branch.On(without, useFirst: false);
        }

        if (rule.IsFloor)
        {
            with = -1;
            foreach (var pair in rule.Pairs)
            {
                if (_decision[pair] == Decision.Open && _used.BinarySearch(pair) < 0
                    && (without < 0 || _problem.WeightOf(pair) > _problem.WeightOf(without)) && (with < 0 || _network.GainOf(pair) > _network.GainOf(with)))
                {
                    with = pair;
                }
            }
        }

        return with >= 0 ? Branch.On(with, useFirst: true) : Branch.On(without, useFirst: false);
    }

    // Two people with several papers each exclude every pair of one side by every pair of the other: then one side is unused as a whole, and deciding that
    // at once goes much further than one pair at a time.
    private Branch ChooseSide(SideRule exclusion)
    {
        var (one, other) = (exclusion.Pairs[0], exclusion.Pairs[1]);
        var others = ExcludedBy(one);
        var ones = ExcludedBy(other);
        foreach (var pair in others)
        {
            ones.IntersectWith(ExcludedBy(pair));
        }

        var (left, right) = (UsedWeight(ones), UsedWeight(others));
        int[] lighter = [.. (left <= right ? ones : others).Order()];
        int[] heavier = [.. (left <= right ? others : ones).Order()];
        return new Branch(lighter, false, heavier, false);
    }

    private HashSet<int> ExcludedBy(int pair)
    {
        var excluded = new HashSet<int>();
        foreach (var index in CountRulesOf(pair))
        {
            if (_rules[index] is { Exclusion: >= 0 } rule)
            {
                excluded.Add(rule.Pairs[0] == pair ? rule.Pairs[1] : rule.Pairs[0]);
            }
        }

        return excluded;
    }

    private long UsedWeight(HashSet<int> pairs) => _used.Where(pairs.Contains).Sum(pair => (long)_problem.WeightOf(pair));

    private bool DecideAll(int[] pairs, bool use)
    {
        foreach (var pair in pairs)
        {
            if (!Decide(pair, use))
            {
                return false;
            }
        }

        return true;
    }

    private bool Decide(int pair, bool use)
    {
        var wanted = use ? Decision.Used : Decision.Unused;
        if (_decision[pair] != Decision.Open)
        {
            return _decision[pair] == wanted;
        }

        _decision[pair] = wanted;
        _decided.Add(pair);
        if (use)
        {
            _pins++;
            _paperPins[_paperOf[pair]]++;
        }

        foreach (var rule in CountRulesOf(pair))
        {
            _toPropagate.Enqueue(rule);
        }

        if (_floorRuleOf[_paperOf[pair]] is >= 0 and var floor)
        {
            _toPropagate.Enqueue(floor);
        }

        return _paperPins[_paperOf[pair]] <= _problem.Papers[_paperOf[pair]].Most;
    }

    private void UndoTo(int mark)
    {
        _toPropagate.Clear();
        for (var i = _decided.Count - 1; i >= mark; i--)
        {
            var pair = _decided[i];
            if (_decision[pair] == Decision.Used)
            {
                _pins--;
                _paperPins[_paperOf[pair]]--;
            }

            _decision[pair] = Decision.Open;
        }

        _decided.RemoveRange(mark, _decided.Count - mark);
    }

    private bool PropagateAll()
    {
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            _toPropagate.Enqueue(rule);
        }

        return Propagate();
    }

    // What a rule still allows once some of its pairs are decided decides others; false when it can no longer be kept.
    private bool Propagate()
    {
        while (_toPropagate.TryDequeue(out var index))
        {
            var rule = _rules[index];
            if (!(rule.IsFloor ? PropagateFloor(rule) : PropagateCount(rule)))
            {
                return false;
            }
        }

        return true;
    }

    private bool PropagateCount(SideRule rule)
    {
        var used = 0;
        var open = 0;
        foreach (var pair in rule.Pairs)
        {
            used += _decision[pair] == Decision.Used ? 1 : 0;
            open += _decision[pair] == Decision.Open ? 1 : 0;
        }

        if (used > rule.Most || used + open < rule.Least)
        {
            return false;
        }

        if (open == 0 || (used < rule.Most && used + open > rule.Least))
        {
            return true;
        }

        foreach (var pair in rule.Pairs)
        {
            if (_decision[pair] == Decision.Open && !Decide(pair, use: used < rule.Most))
            {
                return false;
            }
        }

        return true;
    }

    private bool PropagateFloor(SideRule rule)
    {
        var sum = 0L;
        _openWeights.Clear();
        foreach (var pair in rule.Pairs)
        {
            if (_decision[pair] == Decision.Used)
            {
                sum += _problem.WeightOf(pair);
            }
            else if (_decision[pair] == Decision.Open && _problem.WeightOf(pair) > 0)
            {
                _openWeights.Add(_problem.WeightOf(pair));
            }
        }

        var places = _problem.Papers[rule.FloorOf].Most - _paperPins[rule.FloorOf];
        _openWeights.Sort((a, b) => b.CompareTo(a));
        var reach = sum + Sum(_openWeights, places);
        if (reach < rule.Least)
        {
            return false;
        }

        // A pair that leaves the floor out of reach, even with the best of the others, is out.
        var withOneLess = sum + Sum(_openWeights, places - 1);
        foreach (var pair in rule.Pairs)
        {
            var weight = _problem.WeightOf(pair);
            if (_decision[pair] != Decision.Open)
            {
                continue;
            }

            var isAmongBest = places > 0 && weight > 0 && (_openWeights.Count <= places || weight >= _openWeights[places - 1]);
            if ((places == 0 || (!isAmongBest && withOneLess + weight < rule.Least)) && !Decide(pair, use: false))
            {
                return false;
            }
        }

        return true;
    }

    private static long Sum(List<int> weights, int count)
    {
        var sum = 0L;
        for (var i = 0; i < Math.Min(count, weights.Count); i++)
        {
            sum += weights[i];
        }

        return sum;
    }

    private int IndexRules()
    {
        var most = 0;
        for (var index = 0; index < _rules.Count; index++)
        {
            var rule = _rules[index];
            if (rule.IsFloor)
            {
                _floorRuleOf[rule.FloorOf] = index;
                continue;
            }

            foreach (var pair in rule.Pairs)
            {
                (_countRulesOf[pair] ??= []).Add(index);
                most = Math.Max(most, _countRulesOf[pair].Count);
            }
        }

        return most;
    }

    private List<int> CountRulesOf(int pair) => _countRulesOf[pair] ?? None;

    private void ComputeValues()
    {
        var total = _sumMatters ? _scale : 0;
        for (var p = 0; p < _problem.Papers.Count; p++)
        {
            var factor = total - (_floorRuleOf[p] >= 0 ? _rules[_floorRuleOf[p]].Multiplier : 0);
            var (first, end) = _problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                _value[pair] = factor * _problem.WeightOf(pair);
            }
        }

        foreach (var rule in _rules)
        {
            if (!rule.IsFloor && rule.Multiplier != 0)
            {
                foreach (var pair in rule.Pairs)
                {
                    _value[pair] -= rule.Multiplier;
                }
            }
        }

        foreach (var pair in _decided)
        {
            _value[pair] += _decision[pair] == Decision.Used ? _network.Penalty : -_network.Penalty;
        }
    }

    private void KeepRoot()
    {
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            _rootMultipliers[rule] = _rules[rule].Multiplier;
        }
    }

    // Solves the root once more with the best charges found there, for prices that anybody can check.
    private long PriceRoot()
    {
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            _rules[rule].Multiplier = _rootMultipliers[rule];
        }

        ComputeValues();
        _network.Revalue();
        _network.Solve(() => _report(this), _reportEvery, _cancel);
        _rootPrices.Take(_network);
        foreach (var rule in _rules)
        {
            if (rule.IsFloor)
            {
                _rootPrices.Floor[rule.FloorOf] = -rule.Multiplier;
            }
            else if (rule.Group >= 0)
            {
                _rootPrices.Groups[rule.Group] = rule.Multiplier;
            }
            else
            {
                _rootPrices.Exclusions[rule.Exclusion] = rule.Multiplier;
            }
        }

        var bound = _rootPrices.Bound(_groups, _floor ?? 0, _hopeless);
        return _sumMatters ? Floored(bound, _scale) : bound;
    }

    private static long Floored(long number, int by) => by <= 1 ? number : (number / by) - (number % by < 0 ? 1 : 0);

    /// <summary>Two ways on, of which every allowed assignment takes at least one: all of some pairs used or unused, or all of others.</summary>
    private sealed record Branch(int[] First, bool UseFirst, int[] Second, bool UseSecond)
    {
        public static Branch On(int pair, bool useFirst) => new([pair], useFirst, [pair], !useFirst);
    }

    private readonly record struct Frame(Branch Branch, int Mark, long Bound, bool IsSecond = false);
}
