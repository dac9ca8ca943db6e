using Workshop.Domain;
using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

internal static class Solving
{
    public static Outcome<ProvenAssignment> Solve(AssignmentProblem problem, ulong seed = 0, Floor? floor = null, IProgress<SolverProgress>? progress = null) =>
        Solve(problem, new AssignmentOptions { Seed = seed, Floor = floor ?? Floor.None }, progress);

    public static Outcome<ProvenAssignment> Solve(AssignmentProblem problem, AssignmentOptions options, IProgress<SolverProgress>? progress = null) =>
        OptimalAssignment.Find(problem, options, progress, TestContext.Current.CancellationToken);

    public static void AssertAccepted(AssignmentProblem problem, ProvenAssignment found, AssignmentOptions? options = null, int seed = 0)
    {
        var refusals = CertificateCheck.Check(problem, [.. found.Pairs.Select(p => (p.Paper, p.Reviewer))], found.Certificate, options);
        Assert.True(refusals.Count == 0, $"seed {seed}: {string.Join(" ", refusals.Select(r => r.Message))}");
    }
}
