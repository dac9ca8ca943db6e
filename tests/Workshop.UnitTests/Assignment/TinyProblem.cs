using System.Numerics;
using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

/// <summary>A problem with so few pairs that every set of them can be looked at, groups and exclusions included; bit i of a set is pair i.</summary>
internal sealed class TinyProblem
{
    public required AssignmentProblem Problem { get; init; }

    /// <summary>Every allowed assignment.</summary>
    public required IReadOnlyList<int> Allowed { get; init; }

    public required int[] PaperOf { get; init; }

    public static TinyProblem Random(int seed, bool groups = false, bool crossing = false, bool exclusions = false)
    {
        var random = new Random(seed);
        var papers = new PaperDemand[random.Next(1, 4)];
        for (var p = 0; p < papers.Length; p++)
        {
            var least = random.Next(0, 3);
            papers[p] = new PaperDemand($"p{p}", least, random.Next(3) == 0 ? least + random.Next(0, 3) : least);
        }

        var reviewers = new ReviewerLoad[random.Next(2, 5)];
        for (var r = 0; r < reviewers.Length; r++)
        {
            var least = random.Next(3) == 0 ? random.Next(0, 2) : 0;
            reviewers[r] = new ReviewerLoad($"r{r}", least, least + random.Next(0, 4));
        }

        var steps = random.Next(2) == 0 ? 3 : 1_000_000;
        var lowest = random.Next(4) == 0 ? -steps : 0;
        var density = random.Next(50, 101);
        var pins = random.Next(4) == 0;
        var candidates = new List<Candidate>();
        for (var p = 0; p < papers.Length; p++)
        {
            for (var r = 0; r < reviewers.Length; r++)
            {
                if (random.Next(100) < density)
                {
                    candidates.Add(new Candidate(p, r, random.Next(10) == 0 ? null : (double)random.Next(lowest, steps + 1) / steps, pins && random.Next(6) == 0));
                }
            }
        }

        var rules = new List<GroupRule>();
        for (var p = 0; groups && p < papers.Length; p++)
        {
            // The first half and the whole, one inside of the other, and the last one alone; or anything at all.
            var half = Enumerable.Range(0, reviewers.Length / 2).ToArray();
            int[] last = [reviewers.Length - 1];
            foreach (var members in (int[][])[half, last, [.. half, .. last]])
            {
                var chosen = crossing ? Enumerable.Range(0, reviewers.Length).Where(_ => random.Next(2) == 0).ToArray() : members;
                if (random.Next(2) == 0)
                {
                    var least = random.Next(4) == 0 ? 1 : 0;
                    rules.Add(new GroupRule(p, chosen, least, least + random.Next(least == 0 ? 1 : 0, 3), GroupKind.Other, "rule"));
                }
            }
        }

        var pairs = new List<Exclusion>();
        for (var i = 0; exclusions && i < 2; i++)
        {
            var (first, second) = ((random.Next(papers.Length), random.Next(reviewers.Length)), (random.Next(papers.Length), random.Next(reviewers.Length)));
            if (first != second)
            {
                pairs.Add(new Exclusion(first, second));
            }
        }

        return Of(AssignmentProblem.Create(papers, reviewers, candidates, rules, pairs).Value!);
    }

    public static TinyProblem Of(AssignmentProblem problem)
    {
        var paperOf = new int[problem.PairCount];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            Array.Fill(paperOf, p, first, end - first);
        }

        var ofPaper = Masks(problem.Papers.Count, p => pair => paperOf[pair] == p);
        var ofReviewer = Masks(problem.Reviewers.Count, r => pair => problem.ReviewerOf(pair) == r);
        var ofGroup = Masks(problem.Groups.Count, g => pair => paperOf[pair] == problem.Groups[g].Paper && problem.Groups[g].Reviewers.Contains(problem.ReviewerOf(pair)));
        var ofExclusion = Masks(problem.Exclusions.Count, e => pair => (paperOf[pair], problem.ReviewerOf(pair)) == problem.Exclusions[e].First || (paperOf[pair], problem.ReviewerOf(pair)) == problem.Exclusions[e].Second);
        var pins = Masks(1, _ => problem.IsPinned)[0];
        var allowed = new List<int>();
        for (var set = 0; set < 1 << problem.PairCount; set++)
        {
            int In(int mask) => BitOperations.PopCount((uint)(set & mask));
            if ((set & pins) == pins
                && problem.Papers.Index().All(p => In(ofPaper[p.Index]) >= p.Item.Least && In(ofPaper[p.Index]) <= p.Item.Most)
                && problem.Reviewers.Index().All(r => In(ofReviewer[r.Index]) >= r.Item.Least && In(ofReviewer[r.Index]) <= r.Item.Most)
                && problem.Groups.Index().All(g => In(ofGroup[g.Index]) >= g.Item.Least && In(ofGroup[g.Index]) <= g.Item.Most)
                && ofExclusion.All(mask => In(mask) < 2))
            {
                allowed.Add(set);
            }
        }

        return new TinyProblem { Problem = problem, Allowed = allowed, PaperOf = paperOf };

        int[] Masks(int count, Func<int, Func<int, bool>> holds) =>
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, problem.PairCount).Where(holds(i)).Sum(pair => 1 << pair))];
    }

    public long Value(int set) => Enumerable.Range(0, Problem.PairCount).Where(pair => (set & (1 << pair)) != 0).Sum(pair => (long)Problem.WeightOf(pair));

    /// <summary>The best total of the allowed assignments that a condition holds for, in millionths; null when there is none.</summary>
    public long? Best(Func<int, bool>? holds = null) => Allowed.Where(holds ?? (_ => true)).Select(set => (long?)Value(set)).DefaultIfEmpty(null).Max();

    public (string Paper, string Reviewer) Name(int pair) => (Problem.Papers[PaperOf[pair]].Id, Problem.Reviewers[Problem.ReviewerOf(pair)].Id);

    public List<(string Paper, string Reviewer)> Names(int set) => [.. Enumerable.Range(0, Problem.PairCount).Where(pair => (set & (1 << pair)) != 0).Select(Name)];

    public int SetOf(IEnumerable<(string Paper, string Reviewer)> pairs)
    {
        var wanted = pairs.ToHashSet();
        return Enumerable.Range(0, Problem.PairCount).Where(pair => wanted.Contains(Name(pair))).Sum(pair => 1 << pair);
    }

    /// <summary>The set after the moves; fails when a pair comes that is there, or goes that is not.</summary>
    public int Move(int set, IEnumerable<PairMove> moves)
    {
        foreach (var move in moves)
        {
            var bit = SetOf([(move.Paper, move.Reviewer)]);
            Assert.NotEqual(0, bit);
            Assert.Equal(move.Comes, (set & bit) == 0);
            set ^= bit;
        }

        return set;
    }
}
