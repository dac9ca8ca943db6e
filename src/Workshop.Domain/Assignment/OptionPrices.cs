using System.Globalization;

namespace Workshop.Domain.Assignment;

/// <summary>What each option in use costs: the total without it, everything else kept, minus the total with it.</summary>
internal static class OptionPrices
{
    public static IReadOnlyList<OptionCost> Of(
        AssignmentProblem problem, AssignmentOptions options, ProvenAssignment found, IProgress<SolverProgress>? progress, CancellationToken cancel)
    {
        options = options with { PriceOptions = false };
        var costs = new List<OptionCost>();
        void Price(string option, string name, AssignmentProblem without, AssignmentOptions withOptions)
        {
            progress?.Report(new SolverProgress("pricing options", found.Pivots, 0, null, null));
            var other = OptimalAssignment.Solve(without, withOptions, null, cancel);
            if (other.Value is { } free)
            {
                costs.Add(Compare(option, name, found, free));
            }
            else
            {
                costs.Add(new OptionCost(option, $"{name}: the cost is not known; without it the search ended before it found any assignment.", 0, false));
            }
        }

        foreach (var kind in problem.Groups.Select(g => g.Kind).Distinct().Order())
        {
            var (option, name) = kind switch
            {
                GroupKind.AboveBar => ("bar", "A reviewer above the bar for every paper"),
                GroupKind.Institution => ("institutions", "At most one reviewer of an institution"),
                GroupKind.Senior => ("seniors", "A senior reviewer for every paper"),
                _ => ("groups", "The other group rules"),
            };
            Price(option, name, problem.With([.. problem.Groups.Where(g => g.Kind != kind)], problem.Exclusions), options);
        }

        if (problem.Exclusions.Count > 0)
        {
            Price("exclusions", "No mutual reviewing", problem.With(problem.Groups, []), options);
        }

        if (options.Floor != Floor.None)
        {
            Price("floor", "The floor", problem, options with { Floor = Floor.None });
        }

        if (options.MaxProbability is not null)
        {
            Price("probability", "Drawing at random", problem, options with { MaxProbability = null });
        }

        return costs;
    }

    private static OptionCost Compare(string option, string name, ProvenAssignment with, ProvenAssignment without)
    {
        var (withValue, withBound) = Range(with);
        var (withoutValue, withoutBound) = Range(without);
        var cost = withoutValue - withValue;
        var least = withoutValue - withBound;
        var most = withoutBound - withValue;
        if (least == most)
        {
            return new OptionCost(option, Math.Abs(cost) < 5e-7 ? $"{name} costs nothing." : $"{name} costs {Show(cost)}{(with.Expected is null ? "" : " in expectation")}.", cost, true);
        }

        return new OptionCost(option, $"{name} costs between {Show(Math.Max(0, least))} and {Show(Math.Max(0, most))}; the search ended before it knew exactly.", cost, false);
    }

    private static (double Value, double Bound) Range(ProvenAssignment found)
    {
        if (found.Expected is { } expected)
        {
            return (expected, expected);
        }

        var value = (double)found.Certificate.Value / AssignmentProblem.Scale;
        return (value, found.Search?.Bound ?? value);
    }

    private static string Show(double affinity) => affinity.ToString("0.######", CultureInfo.InvariantCulture);
}
