using System.Globalization;
using System.Text.RegularExpressions;

namespace Workshop.Domain.Events;

/// <summary>
/// How the dates of an event become those of the next one. What happens on days of the event moves by as many days as the event does; everything before it moves by whole weeks, so that a deadline on a
/// Friday stays on a Friday. Times of day stay what clocks show, whatever summer time does.
/// </summary>
/// <param name="Days">From first day to first day.</param>
public sealed partial record NextEvent(int Days)
{
    /// <summary>The nearest number of whole weeks, in days.</summary>
    public int WeekDays => (int)Math.Round(Days / 7.0, MidpointRounding.AwayFromZero) * 7;

    public static NextEvent From(DateOnly firstDay, DateOnly nextFirstDay) => new(nextFirstDay.DayNumber - firstDay.DayNumber);

    /// <summary>The same weekday a year later, or as many years later as it takes to come after <paramref name="today"/>.</summary>
    public static DateOnly UsualFirstDay(DateOnly firstDay, DateOnly today)
    {
        const int Year = 52 * 7;
        var next = firstDay.AddDays(Year);
        while (next <= today)
        {
            next = next.AddDays(Year);
        }

        return next;
    }

    /// <summary>A deadline, moved by whole weeks on the clocks of its zone.</summary>
    public DateTimeOffset Deadline(DateTimeOffset at, EventZone zone) => Move(at, WeekDays, zone, zone);

    /// <summary>What happens at the event itself, moved with its first day.</summary>
    /// <param name="nextZone">Where the next event takes place: nine o'clock is nine o'clock there.</param>
    public DateTimeOffset AtTheEvent(DateTimeOffset at, EventZone zone, EventZone nextZone) => Move(at, Days, zone, nextZone);

    /// <summary>"Theory of Testing 2027" → "Theory of Testing 2028": the year of the event, wherever it stands in the name, becomes that of the next. A name without it stays as it is.</summary>
    public static string NameAfter(string name, int year, int nextYear) =>
        WholeNumber().Replace(name, match => match.Value == year.ToString(CultureInfo.InvariantCulture) ? nextYear.ToString(CultureInfo.InvariantCulture) : match.Value);

    /// <summary>A time that clocks jump over becomes the first one after the jump; of one that happens twice, the first.</summary>
    private static DateTimeOffset Move(DateTimeOffset at, int days, EventZone zone, EventZone nextZone)
    {
        var wall = zone.At(at).DateTime.AddDays(days);
        for (var tried = wall; ; tried = tried.AddMinutes(15))
        {
            if (nextZone.ToInstant(tried, RepeatedHour.First) is { Succeeded: true } instant)
            {
                return instant.Value;
            }
        }
    }

    [GeneratedRegex(@"(?<!\d)\d{4}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeNumber();
}
