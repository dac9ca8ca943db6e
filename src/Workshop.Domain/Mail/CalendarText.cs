using System.Globalization;

namespace Workshop.Domain.Mail;

/// <summary>One thing in a calendar, between two instants.</summary>
/// <param name="Uid">The same for every version of the same thing, so that a later one replaces it.</param>
/// <param name="Sequence">Rises with every version.</param>
public sealed record CalendarEntry(string Uid, int Sequence, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, string Location = "", string Description = "", string Url = "")
{
    /// <summary>It does not take place any more; whoever has it takes it out.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>When what it says last changed; null for now. The same for the same content, so that a feed that did not change is the same file.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Whoever has it in their calendar is not busy because of it.</summary>
    public bool LeavesTimeFree { get; init; }
}

/// <summary>A calendar that programs subscribe to and look at again by themselves.</summary>
/// <param name="Refresh">How often they should, in whole minutes.</param>
public sealed record CalendarFeed(string Name, TimeSpan Refresh);

/// <summary>What is attached to a mail, or fetched by calendar programs, as iCalendar (RFC 5545, feeds with RFC 7986); instants stand in UTC.</summary>
public static class CalendarText
{
    /// <param name="feed">Null for what is attached to a mail.</param>
    public static string Write(IEnumerable<CalendarEntry> entries, DateTimeOffset now, CalendarFeed? feed = null)
    {
        var file = new CalendarLines();
        file.Add("BEGIN:VCALENDAR");
        file.Add("VERSION:2.0");
        file.Add(feed is null ? "PRODID:-//Workshop//Mail//EN" : "PRODID:-//Workshop//Programme//EN");
        file.Add("CALSCALE:GREGORIAN");
        file.Add("METHOD:PUBLISH");
        if (feed is not null)
        {
            // Old programs know the names that begin with X, new ones those of RFC 7986.
            var every = string.Create(CultureInfo.InvariantCulture, $"PT{(int)feed.Refresh.TotalMinutes}M");
            file.Add($"NAME:{Text(feed.Name)}");
            file.Add($"X-WR-CALNAME:{Text(feed.Name)}");
            file.Add($"REFRESH-INTERVAL;VALUE=DURATION:{every}");
            file.Add($"X-PUBLISHED-TTL:{every}");
        }

        foreach (var entry in entries)
        {
            file.Add("BEGIN:VEVENT");
            file.Add($"UID:{MailText.Line(entry.Uid)}");
            file.Add($"DTSTAMP:{CalendarLines.Utc(entry.ChangedAt ?? now)}");
            if (entry.ChangedAt is { } changed)
            {
                file.Add($"LAST-MODIFIED:{CalendarLines.Utc(changed)}");
            }

            file.Add(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
            file.Add($"DTSTART:{CalendarLines.Utc(entry.Starts)}");
            file.Add($"DTEND:{CalendarLines.Utc(entry.Ends)}");
            file.Add($"SUMMARY:{Text(entry.Summary)}");
            if (entry.IsCancelled)
            {
                file.Add("STATUS:CANCELLED");
            }

            if (entry.LeavesTimeFree || entry.IsCancelled)
            {
                file.Add("TRANSP:TRANSPARENT");
            }

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
