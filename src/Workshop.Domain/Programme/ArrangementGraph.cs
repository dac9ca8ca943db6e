namespace Workshop.Domain.Programme;

/// <summary>An arrangement problem in numbers: talks and blocks by their places, and one more block for what stands nowhere.</summary>
internal sealed class ArrangementGraph
{
    /// <summary>How much pairs in parallel blocks count against pairs in one block.</summary>
    public const double ParallelWeight = -0.25;

    private readonly ArrangementProblem _problem;
    private readonly double[] _beyondMean;
    private readonly bool[] _mayBe;
    private readonly int[][] _parallel;
    private readonly bool[] _isParallel;

    public ArrangementGraph(ArrangementProblem problem, Func<int, int, double> similarity)
    {
        _problem = problem;
        (Size, Nowhere) = (problem.Talks.Count, problem.Blocks.Count);
        if (problem.Blocks.Select(block => block.Id).Distinct().Count() != Nowhere || problem.Talks.Select(talk => talk.Id).Distinct().Count() != Size)
        {
            throw new ArgumentException("An id comes twice.", nameof(problem));
        }

        _beyondMean = new double[Size * Size];
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += _beyondMean[(i * Size) + j] = _beyondMean[(j * Size) + i] = similarity(i, j);
            }
        }

        Mean = Size < 2 ? 0 : 2 * sum / ((double)Size * (Size - 1));
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                _beyondMean[(i * Size) + j] -= i == j ? 0 : Mean;
                Spread += _beyondMean[(i * Size) + j] * _beyondMean[(i * Size) + j];
            }
        }

        Spread = Size < 2 ? 0 : Math.Sqrt(Spread / ((double)Size * (Size - 1)));
        _isParallel = new bool[(Nowhere + 1) * (Nowhere + 1)];
        _parallel = new int[Nowhere + 1][];
        for (var b = 0; b <= Nowhere; b++)
        {
            _parallel[b] = b == Nowhere ? [] : [.. Enumerable.Range(0, Nowhere).Where(other => other != b && Overlap(problem.Blocks[b], problem.Blocks[other]))];
            foreach (var other in _parallel[b])
            {
                _isParallel[(b * (Nowhere + 1)) + other] = true;
            }
        }

        Sizes = [.. problem.Talks.Select(talk => talk.Size)];
        Pins = [.. problem.Talks.Select(PinOf)];
        SamePresenter = Presenters();
        _mayBe = new bool[Size * Nowhere];
        FindPlaces();
    }

    public int Size { get; }

    /// <summary>The number of blocks; as a block, none of them.</summary>
    public int Nowhere { get; }

    /// <summary>Of all pairs.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation over all pairs.</summary>
    public double Spread { get; }

    public int[] Sizes { get; }

    /// <summary>The block that a talk stays in; −1 when it is free.</summary>
    public int[] Pins { get; }

    /// <summary>For each talk the others that somebody presents who presents it.</summary>
    public int[][] SamePresenter { get; }

    public int CapacityOf(int block) => _problem.Blocks[block].Capacity;

    public IReadOnlyList<int> ParallelTo(int block) => _parallel[block];

    public bool AreParallel(int one, int other) => _isParallel[(one * (Nowhere + 1)) + other];

    public bool MayBe(int talk, int block) => block == Nowhere || _mayBe[(talk * Nowhere) + block];

    public int PlacesOf(int talk) => Enumerable.Range(0, Nowhere).Count(block => MayBe(talk, block));

    /// <summary>What two talks have in common beyond the mean; 0 of a talk with itself.</summary>
    public double BeyondMean(int one, int other) => _beyondMean[(one * Size) + other];

    public ReadOnlySpan<double> BeyondMean(int talk) => _beyondMean.AsSpan(talk * Size, Size);

    public double Similarity(int one, int other) => _beyondMean[(one * Size) + other] + Mean;

    /// <summary>How a pair counts that stands in these blocks.</summary>
    public double Weight(int one, int other) => one == Nowhere || other == Nowhere ? 0 : one == other ? 1 : AreParallel(one, other) ? ParallelWeight : 0;

    public double SumOf(ReadOnlySpan<int> talks)
    {
        var sum = 0.0;
        for (var i = 0; i < talks.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += Similarity(talks[i], talks[j]);
            }
        }

        return sum;
    }

    public double Value(int[] blockOf)
    {
        var value = 0.0;
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                value += Weight(blockOf[i], blockOf[j]) * BeyondMean(i, j);
            }
        }

        return value;
    }

    public WhyLeftOut WhyLeftOut(int talk, int[] blockOf)
    {
        if (PlacesOf(talk) == 0)
        {
            return Programme.WhyLeftOut.Absent;
        }

        var used = new int[Nowhere + 1];
        for (var i = 0; i < Size; i++)
        {
            used[blockOf[i]] += Sizes[i];
        }

        var withRoom = Enumerable.Range(0, Nowhere).Where(block => used[block] + Sizes[talk] <= CapacityOf(block)).ToList();
        return withRoom.Count == 0 ? Programme.WhyLeftOut.NoRoom
            : withRoom.Exists(block => MayBe(talk, block)) ? Programme.WhyLeftOut.PresentsElsewhere
            : Programme.WhyLeftOut.Absent;
    }

    private static bool Overlap(ArrangementBlock one, ArrangementBlock other) => one.Starts < other.Ends && other.Starts < one.Ends;

    private int PinOf(ArrangementTalk talk)
    {
        if (talk.PinnedTo is not { } pin)
        {
            return -1;
        }

        var block = _problem.Blocks.Index().FirstOrDefault(known => known.Item.Id == pin, (-1, null!)).Index;
        return block >= 0 ? block : throw new ArgumentException("A talk is pinned to no block of the problem.");
    }

    private int[][] Presenters()
    {
        var talksOf = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var talk = 0; talk < Size; talk++)
        {
            foreach (var presenter in _problem.Talks[talk].Presenters.Where(presenter => presenter.Length > 0))
            {
                if (!talksOf.TryGetValue(presenter, out var talks))
                {
                    talksOf.Add(presenter, talks = []);
                }

                talks.Add(talk);
            }
        }

        return [.. _problem.Talks.Select((talk, i) => talk.Presenters.Where(presenter => presenter.Length > 0).SelectMany(presenter => talksOf[presenter]).Where(other => other != i).Distinct().Order().ToArray())];
    }

    /// <summary>Blocks during the whole of which the presenter is there; only who has none goes into one where they are there for a part that is long enough.</summary>
    private void FindPlaces()
    {
        for (var t = 0; t < Size; t++)
        {
            var talk = _problem.Talks[t];
            bool[] wholly = [.. _problem.Blocks.Select(block => !talk.Absences.Any(absence => absence.Overlaps(block.Starts, block.Ends)))];
            var any = Array.Exists(wholly, free => free);
            for (var b = 0; b < Nowhere; b++)
            {
                _mayBe[(t * Nowhere) + b] = talk.Size <= CapacityOf(b) && (wholly[b] || (!any && !_problem.ArePosters && IsPartlyFree(talk, _problem.Blocks[b])));
            }
        }
    }

    private static bool IsPartlyFree(ArrangementTalk talk, ArrangementBlock block)
    {
        var from = block.Starts;
        foreach (var absence in talk.Absences.Where(absence => absence.Overlaps(block.Starts, block.Ends)).OrderBy(absence => absence.From))
        {
            if (absence.From - from >= TimeSpan.FromMinutes(talk.Size))
            {
                return true;
            }

            from = absence.To > from ? absence.To : from;
        }

        return block.Ends - from >= TimeSpan.FromMinutes(talk.Size);
    }
}
