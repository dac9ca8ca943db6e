using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.Domain.Programme;

/// <summary>Times and lists as sentences about a programme have them. On an event of one day nobody needs its date.</summary>
internal sealed class WarningWords(EventZone zone, DateOnly firstDay, DateOnly lastDay)
{
    /// <summary>"9:05".</summary>
    public string Clock(DateTimeOffset at) => zone.At(at).ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>"9:05–10:00"; with "10 June," before it when the event has several days or the time is outside them.</summary>
    public string Span(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (DayOf(from), DayOf(to));
        return first == last || (last == first.AddDays(1) && zone.At(to).TimeOfDay == TimeSpan.Zero)
            ? $"{DateBefore(first)}{Clock(from)}–{(first == last ? Clock(to) : "24:00")}"
            : $"{Date(first)}, {Clock(from)} to {Date(last)}, {Clock(to)}";
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(zone.At(at).DateTime);

    /// <summary>"10 June 2027".</summary>
    public static string LongDate(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"1 minute", "5 minutes".</summary>
    public static string Minutes(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes} {(minutes == 1 ? "minute" : "minutes")}");

    /// <summary>"#12".</summary>
    public static string Number(AcceptedSubmission submission) => string.Create(CultureInfo.InvariantCulture, $"#{submission.Number}");

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    private string DateBefore(DateOnly day) => firstDay == lastDay && day == firstDay ? "" : $"{Date(day)}, ";

    private static string Date(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);
}
