namespace Workshop.Domain.Reviewing;

/// <summary>How long a tie between two people stands between a reviewer and a submission.</summary>
public static class TieRules
{
    /// <summary>Years after which a former colleague, co-author or business partner may review again.</summary>
    public const int YearsThatCount = 5;

    private const int FirstYear = 1900;

    /// <summary>
    /// Whether a tie that ended in <paramref name="endedIn"/> (null: it lasts) is still a conflict for an event in <paramref name="eventYear"/>. One that ended exactly
    /// <see cref="YearsThatCount"/> years before still is. Own papers, advisors and family never end.
    /// </summary>
    public static bool IsConflict(ConflictTie tie, int? endedIn, int eventYear) =>
        tie is ConflictTie.OwnPaper or ConflictTie.Advisor or ConflictTie.Family || endedIn is null || eventYear - endedIn <= YearsThatCount;

    /// <summary>Why this tie cannot stand with this year of its end, or null: no year for it, or so long ago that it is no conflict any more.</summary>
    public static Refusal? WhyNot(ConflictTie tie, int? endedIn, int eventYear)
    {
        if (endedIn is not { } year)
        {
            return null;
        }

        if (year < FirstYear || year > eventYear)
        {
            return new Refusal("conflict.year", $"Give the year in which it ended, from {FirstYear} to {eventYear}, or leave it empty.", "EndedIn");
        }

        return IsConflict(tie, year, eventYear)
            ? null
            : new Refusal("conflict.ended", $"What ended in {year} is no conflict any more: after {YearsThatCount} years it does not count. There is nothing to declare. If it still ties you, leave the year empty.", "EndedIn");
    }
}
