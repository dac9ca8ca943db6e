using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Decisions;

namespace Workshop.Web.Features.Decisions;

/// <summary>How an event decides: its terms, and what its decisions are called.</summary>
/// <param name="Labels">By outcome, then by name; with those that were removed, which decisions may still have.</param>
public sealed record DecisionScheme(DecisionTerms Terms, IReadOnlyList<DecisionLabel> Labels)
{
    /// <summary>Those that were not removed.</summary>
    public IEnumerable<DecisionLabel> Current => Labels.Where(label => !label.IsRetired);

    /// <summary>Plain outcomes by their names, labels by their ids.</summary>
    public IEnumerable<SelectListItem> Choices => ChoicesWith(null);

    /// <param name="kept">A label that may be chosen although it was removed, because it is the present choice.</param>
    public IEnumerable<SelectListItem> ChoicesWith(Guid? kept) =>
        from outcome in Enum.GetValues<DecisionOutcome>()
        from choice in new SelectListItem[] { new(DecisionWords.Choice(outcome), Key(outcome, null)) }
            .Concat(Labels.Where(label => label.Outcome == outcome && (!label.IsRetired || label.Id == kept)).Select(label => new SelectListItem($"{label.Name} ({DecisionWords.Status(outcome)})", Key(outcome, label.Id))))
        select choice;

    public static string Key(DecisionOutcome outcome, Guid? labelId) => labelId?.ToString("n") ?? outcome.ToString();

    /// <summary>Null for what is none of <see cref="ChoicesWith"/>.</summary>
    public (DecisionOutcome Outcome, Guid? LabelId)? Read(string? key)
    {
        if (Labels.FirstOrDefault(label => Key(label.Outcome, label.Id) == key) is { } known)
        {
            return (known.Outcome, known.Id);
        }

        foreach (var outcome in Enum.GetValues<DecisionOutcome>())
        {
            if (outcome.ToString() == key)
            {
                return (outcome, null);
            }
        }

        return null;
    }

    public DecisionLabel? LabelOf(DecisionOutcome outcome, Guid? labelId) => Labels.FirstOrDefault(label => label.Id == labelId && label.Outcome == outcome);

    /// <summary>"Spotlight", or "accepted talk" without a label.</summary>
    public string Word(DecisionOutcome outcome, Guid? labelId) => LabelOf(outcome, labelId)?.Name ?? DecisionWords.Status(outcome);

    public IReadOnlyList<PlacesTaken> Count(IEnumerable<DecisionRow> rows) => Places.Count(
        Terms, [.. Current], [.. rows.Where(row => row is { Outcome: not null, IsDeclined: false }).Select(row => row.Offer ?? (row.Outcome!.Value, row.LabelId))]);

    /// <summary>" That is more than there is room for: 11 of 10 talks, 1 too many." or nothing.</summary>
    public string WarningAfter(IEnumerable<DecisionRow> rows)
    {
        var over = Count(rows).Where(places => places.Over > 0).Select(places => string.Create(CultureInfo.InvariantCulture, $"{places.Words}, {places.Over} too many")).ToList();
        return over.Count == 0 ? "" : $" That is more than there is room for: {string.Join("; ", over)}.";
    }
}

internal static class DecisionSchemes
{
    public static async Task<DecisionScheme> LoadSchemeAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel)
    {
        var settings = await db.LoadDecisionSettingsAsync(eventId, cancel);
        var labels = await db.DecisionLabels.AsNoTracking().Where(label => label.EventId == eventId).ToListAsync(cancel);
        return new DecisionScheme(settings.Terms, [.. labels.OrderBy(label => label.Outcome).ThenBy(label => label.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>The defaults when nobody has changed any; not tracked.</summary>
    public static async Task<DecisionSettings> LoadDecisionSettingsAsync(this WorkshopDb db, Guid eventId, CancellationToken cancel) =>
        await db.DecisionSettings.AsNoTracking().SingleOrDefaultAsync(settings => settings.EventId == eventId, cancel) ?? DecisionSettings.For(eventId);
}
