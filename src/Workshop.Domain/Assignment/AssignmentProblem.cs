using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>How many reviews a paper gets: at least and at most, both ends included. Equal ends ask for exactly that many.</summary>
public sealed record PaperDemand(string Id, int Least, int Most);

/// <summary>How many reviews a reviewer writes: at least and at most, both ends included.</summary>
public sealed record ReviewerLoad(string Id, int Least, int Most);

/// <summary>
/// A reviewer who may review a paper, by position in the lists given. A pair that is not among the candidates is forbidden: that is how
/// conflicts are said. Null affinity means missing: it counts as 0 in every sum and comes back as null, so that whoever shows the result
/// can flag it. A pinned pair is in every assignment.
/// </summary>
public readonly record struct Candidate(int Paper, int Reviewer, double? Affinity, bool IsPinned = false);

/// <summary>
/// What an assignment must satisfy, checked and immutable. Affinities are any finite numbers from −1,000 to 1,000, larger is better; they are
/// rounded once, here, to whole millionths (half to even), and everything after is integer arithmetic. Memory is linear in the candidates.
/// The order of the candidates does not matter.
/// </summary>
public sealed class AssignmentProblem
{
    /// <summary>Weights, prices, values and bounds are in units of 1/1,000,000 of an affinity.</summary>
    public const int Scale = 1_000_000;

    private const double LargestAffinity = 1_000;
    private readonly int[] _firstPair;
    private readonly int[] _reviewerOf;
    private readonly int[] _weight;
    private readonly PairFlags[] _flags;

    private AssignmentProblem(
        IReadOnlyList<PaperDemand> papers, IReadOnlyList<ReviewerLoad> reviewers, int[] firstPair, int[] reviewerOf, int[] weight, PairFlags[] flags,
        IReadOnlyList<GroupRule> groups, IReadOnlyList<Exclusion> exclusions)
    {
        Groups = groups;
        Exclusions = exclusions;
        Papers = papers;
        Reviewers = reviewers;
        _firstPair = firstPair;
        _reviewerOf = reviewerOf;
        _weight = weight;
        _flags = flags;
    }

    [Flags]
    private enum PairFlags : byte
    {
        None = 0,
        Pinned = 1,
        Missing = 2,
    }

    public IReadOnlyList<PaperDemand> Papers { get; }

    public IReadOnlyList<ReviewerLoad> Reviewers { get; }

    /// <summary>In the order given; their prices in a certificate are in the same order.</summary>
    public IReadOnlyList<GroupRule> Groups { get; }

    /// <summary>In the order given; their prices in a certificate are in the same order.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; }

    /// <summary>How many candidate pairs there are. Pairs are numbered from 0, sorted by paper, then reviewer.</summary>
    public int PairCount => _reviewerOf.Length;

    /// <summary>The pairs of a paper, a run of numbers whose end is not included.</summary>
    public (int First, int End) PairsOf(int paper) => (_firstPair[paper], _firstPair[paper + 1]);

    public int ReviewerOf(int pair) => _reviewerOf[pair];

    /// <summary>The affinity of a pair in whole millionths; 0 when it is missing.</summary>
    public int WeightOf(int pair) => _weight[pair];

    public bool IsPinned(int pair) => (_flags[pair] & PairFlags.Pinned) != 0;

    public bool IsAffinityMissing(int pair) => (_flags[pair] & PairFlags.Missing) != 0;

    /// <summary>The number of the pair, or −1 when this reviewer may not review this paper.</summary>
    public int Find(int paper, int reviewer)
    {
        var at = Array.BinarySearch(_reviewerOf, _firstPair[paper], _firstPair[paper + 1] - _firstPair[paper], reviewer);
        return at < 0 ? -1 : at;
    }

    /// <summary>
    /// Refuses what makes no sense in itself: an id twice, a negative or upside-down range, a pair twice, a position out of range, an
    /// affinity that is no number. Whether an assignment exists is the solver's to say.
    /// </summary>
    public static Outcome<AssignmentProblem> Create(
        IReadOnlyList<PaperDemand> papers, IReadOnlyList<ReviewerLoad> reviewers, IReadOnlyCollection<Candidate> candidates,
        IReadOnlyList<GroupRule>? groups = null, IReadOnlyList<Exclusion>? exclusions = null)
    {
        ArgumentNullException.ThrowIfNull(papers);
        ArgumentNullException.ThrowIfNull(reviewers);
        ArgumentNullException.ThrowIfNull(candidates);
        var refusals = new List<Refusal>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var paper in papers)
        {
            if (!seen.Add(paper.Id))
            {
                refusals.Add(new Refusal("assignment.paper-twice", $"Paper {paper.Id} is listed twice."));
            }

            if (paper.Least < 0 || paper.Most < paper.Least)
            {
                refusals.Add(new Refusal("assignment.paper-range", $"Paper {paper.Id} cannot get at least {paper.Least} and at most {paper.Most} reviews."));
            }
        }

        seen.Clear();
        foreach (var reviewer in reviewers)
        {
            if (!seen.Add(reviewer.Id))
            {
                refusals.Add(new Refusal("assignment.reviewer-twice", $"Reviewer {reviewer.Id} is listed twice."));
            }

            if (reviewer.Least < 0 || reviewer.Most < reviewer.Least)
            {
                refusals.Add(new Refusal("assignment.reviewer-range", $"Reviewer {reviewer.Id} cannot take at least {reviewer.Least} and at most {reviewer.Most} papers."));
            }
        }

        var firstPair = new int[papers.Count + 1];
        foreach (var candidate in candidates)
        {
            if (candidate.Paper < 0 || candidate.Paper >= papers.Count || candidate.Reviewer < 0 || candidate.Reviewer >= reviewers.Count)
            {
                refusals.Add(new Refusal("assignment.unknown-pair", $"There is no paper {candidate.Paper} or no reviewer {candidate.Reviewer} in the lists."));
                continue;
            }

            firstPair[candidate.Paper + 1]++;
            if (candidate.Affinity is { } affinity && !(Math.Abs(affinity) <= LargestAffinity))
            {
                var shown = affinity.ToString(CultureInfo.InvariantCulture);
                refusals.Add(new Refusal("assignment.affinity-range", $"The affinity of paper {papers[candidate.Paper].Id} and reviewer {reviewers[candidate.Reviewer].Id} is {shown}; it must be a number from -1000 to 1000."));
            }
        }

        CheckRules(papers, reviewers, groups ?? [], exclusions ?? [], refusals);
        if (refusals.Count > 0)
        {
            return Outcome.No<AssignmentProblem>(refusals);
        }

        return Build(papers, reviewers, candidates, firstPair, groups ?? [], exclusions ?? []);
    }

    /// <summary>The same problem under other rules, which must have been checked before.</summary>
    internal AssignmentProblem With(IReadOnlyList<GroupRule> groups, IReadOnlyList<Exclusion> exclusions) =>
        new(Papers, Reviewers, _firstPair, _reviewerOf, _weight, _flags, groups, exclusions);

    private static void CheckRules(
        IReadOnlyList<PaperDemand> papers, IReadOnlyList<ReviewerLoad> reviewers, IReadOnlyList<GroupRule> groups, IReadOnlyList<Exclusion> exclusions, List<Refusal> refusals)
    {
        foreach (var group in groups)
        {
            if (group.Paper < 0 || group.Paper >= papers.Count || group.Reviewers.Any(r => r < 0 || r >= reviewers.Count))
            {
                refusals.Add(new Refusal("assignment.unknown-group", $"The rule \"{group.Label}\" names a paper or a reviewer that is not in the lists."));
            }
            else if (group.Least < 0 || group.Most < group.Least)
            {
                refusals.Add(new Refusal("assignment.group-range", $"The rule \"{group.Label}\" of paper {papers[group.Paper].Id} cannot ask for at least {group.Least} and at most {group.Most}."));
            }
        }

        bool IsKnown((int Paper, int Reviewer) pair) => pair.Paper >= 0 && pair.Paper < papers.Count && pair.Reviewer >= 0 && pair.Reviewer < reviewers.Count;
        foreach (var exclusion in exclusions)
        {
            if (!IsKnown(exclusion.First) || !IsKnown(exclusion.Second))
            {
                refusals.Add(new Refusal("assignment.unknown-exclusion", "Two pairs exclude each other, but one of them names a paper or a reviewer that is not in the lists."));
            }
            else if (exclusion.First == exclusion.Second)
            {
                refusals.Add(new Refusal("assignment.exclusion-of-itself", $"The pair of paper {papers[exclusion.First.Paper].Id} and reviewer {reviewers[exclusion.First.Reviewer].Id} cannot exclude itself. List it as a conflict."));
            }
        }
    }

    private static Outcome<AssignmentProblem> Build(
        IReadOnlyList<PaperDemand> papers, IReadOnlyList<ReviewerLoad> reviewers, IReadOnlyCollection<Candidate> candidates, int[] firstPair,
        IReadOnlyList<GroupRule> groups, IReadOnlyList<Exclusion> exclusions)
    {
        for (var p = 0; p < papers.Count; p++)
        {
            firstPair[p + 1] += firstPair[p];
        }

        var next = firstPair[..^1];
        var sorted = new Candidate[candidates.Count];
        foreach (var candidate in candidates)
        {
            sorted[next[candidate.Paper]++] = candidate;
        }

        var reviewerOf = new int[sorted.Length];
        var weight = new int[sorted.Length];
        var flags = new PairFlags[sorted.Length];
        var twice = new List<Refusal>();
        for (var p = 0; p < papers.Count; p++)
        {
            Array.Sort(sorted, firstPair[p], firstPair[p + 1] - firstPair[p], ByReviewer.Instance);
            for (var i = firstPair[p]; i < firstPair[p + 1]; i++)
            {
                var candidate = sorted[i];
                reviewerOf[i] = candidate.Reviewer;
                weight[i] = (int)Math.Round((candidate.Affinity ?? 0) * Scale, MidpointRounding.ToEven);
                flags[i] = (candidate.IsPinned ? PairFlags.Pinned : 0) | (candidate.Affinity is null ? PairFlags.Missing : 0);
                if (i > firstPair[p] && reviewerOf[i - 1] == candidate.Reviewer)
                {
                    twice.Add(new Refusal("assignment.pair-twice", $"Paper {papers[p].Id} and reviewer {reviewers[candidate.Reviewer].Id} are paired twice."));
                }
            }
        }

        return twice.Count > 0
            ? Outcome.No<AssignmentProblem>(twice)
            : new AssignmentProblem([.. papers], [.. reviewers], firstPair, reviewerOf, weight, flags, [.. groups], [.. exclusions]);
    }

    private sealed class ByReviewer : IComparer<Candidate>
    {
        public static ByReviewer Instance { get; } = new();

        public int Compare(Candidate x, Candidate y) => x.Reviewer.CompareTo(y.Reviewer);
    }
}
