namespace Workshop.Domain.Assignment;

/// <summary>What is left to fill once the pins are in place, by position; and the pins that do not fit, as refusals.</summary>
internal sealed class Limits
{
    public required int[] PaperPins { get; init; }
    public required int[] ReviewerPins { get; init; }
    public required int[] PaperLeast { get; init; }
    public required int[] PaperMost { get; init; }
    public required int[] ReviewerLeast { get; init; }
    public required int[] ReviewerMost { get; init; }
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    public static Limits After(AssignmentProblem problem)
    {
        var paperPins = new int[problem.Papers.Count];
        var reviewerPins = new int[problem.Reviewers.Count];
        var candidates = new int[problem.Reviewers.Count];
        for (var p = 0; p < paperPins.Length; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                candidates[problem.ReviewerOf(pair)]++;
                if (problem.IsPinned(pair))
                {
                    paperPins[p]++;
                    reviewerPins[problem.ReviewerOf(pair)]++;
                }
            }
        }

        var refusals = new List<Refusal>();
        var paperLeast = new int[paperPins.Length];
        var paperMost = new int[paperPins.Length];
        for (var p = 0; p < paperPins.Length; p++)
        {
            var paper = problem.Papers[p];
            if (paperPins[p] > paper.Most)
            {
                refusals.Add(new Refusal("assignment.too-many-pins", $"Paper {paper.Id} has {paperPins[p]} pinned reviewers but takes at most {paper.Most}. Unpin some or ask for more reviews of it."));
            }

            paperLeast[p] = Math.Max(0, paper.Least - paperPins[p]);
            var (first, end) = problem.PairsOf(p);
            paperMost[p] = Reachable(paper.Least, paper.Most, end - first) - paperPins[p];
        }

        var reviewerLeast = new int[reviewerPins.Length];
        var reviewerMost = new int[reviewerPins.Length];
        for (var r = 0; r < reviewerPins.Length; r++)
        {
            var reviewer = problem.Reviewers[r];
            if (reviewerPins[r] > reviewer.Most)
            {
                refusals.Add(new Refusal("assignment.too-many-pins", $"Reviewer {reviewer.Id} has {reviewerPins[r]} pinned papers but takes at most {reviewer.Most}. Unpin some or raise the limit."));
            }

            reviewerLeast[r] = Math.Max(0, reviewer.Least - reviewerPins[r]);
            reviewerMost[r] = Reachable(reviewer.Least, reviewer.Most, candidates[r]) - reviewerPins[r];
        }

        return new Limits
        {
            PaperPins = paperPins,
            ReviewerPins = reviewerPins,
            PaperLeast = paperLeast,
            PaperMost = paperMost,
            ReviewerLeast = reviewerLeast,
            ReviewerMost = reviewerMost,
            Refusals = refusals,
        };
    }

    // "No limit" may be written as a very large number, which no arithmetic should have to carry. One above what can be reached, so that the limit never
    // binds by itself, with a price that the limit as given would not earn.
    private static int Reachable(int least, int most, int candidates) => Math.Min(most, Math.Max(least, candidates + 1));
}
