using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Raw means beside means that allow for strict and lenient reviewers, with the reasons in words. Advisory: nothing here changes a score or a decision.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class FairModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    /// <summary>Those with a score, best adjusted mean first.</summary>
    public IReadOnlyList<FairRow> Rows { get; private set; } = [];

    /// <summary>Strictest first.</summary>
    public IReadOnlyList<(string Name, ReviewerLeniency Leniency)> Reviewers { get; private set; } = [];

    public FairScores Scores { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = await db.ReadDecisionRowsAsync(await viewer.GetAsync(), Event.Id, time.GetUtcNow(), cancel);
        Scores = DecisionRows.FairScoresOf(rows);
        var names = await db.LoadReviewerNamesAsync(Event.Id, cancel);
        Reviewers = [.. Scores.Reviewers.Select(pair => (names.GetValueOrDefault(pair.Key, "A reviewer"), pair.Value)).OrderBy(pair => pair.Value.Leniency)];
        var scored = rows.Where(row => row.Fair is not null).ToList();
        var rawRank = Ranks(scored, row => row.Summary.Mean!.Value);
        var fairRank = Ranks(scored, row => row.Fair!.Fair);
        Rows = [.. scored.OrderByDescending(row => row.Fair!.Fair).ThenBy(row => row.Number).Select(row => new FairRow(row, rawRank[row.Id], fairRank[row.Id], FairWords.Why(row, Scores, names)))];
    }

    /// <summary>1 for the best; equal values share the better place.</summary>
    private static Dictionary<Guid, int> Ranks(List<DecisionRow> rows, Func<DecisionRow, double> value)
    {
        var ordered = rows.Select(value).OrderDescending().ToList();
        return rows.ToDictionary(row => row.Id, row => 1 + ordered.FindIndex(other => Math.Abs(other - value(row)) < 1e-9));
    }
}

public sealed record FairRow(DecisionRow Row, int RawRank, int FairRank, string Why);

/// <summary>What the adjustment says, in words.</summary>
internal static class FairWords
{
    /// <summary>Smaller than this nobody should make anything of it.</summary>
    private const double Slight = 0.15;

    public static async Task<IReadOnlyDictionary<Guid, string>> LoadReviewerNamesAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) => await db.Reviewers
        .Where(reviewer => reviewer.EventId == eventId)
        .Select(reviewer => new { reviewer.Id, Name = db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name })
        .ToDictionaryAsync(reviewer => reviewer.Id, reviewer => reviewer.Name, cancel);

    public static string Signed(double value) => Math.Abs(value) < 0.05 ? "0.0" : value.ToString("+0.0;−0.0", CultureInfo.InvariantCulture);

    /// <summary>"strict", "lenient", "about average".</summary>
    public static string Manner(double leniency) => leniency switch { <= -Slight => "strict", >= Slight => "lenient", _ => "about average" };

    public static string Why(DecisionRow row, FairScores scores, IReadOnlyDictionary<Guid, string> names)
    {
        var parts = new List<string>();
        var told = row.Given.Where(review => review.Score is not null && scores.Reviewers.ContainsKey(review.ReviewerId))
            .Select(review => (Name: names.GetValueOrDefault(review.ReviewerId, "a reviewer"), scores.Reviewers[review.ReviewerId].Leniency))
            .Where(reviewer => Math.Abs(reviewer.Leniency) >= Slight).OrderBy(reviewer => reviewer.Leniency)
            .Select(reviewer => $"{reviewer.Name} is {Manner(reviewer.Leniency)} ({Signed(reviewer.Leniency)})").ToList();
        var fair = row.Fair!;
        parts.Add(told.Count == 0 ? $"Its reviewers score about as others do: together {Signed(fair.ForReviewers)}." : $"{string.Join(", ", told)}: together {Signed(fair.ForReviewers)}.");
        if (Math.Abs(fair.ForFewness) >= 0.05)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(fair.Scores == 1 ? "One score says" : $"{fair.Scores} scores say")} only so much, so it is drawn to the mean of all: {Signed(fair.ForFewness)}."));
        }

        return string.Join(' ', parts);
    }
}
