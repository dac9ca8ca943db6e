namespace Workshop.Domain.Assignment;

/// <summary>A problem taken apart, so that one with a change can be made of it; every change gives a new problem.</summary>
internal sealed class ProblemEdits
{
    private ProblemEdits(AssignmentProblem problem)
    {
        Papers = [.. problem.Papers];
        Reviewers = [.. problem.Reviewers];
        Groups = [.. problem.Groups];
        Exclusions = [.. problem.Exclusions];
        for (var p = 0; p < Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            for (var pair = first; pair < end; pair++)
            {
                // Whole millionths come back as they were.
                Candidates.Add(new Candidate(p, problem.ReviewerOf(pair), problem.IsAffinityMissing(pair) ? null : problem.WeightOf(pair) / (double)AssignmentProblem.Scale, problem.IsPinned(pair)));
            }
        }
    }

    public List<PaperDemand> Papers { get; }

    public List<ReviewerLoad> Reviewers { get; }

    public List<Candidate> Candidates { get; } = [];

    public List<GroupRule> Groups { get; }

    public List<Exclusion> Exclusions { get; }

    public static ProblemEdits Of(AssignmentProblem problem) => new(problem);

    public Outcome<AssignmentProblem> Build() => AssignmentProblem.Create(Papers, Reviewers, Candidates, Groups, Exclusions);

    public static Dictionary<string, int> Positions(IEnumerable<string> ids)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            positions.Add(id, positions.Count);
        }

        return positions;
    }

    public static int[] PaperOfPair(AssignmentProblem problem)
    {
        var paperOf = new int[problem.PairCount];
        for (var p = 0; p < problem.Papers.Count; p++)
        {
            var (first, end) = problem.PairsOf(p);
            Array.Fill(paperOf, p, first, end - first);
        }

        return paperOf;
    }
}
