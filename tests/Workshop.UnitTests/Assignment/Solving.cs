using Workshop.Domain;
using Workshop.Domain.Assignment;

namespace Workshop.UnitTests.Assignment;

internal static class Solving
{
    public static Outcome<ProvenAssignment> Solve(AssignmentProblem problem, ulong seed = 0, Floor? floor = null, IProgress<SolverProgress>? progress = null) =>
        OptimalAssignment.Find(problem, new AssignmentOptions { Seed = seed, Floor = floor ?? Floor.None }, progress, TestContext.Current.CancellationToken);
}
