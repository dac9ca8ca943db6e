using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

/// <summary>A random problem small enough to try every assignment.</summary>
internal sealed class SmallProblem
{
    public required PaperDemand[] Papers { get; init; }
    public required ReviewerLoad[] Reviewers { get; init; }
    public required Candidate[] Candidates { get; init; }

    public AssignmentProblem Problem => AssignmentProblem.Create(Papers, Reviewers, Candidates).Value!;

    public static SmallProblem Random(int seed)
    {
        var random = new Random(seed);
        var papers = new PaperDemand[random.Next(0, 5)];
        for (var p = 0; p < papers.Length; p++)
        {
            var least = random.Next(0, 4);
            papers[p] = new PaperDemand($"p{p}", least, random.Next(3) == 0 ? least + random.Next(0, 3) : least);
        }

        var reviewers = new ReviewerLoad[random.Next(0, 5)];
        for (var r = 0; r < reviewers.Length; r++)
        {
            var least = random.Next(3) == 0 ? random.Next(0, 3) : 0;
            reviewers[r] = new ReviewerLoad($"r{r}", least, least + random.Next(0, 5));
        }

        // Few distinct affinities on half of the problems, so that ties and degenerate pivots are common; some below zero.
        var steps = random.Next(2) == 0 ? 3 : 1_000_000;
        var lowest = random.Next(4) == 0 ? -steps : 0;
        var density = random.Next(40, 101);
        var pins = random.Next(3) == 0;
        var candidates = new List<Candidate>();
        for (var p = 0; p < papers.Length; p++)
        {
            for (var r = 0; r < reviewers.Length; r++)
            {
                if (random.Next(100) < density)
                {
                    double? affinity = random.Next(10) == 0 ? null : (double)random.Next(lowest, steps + 1) / steps;
                    candidates.Add(new Candidate(p, r, affinity, pins && random.Next(6) == 0));
                }
            }
        }

        return new SmallProblem { Papers = papers, Reviewers = reviewers, Candidates = [.. candidates] };
    }

    /// <summary>The best total in millionths by trying every set of pairs; null when none is allowed.</summary>
    public long? BestByTrying()
    {
        var reviews = new int[Papers.Length];
        var load = new int[Reviewers.Length];
        return Try(0, reviews, load);
    }

    private long? Try(int next, int[] reviews, int[] load)
    {
        if (next == Candidates.Length)
        {
            return IsAllowed(reviews, load) ? 0 : null;
        }

        var candidate = Candidates[next];
        long? best = candidate.IsPinned ? null : Try(next + 1, reviews, load);
        if (reviews[candidate.Paper] < Papers[candidate.Paper].Most && load[candidate.Reviewer] < Reviewers[candidate.Reviewer].Most)
        {
            reviews[candidate.Paper]++;
            load[candidate.Reviewer]++;
            var with = Try(next + 1, reviews, load) + (long)Math.Round((candidate.Affinity ?? 0) * 1e6);
            reviews[candidate.Paper]--;
            load[candidate.Reviewer]--;
            best = best is null || with > best ? with ?? best : best;
        }

        return best;
    }

    private bool IsAllowed(int[] reviews, int[] load)
    {
        for (var p = 0; p < reviews.Length; p++)
        {
            if (reviews[p] < Papers[p].Least || reviews[p] > Papers[p].Most)
            {
                return false;
            }
        }

        for (var r = 0; r < load.Length; r++)
        {
            if (load[r] < Reviewers[r].Least || load[r] > Reviewers[r].Most)
            {
                return false;
            }
        }

        return true;
    }
}
