using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Call;

/// <summary>The key dates of an event as an iCalendar file (RFC 5545): deadlines as instants in UTC, the days of the event as all-day entries.</summary>
public static class CalendarFile
{
    /// <summary>A line has at most 75 octets without its line break (section 3.1).</summary>
    private const int LineOctets = 75;

    /// <param name="form">Of the event: its types may have deadlines of their own.</param>
    /// <param name="address">Of the call page.</param>
    public static string Write(WorkshopEvent of, CallForm form, string address, DateTimeOffset now)
    {
        var file = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Workshop//Key dates//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line($"X-WR-CALNAME:{Text(of.Name)}");
        if (of.SubmissionsOpen > now)
        {
            Entry("opens", $"{of.Name}: call opens", $"DTSTART:{Utc(of.SubmissionsOpen)}", null);
        }

        var deadlines = new PersonalDeadlines(of.Timeline, []) { Types = [.. form.Types.Select(TypeDeadlines.Of)] };
        foreach (var deadline in deadlines.Common)
        {
            var key = deadline.IsForAbstracts ? "abstracts" : "deadline";
            var words = deadline.IsForAbstracts ? "abstract deadline" : "submission deadline";
            if (deadline.Types.Count == 0)
            {
                Entry(key, $"{of.Name}: {words}", $"DTSTART:{Utc(deadline.At)}", null);
            }

            // One entry for each type, so that it stays the same entry when only the deadline of another type moves.
            foreach (var type in deadline.Types)
            {
                Entry($"{key}-{type.Id:n}", $"{of.Name}: {words} for {type.Name}", $"DTSTART:{Utc(deadline.At)}", null);
            }
        }

        // The end of an all-day entry is the first day that no longer belongs to it.
        Entry("event", of.Name, $"DTSTART;VALUE=DATE:{Day(of.StartsOn)}", $"DTEND;VALUE=DATE:{Day(of.EndsOn.AddDays(1))}");
        Line("END:VCALENDAR");
        return file.ToString();

        void Entry(string key, string summary, string start, string? end)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{of.Id:n}-{key}@workshop");
            Line($"DTSTAMP:{Utc(now)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{of.Revision + form.Revision}"));
            Line(start);
            if (end is not null)
            {
                Line(end);
                if (of.Venue.Length > 0)
                {
                    Line($"LOCATION:{Text(of.Venue)}");
                }
            }

            Line($"SUMMARY:{Text(summary)}");
            Line($"URL:{address}");
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }

        void Line(string content) => Fold(content, file);
    }

    /// <summary>Folds by octets of UTF-8 and never inside a character; the space that begins a continued line counts too.</summary>
    private static void Fold(string content, StringBuilder file)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }

    private static string Text(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
