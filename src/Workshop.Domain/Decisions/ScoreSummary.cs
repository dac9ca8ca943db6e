namespace Workshop.Domain.Decisions;

/// <summary>The submitted scores of one submission in numbers.</summary>
/// <param name="Mean">Null when there is no score.</param>
/// <param name="Spread">Highest minus lowest; null with fewer than two scores.</param>
public sealed record ScoreSummary(int Count, double? Mean, int? Spread)
{
    public static ScoreSummary Of(IReadOnlyCollection<int> scores) => new(
        scores.Count,
        scores.Count == 0 ? null : scores.Average(),
        scores.Count < 2 ? null : scores.Max() - scores.Min());
}
