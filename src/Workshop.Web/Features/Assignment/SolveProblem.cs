using System.Globalization;
using Workshop.Domain;
using Workshop.Domain.Assignment;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Assignment;

/// <summary>
/// Solves a problem, shows how far it is, and believes nothing that the independent checker does not confirm. Progress says how far the total may still be from the best, never the
/// total itself: less what an organizer sees, it would tell about their own paper.
/// </summary>
public sealed class SolveProblem(TimeProvider time)
{
    /// <summary>Progress of the whole run is told in this many steps; solving goes from <see cref="Begin"/> to <see cref="End"/>.</summary>
    public const int Total = 100;

    private const int Begin = 35;
    private const int End = 95;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    public async Task<Outcome<ProvenAssignment>> RunAsync(JobContext context, StoredProblem problem, AssignmentOptions options, CancellationToken cancel)
    {
        await context.ReportAsync(Begin, Total, "Solving.");
        var progress = new Reports(context, time);
        var found = await Task.Run(() => OptimalAssignment.Find(problem.Problem, options, progress, cancel), cancel);
        if (found.Succeeded)
        {
            await context.ReportAsync(End, Total, "Checking the proof that nothing is better.");
            await Task.Run(() => Confirm(problem, found.Value, options), cancel);
        }

        return found;
    }

    /// <summary>The same without progress, for pages that try something out.</summary>
    public static Outcome<ProvenAssignment> Run(StoredProblem problem, AssignmentOptions options, CancellationToken cancel)
    {
        var found = OptimalAssignment.Find(problem.Problem, options, null, cancel);
        if (found.Succeeded)
        {
            Confirm(problem, found.Value, options);
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">The checker does not accept it: a bug, which must reach nobody as a proposal.</exception>
    public static void Confirm(StoredProblem problem, ProvenAssignment found, AssignmentOptions asked)
    {
        var wrong = CertificateCheck.Check(problem.Problem, [.. found.Pairs.Select(pair => (pair.Paper, pair.Reviewer))], found.Certificate, asked);
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException($"The solver's certificate was rejected: {wrong[0].Code}.");
        }
    }

    private sealed class Reports(JobContext context, TimeProvider time) : IProgress<SolverProgress>
    {
        private long _lastAt = time.GetTimestamp();
        private long _mostUnplaced = 1;
        private double _firstGap;

        public void Report(SolverProgress value)
        {
            if (time.GetElapsedTime(_lastAt) < BetweenReports)
            {
                return;
            }

            _lastAt = time.GetTimestamp();
            // On the solver's thread, which may wait for one small write a few times a second.
            context.ReportAsync(Begin + (int)(Done(value) * (End - Begin)), Total, Sentence(value)).GetAwaiter().GetResult();
        }

        private double Done(SolverProgress value)
        {
            _mostUnplaced = Math.Max(_mostUnplaced, value.Unplaced);
            if (value.Unplaced > 0 || value.Gap is not { } gap)
            {
                return 0.3 * (1 - ((double)value.Unplaced / _mostUnplaced));
            }

            _firstGap = Math.Max(_firstGap, gap);
            return _firstGap == 0 ? 0.99 : 0.3 + (0.69 * (1 - (gap / _firstGap)));
        }

        private static string Sentence(SolverProgress value)
        {
            var phase = value.Phase.Length == 0 ? "Solving" : char.ToUpperInvariant(value.Phase[0]) + value.Phase[1..];
            if (value.Unplaced > 0)
            {
                return $"{phase}: looking for places.";
            }

            return value is { Gap: { } gap, Bound: { } bound } && bound > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{phase}: at most {100 * gap / bound:0.00} % below the best there can be.")
                : $"{phase}.";
        }
    }
}
