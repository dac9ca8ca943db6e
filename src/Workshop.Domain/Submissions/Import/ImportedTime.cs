using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions.Import;

/// <summary>Times as other systems write them.</summary>
public static class ImportedTime
{
    private static readonly string[] WithoutZone =
    [
        "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
        "M/d/yyyy h:mm:ss tt", "M/d/yyyy h:mm tt", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy",
        "d.M.yyyy H:mm:ss", "d.M.yyyy H:mm", "d.M.yyyy", "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy", "MMM d, yyyy HH:mm", "MMM d, yyyy, HH:mm", "MMM d, yyyy",
    ];

    private static readonly string[] WithZone =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", "yyyy-MM-dd'T'HH:mmzzz", "M/d/yyyy h:mm:ss tt zzz"];

    /// <summary>
    /// Unix seconds or milliseconds (HotCRP, OpenReview), ISO 8601, or a date with time as American, German and written-out tables have it; a day alone is its
    /// midnight. Slashes mean month first. A time without zone is one in <paramref name="zone"/>, the first of the two where clocks are set back.
    /// </summary>
    public static Outcome<DateTimeOffset> Read(string text, EventZone zone)
    {
        var time = text.Trim();
        if (time.Length is >= 9 and <= 13 && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            // 100,000,000,000 seconds is the year 5138, as many milliseconds were 1973.
            return Plausible(time, unix >= 100_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : DateTimeOffset.FromUnixTimeSeconds(unix));
        }

        if (time.EndsWith('Z') && time.Length > 10 && char.IsAsciiDigit(time[^2]))
        {
            time = time[..^1] + "+00:00";
        }

        if (DateTimeOffset.TryParseExact(time, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return Plausible(text, instant.ToUniversalTime());
        }

        if (DateTime.TryParseExact(time, WithoutZone, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var local))
        {
            var read = zone.ToInstant(local, RepeatedHour.First);
            return read.Value is var at && read.Succeeded ? Plausible(text, at) : read;
        }

        return new Refusal("import.time-unknown", $"“{Shown(text)}” is not a date and time that can be read. Write 2025-10-15 23:59, or take no column for it: then the moment of the import counts.");
    }

    private static Outcome<DateTimeOffset> Plausible(string text, DateTimeOffset at) => at.Year is >= 1990 and <= 2200
        ? at
        : new Refusal("import.time-far", $"“{Shown(text)}” would be in the year {at.Year}. Choose another column.");

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
