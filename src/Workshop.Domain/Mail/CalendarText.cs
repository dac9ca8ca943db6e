using System.Globalization;

namespace Workshop.Domain.Mail;

/// <summary>One thing in a calendar, between two instants.</summary>
/// <param name="Uid">The same for every version of the same thing, so that a later one replaces it.</param>
/// <param name="Sequence">Rises with every version.</param>
public sealed record CalendarEntry(string Uid, int Sequence, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, string Location = "", string Description = "", string Url = "");

/// <summary>What is attached to a mail as iCalendar (RFC 5545); instants stand in UTC.</summary>
public static class CalendarText
{
    public static string Write(IEnumerable<CalendarEntry> entries, DateTimeOffset now)
    {
        var file = new CalendarLines();
        file.Add("BEGIN:VCALENDAR");
        file.Add("VERSION:2.0");
        file.Add("PRODID:-//Workshop//Mail//EN");
        file.Add("CALSCALE:GREGORIAN");
        file.Add("METHOD:PUBLISH");
        foreach (var entry in entries)
        {
            file.Add("BEGIN:VEVENT");
            file.Add($"UID:{MailText.Line(entry.Uid)}");
            file.Add($"DTSTAMP:{CalendarLines.Utc(now)}");
            file.Add(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
            file.Add($"DTSTART:{CalendarLines.Utc(entry.Starts)}");
            file.Add($"DTEND:{CalendarLines.Utc(entry.Ends)}");
            file.Add($"SUMMARY:{Text(entry.Summary)}");
            LineIf("LOCATION", Text(entry.Location));
            LineIf("DESCRIPTION", Text(entry.Description));
            LineIf("URL", MailText.Line(entry.Url));
            file.Add("END:VEVENT");
        }

        file.Add("END:VCALENDAR");
        return file.ToString();

        void LineIf(string name, string value)
        {
            if (value.Length > 0)
            {
                file.Add($"{name}:{value}");
            }
        }
    }

    private static string Text(string value) => CalendarLines.Text(MailText.Block(value));
}
