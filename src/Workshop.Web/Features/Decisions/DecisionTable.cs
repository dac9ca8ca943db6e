using System.Globalization;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>The order, the plots and the file of the table of decisions.</summary>
internal static class DecisionTable
{
    private static readonly string[] Header =
    [
        "number", "title", "authors", "topics", "wish", "scores", "mean", "adjusted", "spread", "disagreement", "confidence", "reviews", "assigned", "decision", "label", "state", "condition", "declined",
    ];

    /// <summary>Rows without the value that is sorted by come last, whichever way round.</summary>
    public static IEnumerable<DecisionRow> InOrder(IEnumerable<DecisionRow> rows, string sort)
    {
        var down = sort.StartsWith('-');
        var byNumber = rows.OrderBy(row => row.Number);
        IOrderedEnumerable<DecisionRow> By<T>(Func<DecisionRow, T> key, Func<DecisionRow, bool> missing)
        {
            var present = byNumber.OrderBy(missing);
            return down ? present.ThenByDescending(key) : present.ThenBy(key);
        }

        return sort.TrimStart('-') switch
        {
            "title" => By(row => row.Title, _ => false),
            "mean" => By(row => row.Summary.Mean, row => row.Summary.Mean is null),
            "fair" => By(row => row.Fair?.Fair, row => row.Fair is null),
            "spread" => By(row => row.Summary.Spread, row => row.Summary.Spread is null),
            "disagreement" => By(row => row.Disagreement, row => row.Disagreement is null),
            "confidence" => By(row => row.Confidence, row => row.Confidence is null),
            "reviews" => By(row => row.Done - row.Assigned, _ => false),
            "preference" => By(row => row.Preference, _ => false),
            "decision" => By(row => row.Outcome, row => row.Outcome is null),
            _ => By(row => row.Number, _ => false),
        };
    }

    /// <summary>How the scores are distributed: one bar for each point of the scale, every review counting once.</summary>
    public static BarPlot Scores(IReadOnlyList<DecisionRow> rows)
    {
        var ends = ScaleEnds.Of(rows);
        var counts = rows.SelectMany(row => row.Scores).GroupBy(score => score).ToDictionary(group => group.Key, group => group.Count());
        return new BarPlot("plot-scores", "All scores", "Score", "Reviews",
            [.. Enumerable.Range(ends.Lowest, ends.Highest - ends.Lowest + 1).Select(score => new Bar(score.ToString(CultureInfo.InvariantCulture), counts.GetValueOrDefault(score)))]);
    }

    /// <summary>Mean scores of the submissions by halves of a point; each part includes its lower end, the last both.</summary>
    public static BarPlot Means(IReadOnlyList<DecisionRow> rows)
    {
        var ends = ScaleEnds.Of(rows);
        var (lowest, parts) = (ends.Lowest, (ends.Highest - ends.Lowest) * 2);
        var counts = new int[parts];
        foreach (var row in rows.Where(row => row.Summary.Mean is not null))
        {
            counts[Math.Clamp((int)Math.Floor((row.Summary.Mean!.Value - lowest) * 2), 0, parts - 1)]++;
        }

        return new BarPlot("plot-means", "Mean score of each submission", "Mean from", "Submissions",
            [.. counts.Select((count, at) => new Bar((lowest + (at / 2.0)).ToString("0.0", CultureInfo.InvariantCulture), count))]);
    }

    /// <summary>What is decided, in the event's own words; what is over its room is marked.</summary>
    public static BarPlot Decided(IReadOnlyList<DecisionRow> rows, DecisionScheme scheme)
    {
        var over = scheme.Count(rows).Where(places => places.Over > 0).Select(places => places.Name).ToHashSet(StringComparer.Ordinal);
        var bars = new List<Bar>();
        foreach (var group in rows.Where(row => row.Outcome is not null).GroupBy(row => (Outcome: row.Outcome!.Value, Word: scheme.Word(row.Outcome.Value, row.LabelId))).OrderBy(group => group.Key.Outcome).ThenBy(group => group.Key.Word, StringComparer.Ordinal))
        {
            var isOver = over.Contains(group.Key.Word) || (group.Key.Outcome == DecisionOutcome.Talk && over.Contains("talks")) || (group.Key.Outcome == DecisionOutcome.Poster && over.Contains("boards"));
            bars.Add(new Bar(group.Key.Word, group.Count(), isOver));
        }

        bars.Add(new Bar("undecided", rows.Count(row => row.Outcome is null)));
        return new BarPlot("plot-decided", "Decided so far", "Decision", "Submissions", bars);
    }

    public static Microsoft.AspNetCore.Mvc.FileContentResult File(WorkshopEvent e, IEnumerable<DecisionRow> rows, DecisionScheme scheme, IReadOnlyDictionary<Guid, string> topics) => CsvDownload.Of(
        $"{e.Slug}-decisions.csv",
        Header,
        rows.Select(row => new[]
        {
            CsvDownload.Number(row.Number),
            row.Title,
            string.Join("; ", row.Authors),
            string.Join("; ", row.TopicIds.Where(topics.ContainsKey).Select(id => topics[id])),
            row.Preference.ToString().ToLowerInvariant(),
            string.Join(' ', row.Scores),
            Exact(row.Summary.Mean),
            Exact(row.Fair?.Fair),
            CsvDownload.Number(row.Summary.Spread),
            Exact(row.Disagreement),
            Exact(row.Confidence),
            CsvDownload.Number(row.Done),
            CsvDownload.Number(row.Assigned),
            row.Outcome is { } outcome ? DecisionWords.Status(outcome) : "",
            row.Outcome is { } kind ? scheme.LabelOf(kind, row.LabelId)?.Name ?? "" : "",
            row.State,
            row.HasCondition ? row.IsConditionMet ? "met" : "open" : "",
            row.IsDeclined ? "yes" : "",
        }));

    private static string Exact(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
