using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Shared;

/// <summary>Where an item of the programme has its own page.</summary>
public static class ItemAddress
{
    /// <summary>Breaks have none.</summary>
    public static bool HasPage(ProgrammeItem item) => item.Number is not null || item.Authors.Count > 0;

    /// <summary>A path; only for items that have a page.</summary>
    public static string Of(string slug, ProgrammeItem item) => item.Number is { } number
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/e/{slug}/programme/abstracts/{number}")
        : $"/e/{slug}/programme/talks/{item.Key}";
}
