using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

/// <summary>A <see cref="SmallProblem"/> with random groups and exclusions, whose allowed assignments can all be listed.</summary>
internal sealed class RuledProblem
{
    private readonly SmallProblem _small;

    private RuledProblem(SmallProblem small, GroupRule[] groups, Exclusion[] exclusions)
    {
        (_small, Groups, Exclusions) = (small, groups, exclusions);
        Problem = AssignmentProblem.Create(small.Papers, small.Reviewers, small.Candidates, groups, exclusions).Value!;
        Allowed = [.. List().Where(KeepsRules)];
    }

    public GroupRule[] Groups { get; }

    public Exclusion[] Exclusions { get; }

    public AssignmentProblem Problem { get; }

    /// <summary>Every assignment that keeps every rule, as sets of candidate positions.</summary>
    public IReadOnlyList<int[]> Allowed { get; }

    public static RuledProblem Random(int seed, bool withGroups, bool laminar, bool withExclusions)
    {
        var small = SmallProblem.Random(seed);
        var random = new Random(seed ^ 0x5bd1e995);
        var groups = new List<GroupRule>();
        for (var p = 0; withGroups && p < small.Papers.Length; p++)
        {
            AddGroups(small, random, groups, p, laminar);
        }

        var exclusions = new List<Exclusion>();
        for (var i = 0; withExclusions && i < 5 && small.Candidates.Length > 1; i++)
        {
            var one = small.Candidates[random.Next(small.Candidates.Length)];
            var other = small.Candidates[random.Next(small.Candidates.Length)];
            if ((one.Paper, one.Reviewer) != (other.Paper, other.Reviewer))
            {
                exclusions.Add(new Exclusion((one.Paper, one.Reviewer), (other.Paper, other.Reviewer)));
            }
        }

        return new RuledProblem(small, [.. groups], [.. exclusions]);
    }

    public long ValueOf(int[] set) => set.Sum(i => Weight(i));

    /// <summary>The lowest score of the papers that need a review; null when none does.</summary>
    public long? LowestOf(int[] set)
    {
        var scores = Enumerable.Range(0, _small.Papers.Length).Where(p => _small.Papers[p].Least > 0)
            .Select(p => set.Where(i => _small.Candidates[i].Paper == p).Sum(Weight)).ToList();
        return scores.Count == 0 ? null : scores.Min();
    }

    private static void AddGroups(SmallProblem small, Random random, List<GroupRule> groups, int paper, bool laminar)
    {
        var reviewers = Enumerable.Range(0, small.Reviewers.Length).ToArray();
        random.Shuffle(reviewers);
        var cut = random.Next(reviewers.Length + 1);
        void Add(IEnumerable<int> members, GroupKind kind)
        {
            var least = random.Next(3) == 0 ? random.Next(1, 3) : 0;
            groups.Add(new GroupRule(paper, [.. members], least, least + random.Next(3), kind, $"rule {groups.Count}"));
        }

        if (laminar)
        {
            Add(reviewers[..cut], GroupKind.Institution);
            Add(reviewers[cut..], GroupKind.Institution);
            if (random.Next(2) == 0)
            {
                Add(reviewers[..(cut / 2)], GroupKind.Senior);
            }

            return;
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            random.Shuffle(reviewers);
            Add(reviewers[..random.Next(reviewers.Length + 1)], (GroupKind)random.Next(4));
        }
    }

    private long Weight(int candidate) => (long)Math.Round((_small.Candidates[candidate].Affinity ?? 0) * 1e6);

    private bool KeepsRules(int[] set)
    {
        bool Has(int paper, int reviewer) => set.Any(i => _small.Candidates[i].Paper == paper && _small.Candidates[i].Reviewer == reviewer);
        return Groups.All(g => g.Reviewers.Count(r => Has(g.Paper, r)) is var count && count >= g.Least && count <= g.Most)
            && Exclusions.All(e => !(Has(e.First.Paper, e.First.Reviewer) && Has(e.Second.Paper, e.Second.Reviewer)));
    }

    private List<int[]> List()
    {
        var all = new List<int[]>();
        Extend(0, [], new int[_small.Papers.Length], new int[_small.Reviewers.Length], all);
        return all;
    }

    private void Extend(int next, List<int> set, int[] reviews, int[] load, List<int[]> all)
    {
        if (next == _small.Candidates.Length)
        {
            if (_small.Papers.Index().All(p => reviews[p.Index] >= p.Item.Least) && _small.Reviewers.Index().All(r => load[r.Index] >= r.Item.Least))
            {
                all.Add([.. set]);
            }

            return;
        }

        var candidate = _small.Candidates[next];
        if (!candidate.IsPinned)
        {
            Extend(next + 1, set, reviews, load, all);
        }

        if (reviews[candidate.Paper] < _small.Papers[candidate.Paper].Most && load[candidate.Reviewer] < _small.Reviewers[candidate.Reviewer].Most)
        {
            reviews[candidate.Paper]++;
            load[candidate.Reviewer]++;
            set.Add(next);
            Extend(next + 1, set, reviews, load, all);
            set.RemoveAt(set.Count - 1);
            reviews[candidate.Paper]--;
            load[candidate.Reviewer]--;
        }
    }
}
