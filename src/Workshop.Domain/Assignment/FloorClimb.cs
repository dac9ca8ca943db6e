namespace Workshop.Domain.Assignment;

/// <summary>
/// Raises the lowest score of an assignment by chains of exchanges: the paper with the lowest score takes a better reviewer in place of its weakest, that
/// reviewer passes one of their papers on to another one, and so on, until somebody has a place. No paper in the chain may fall to the old lowest score
/// or below, so each chain is progress; when the lowest paper has no chain, it stops. A good start for the search, no proof.
/// Source: ejection chains, Glover, 1996, with breadth-first search as in augmenting paths.
/// </summary>
internal sealed class FloorClimb
{
    private const long MostWork = 400_000_000;

    // The table of exchanges is square in the reviewers.
    private const int MostPolished = 2_000;

    private static readonly (long Gain, int Out, int In) None = (long.MinValue, -1, -1);

    private readonly AssignmentProblem _problem;
    private readonly GroupPlan _groups;
    private readonly bool[] _used;
    private readonly long[] _score;
    private readonly int[] _reviews;
    private readonly int[] _load;
    private readonly List<int>[] _pairsOf;
    private readonly int[] _paperOf;
    private readonly int[] _inGroup;
    private readonly Dictionary<int, List<int>> _groupsOf = [];
    private readonly Dictionary<int, List<int>> _excludedBy = [];
    private long _work;

    public FloorClimb(AssignmentProblem problem, GroupPlan groups, IReadOnlyList<int> used)
    {
        (_problem, _groups) = (problem, groups);
        _used = new bool[problem.PairCount];
        _score = new long[problem.Papers.Count];
        _reviews = new int[problem.Papers.Count];
        _load = new int[problem.Reviewers.Count];
        _pairsOf = new List<int>[problem.Reviewers.Count];
        for (var r = 0; r < _pairsOf.Length; r++)
        {
            _pairsOf[r] = [];
        }

        _paperOf = new int[problem.PairCount];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            Array.Fill(_paperOf, p, first, end - first);
        }

        _inGroup = new int[problem.Groups.Count];
        for (var g = 0; g < groups.Members.Length; g++)
        {
            foreach (var pair in groups.Members[g])
            {
                ListOf(_groupsOf, pair).Add(g);
            }
        }

        foreach (var (first, second) in problem.Exclusions)
        {
            if (problem.Find(first.Paper, first.Reviewer) is >= 0 and var one && problem.Find(second.Paper, second.Reviewer) is >= 0 and var other)
            {
                ListOf(_excludedBy, one).Add(other);
                ListOf(_excludedBy, other).Add(one);
            }
        }

        foreach (var pair in used)
        {
            Switch(pair, true);
        }
    }

    /// <summary>How many exchanges were looked at.</summary>
    public long Work => _work;

    /// <summary>The assignment after climbing, rising. It keeps every rule that the one given kept, and its lowest score is not lower.</summary>
    public List<int> Climb(CancellationToken cancel)
    {
        while (_work < MostWork && Lowest() is { } paper && Raise(paper, _score[paper] + 1, null, cancel))
        {
        }

        return Used();
    }

    /// <summary>
    /// Raises every paper below <paramref name="floor"/> to it, others staying above it or at least where they are; null when that fails. The fewer and the
    /// smaller the exchanges, the less of the total is lost.
    /// </summary>
    public List<int>? Repair(long floor, CancellationToken cancel)
    {
        for (var p = 0; p < _score.Length; p++)
        {
            while (Reach.HasFloor(_problem, p) && _score[p] < floor)
            {
                if (_work > MostWork || !(Raise(p, floor, floor, cancel) || Raise(p, _score[p] + 1, floor, cancel)))
                {
                    return null;
                }
            }
        }

        return Used();
    }

    /// <summary>
    /// The same with a larger total, every paper staying at <paramref name="floor"/> or above: as long as there is a cycle of exchanges that gains, it is made.
    /// Source: negative cycle cancelling, Klein, 1967, with the labels of Bellman and Ford.
    /// </summary>
    public List<int> Polish(long floor, long mostWork, CancellationToken cancel)
    {
        if (_load.Length > MostPolished)
        {
            return Used();
        }

        bool found;
        var size = _load.Length + 1;
        var exchanges = new (long Gain, int Out, int In)[size * size];
        do
        {
            // One table serves for many cycles: what is in a paper that was changed is struck out of it.
            found = false;
            cancel.ThrowIfCancellationRequested();
            FillBestExchanges(exchanges, floor);
            while (_work < mostWork && GainingCycle(exchanges, mostWork, cancel) is { } cycle)
            {
                cancel.ThrowIfCancellationRequested();
                found |= Apply(cycle);
                var changed = cycle.Select(step => _paperOf[step.In]).ToHashSet();
                for (var i = 0; i < exchanges.Length; i++)
                {
                    if (exchanges[i].In >= 0 && changed.Contains(_paperOf[exchanges[i].In]))
                    {
                        exchanges[i] = None;
                    }
                }

                AddFreePlaces(exchanges);
            }
        }
        while (found && _work < mostWork);
        return Used();
    }

    private List<int> Used() => [.. Enumerable.Range(0, _used.Length).Where(pair => _used[pair])];

    private static List<int> ListOf(Dictionary<int, List<int>> lists, int key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private int? Lowest()
    {
        int? lowest = null;
        for (var p = 0; p < _score.Length; p++)
        {
            if (Reach.HasFloor(_problem, p) && (lowest is null || _score[p] < _score[lowest.Value]))
            {
                lowest = p;
            }
        }

        return lowest;
    }

    // Others stay at `need` or above, or, with `keep`, at `keep` or where they are.
    private bool Raise(int paper, long need, long? keep, CancellationToken cancel)
    {
        var (first, end) = _problem.PairsOf(paper);
        var outs = new List<int>();
        for (var pair = first; pair < end; pair++)
        {
            if (_used[pair] && MayLeave(pair))
            {
                outs.Add(pair);
            }
        }

        outs.Sort((a, b) => _problem.WeightOf(a).CompareTo(_problem.WeightOf(b)));
        if (_reviews[paper] < _problem.Papers[paper].Most)
        {
            outs.Insert(0, -1);
        }

        foreach (var leaving in outs)
        {
            cancel.ThrowIfCancellationRequested();
            if (Chain(paper, leaving, need, keep) is { } chain && Apply(chain))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayLeave(int pair)
    {
        var reviewer = _problem.ReviewerOf(pair);
        return !_problem.IsPinned(pair) && _load[reviewer] > _problem.Reviewers[reviewer].Least;
    }

    // Breadth first over reviewers who are to take one more paper; answers the exchanges, or null.
    private List<(int Out, int In)>? Chain(int paper, int leaving, long need, long? keep)
    {
        var freed = leaving < 0 ? -1 : _problem.ReviewerOf(leaving);
        var came = new Dictionary<int, (int Before, int Out, int In)>();
        var queue = new Queue<int>();
        var (first, end) = _problem.PairsOf(paper);
        var entering = new List<int>();
        for (var pair = first; pair < end; pair++)
        {
            if (!_used[pair] && _score[paper] - (leaving < 0 ? 0 : _problem.WeightOf(leaving)) + _problem.WeightOf(pair) >= need && Fits(leaving, pair))
            {
                entering.Add(pair);
            }
        }

        _work += end - first;
        entering.Sort((a, b) => _problem.WeightOf(b).CompareTo(_problem.WeightOf(a)));
        foreach (var pair in entering)
        {
            if (came.TryAdd(_problem.ReviewerOf(pair), (-1, leaving, pair)))
            {
                if (HasPlace(_problem.ReviewerOf(pair), freed))
                {
                    return Path(came, _problem.ReviewerOf(pair));
                }

                queue.Enqueue(_problem.ReviewerOf(pair));
            }
        }

        while (queue.TryDequeue(out var reviewer))
        {
            foreach (var passed in _pairsOf[reviewer])
            {
                var other = _paperOf[passed];
                if (other == paper || _problem.IsPinned(passed) || IsOnPath(came, reviewer, other))
                {
                    continue;
                }

                var (from, to) = _problem.PairsOf(other);
                _work += to - from;
                var least = Reach.HasFloor(_problem, other) ? (keep is { } floor ? Math.Min(floor, _score[other]) : need) - _score[other] + _problem.WeightOf(passed) : long.MinValue;
                for (var pair = from; pair < to; pair++)
                {
                    var next = _problem.ReviewerOf(pair);
                    if (_used[pair] || _problem.WeightOf(pair) < least || came.ContainsKey(next) || !Fits(passed, pair))
                    {
                        continue;
                    }

                    came.Add(next, (reviewer, passed, pair));
                    if (HasPlace(next, freed))
                    {
                        return Path(came, next);
                    }

                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private bool HasPlace(int reviewer, int freed) => _load[reviewer] - (reviewer == freed ? 1 : 0) < _problem.Reviewers[reviewer].Most;

    private bool IsOnPath(Dictionary<int, (int Before, int Out, int In)> came, int reviewer, int paper)
    {
        while (reviewer >= 0)
        {
            var step = came[reviewer];
            if (_paperOf[step.In] == paper)
            {
                return true;
            }

            reviewer = step.Before;
        }

        return false;
    }

    private static List<(int Out, int In)> Path(Dictionary<int, (int Before, int Out, int In)> came, int last)
    {
        var path = new List<(int Out, int In)>();
        while (last >= 0)
        {
            path.Add((came[last].Out, came[last].In));
            last = came[last].Before;
        }

        return path;
    }

    // Whether the paper's groups and the exclusions allow the exchange, as things are now.
    private bool Fits(int leaving, int entering)
    {
        if (_excludedBy.TryGetValue(entering, out var excluded) && excluded.Any(other => _used[other] && other != leaving))
        {
            return false;
        }

        bool Keeps(int group, int change) => change == 0 || (_inGroup[group] + change >= _problem.Groups[group].Least && _inGroup[group] + change <= _problem.Groups[group].Most);
        bool IsIn(int group, int pair) => pair >= 0 && Array.BinarySearch(_groups.Members[group], pair) >= 0;
        foreach (var group in _groupsOf.GetValueOrDefault(entering) ?? [])
        {
            if (!Keeps(group, IsIn(group, leaving) ? 0 : 1))
            {
                return false;
            }
        }

        foreach (var group in leaving < 0 ? [] : _groupsOf.GetValueOrDefault(leaving) ?? [])
        {
            if (!Keeps(group, IsIn(group, entering) ? 0 : -1))
            {
                return false;
            }
        }

        return true;
    }

    // From each reviewer to each other one, the exchange in some paper that gains most. One more row and column stand for the places that are free.
    private void FillBestExchanges((long Gain, int Out, int In)[] best, long floor)
    {
        var size = _load.Length + 1;
        Array.Fill(best, None);
        AddFreePlaces(best);
        for (var r = 0; r < _load.Length; r++)
        {
            foreach (var leaving in _pairsOf[r])
            {
                var paper = _paperOf[leaving];
                if (_problem.IsPinned(leaving))
                {
                    continue;
                }

                var (first, end) = _problem.PairsOf(paper);
                _work += end - first;
                var least = Reach.HasFloor(_problem, paper) ? floor - _score[paper] : long.MinValue;
                for (var pair = first; pair < end; pair++)
                {
                    var gain = (long)_problem.WeightOf(pair) - _problem.WeightOf(leaving);
                    ref var known = ref best[(r * size) + _problem.ReviewerOf(pair)];
                    if (!_used[pair] && gain >= least && gain > known.Gain && Fits(leaving, pair))
                    {
                        known = (gain, leaving, pair);
                    }
                }
            }
        }
    }

    private void AddFreePlaces((long Gain, int Out, int In)[] exchanges)
    {
        var size = _load.Length + 1;
        for (var r = 0; r < _load.Length; r++)
        {
            exchanges[(r * size) + size - 1] = _load[r] < _problem.Reviewers[r].Most ? (0, -1, -1) : None;
            exchanges[((size - 1) * size) + r] = _load[r] > _problem.Reviewers[r].Least ? (0, -1, -1) : None;
        }
    }

    // A cycle of exchanges in papers that are all different, the labels rising around it; null when there is none, or when the work is used up.
    private List<(int Out, int In)>? GainingCycle((long Gain, int Out, int In)[] exchanges, long mostWork, CancellationToken cancel)
    {
        var size = _load.Length + 1;
        var label = new long[size];
        var before = new int[size];
        Array.Fill(before, -1);
        for (var round = 0; round < size && _work < mostWork; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var changed = false;
            _work += (long)size * size;
            for (var from = 0; from < size; from++)
            {
                for (var to = 0; to < size; to++)
                {
                    var gain = exchanges[(from * size) + to].Gain;
                    if (gain > long.MinValue && label[from] + gain > label[to])
                    {
                        label[to] = label[from] + gain;
                        before[to] = from;
                        changed = true;
                    }
                }
            }

            if (!changed)
            {
                return null;
            }

            if (Cycle(before) is { } nodes)
            {
                var cycle = new List<(int Out, int In)>();
                var papers = new HashSet<int>();
                var isSimple = true;
                foreach (var node in nodes)
                {
                    var (_, leaving, entering) = exchanges[(before[node] * size) + node];
                    if (leaving >= 0)
                    {
                        cycle.Add((leaving, entering));
                        isSimple &= papers.Add(_paperOf[leaving]);
                    }
                }

                // Two exchanges in one paper were each looked at alone; together they may break its floor or its groups.
                if (isSimple && TotalGain(cycle) > 0)
                {
                    return cycle;
                }

                exchanges[(before[nodes[0]] * size) + nodes[0]] = None;
                Array.Clear(label);
                Array.Fill(before, -1);
            }
        }

        return null;
    }

    private long TotalGain(List<(int Out, int In)> cycle) => cycle.Sum(step => (long)_problem.WeightOf(step.In) - _problem.WeightOf(step.Out));

    private static List<int>? Cycle(int[] before)
    {
        var seen = new int[before.Length];
        for (var start = 0; start < before.Length; start++)
        {
            var node = start;
            while (node >= 0 && seen[node] == 0)
            {
                seen[node] = start + 1;
                node = before[node];
            }

            if (node >= 0 && seen[node] == start + 1)
            {
                var cycle = new List<int> { node };
                for (var next = before[node]; next != node; next = before[next])
                {
                    cycle.Add(next);
                }

                return cycle;
            }
        }

        return null;
    }

    // Two pairs that enter in one chain may exclude each other; then the chain is undone.
    private bool Apply(List<(int Out, int In)> chain)
    {
        void Make(bool forward)
        {
            foreach (var (leaving, entering) in chain)
            {
                if (leaving >= 0)
                {
                    Switch(leaving, !forward);
                }

                Switch(entering, forward);
            }
        }

        Make(forward: true);
        if (chain.All(step => !_excludedBy.TryGetValue(step.In, out var excluded) || !excluded.Any(other => _used[other])))
        {
            return true;
        }

        Make(forward: false);
        return false;
    }

    private void Switch(int pair, bool use)
    {
        var (paper, reviewer) = (_paperOf[pair], _problem.ReviewerOf(pair));
        var change = use ? 1 : -1;
        _used[pair] = use;
        _score[paper] += change * (long)_problem.WeightOf(pair);
        _reviews[paper] += change;
        _load[reviewer] += change;
        foreach (var group in _groupsOf.GetValueOrDefault(pair) ?? [])
        {
            _inGroup[group] += change;
        }

        if (use)
        {
            _pairsOf[reviewer].Add(pair);
        }
        else
        {
            _pairsOf[reviewer].Remove(pair);
        }
    }
}
