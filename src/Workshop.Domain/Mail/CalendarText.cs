using System.Globalization;
using System.Text;

namespace Workshop.Domain.Mail;

/// <summary>One thing in a calendar, between two instants.</summary>
/// <param name="Uid">The same for every version of the same thing, so that a later one replaces it.</param>
/// <param name="Sequence">Rises with every version.</param>
public sealed record CalendarEntry(string Uid, int Sequence, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, string Location = "", string Description = "", string Url = "");

/// <summary>iCalendar (RFC 5545) as text: lines end in CRLF and are folded at 75 octets, never inside a character; text is escaped; instants stand in UTC.</summary>
public static class CalendarText
{
    private const int LineOctets = 75;

    public static string Write(IEnumerable<CalendarEntry> entries, DateTimeOffset now)
    {
        var file = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Workshop//Mail//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        foreach (var entry in entries)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{MailText.Line(entry.Uid)}");
            Line($"DTSTAMP:{Utc(now)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
            Line($"DTSTART:{Utc(entry.Starts)}");
            Line($"DTEND:{Utc(entry.Ends)}");
            Line($"SUMMARY:{Text(entry.Summary)}");
            LineIf("LOCATION", Text(entry.Location));
            LineIf("DESCRIPTION", Text(entry.Description));
            LineIf("URL", MailText.Line(entry.Url));
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return file.ToString();

        void LineIf(string name, string value)
        {
            if (value.Length > 0)
            {
                Line($"{name}:{value}");
            }
        }

        void Line(string content) => Fold(content, file);
    }

    /// <summary>The space that begins a continued line counts too (section 3.1).</summary>
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

    private static string Text(string value) => MailText.Block(value)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
