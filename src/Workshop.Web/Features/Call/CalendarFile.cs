using System.Globalization;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Web.Features.Call;

/// <summary>The key dates of an event as an iCalendar file (RFC 5545): deadlines as instants in UTC, the days of the event as all-day entries.</summary>
public static class CalendarFile
{
    /// <param name="form">Of the event: its types may have deadlines of their own.</param>
    /// <param name="address">Of the call page.</param>
    public static string Write(WorkshopEvent of, CallForm form, string address, DateTimeOffset now)
    {
        var file = new CalendarLines();
        file.Add("BEGIN:VCALENDAR");
        file.Add("VERSION:2.0");
        file.Add("PRODID:-//Workshop//Key dates//EN");
        file.Add("CALSCALE:GREGORIAN");
        file.Add("METHOD:PUBLISH");
        file.Add($"X-WR-CALNAME:{CalendarLines.Text(of.Name)}");
        if (of.SubmissionsOpen > now)
        {
            Entry("opens", $"{of.Name}: call opens", $"DTSTART:{CalendarLines.Utc(of.SubmissionsOpen)}", null);
        }

        var deadlines = new PersonalDeadlines(of.Timeline, []) { Types = [.. form.Types.Select(TypeDeadlines.Of)] };
        foreach (var deadline in deadlines.Common)
        {
            var key = deadline.IsForAbstracts ? "abstracts" : "deadline";
            var words = deadline.IsForAbstracts ? "abstract deadline" : "submission deadline";
            if (deadline.Types.Count == 0)
            {
                Entry(key, $"{of.Name}: {words}", $"DTSTART:{CalendarLines.Utc(deadline.At)}", null);
            }

            // One entry for each type, so that it stays the same entry when only the deadline of another type moves.
            foreach (var type in deadline.Types)
            {
                Entry($"{key}-{type.Id:n}", $"{of.Name}: {words} for {type.Name}", $"DTSTART:{CalendarLines.Utc(deadline.At)}", null);
            }
        }

        // The end of an all-day entry is the first day that no longer belongs to it.
        Entry("event", of.Name, $"DTSTART;VALUE=DATE:{CalendarLines.Day(of.StartsOn)}", $"DTEND;VALUE=DATE:{CalendarLines.Day(of.EndsOn.AddDays(1))}");
        file.Add("END:VCALENDAR");
        return file.ToString();

        void Entry(string key, string summary, string start, string? end)
        {
            file.Add("BEGIN:VEVENT");
            file.Add($"UID:{of.Id:n}-{key}@workshop");
            file.Add($"DTSTAMP:{CalendarLines.Utc(now)}");
            file.Add(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{of.Revision + form.Revision}"));
            file.Add(start);
            if (end is not null)
            {
                file.Add(end);
                if (of.Venue.Length > 0)
                {
                    file.Add($"LOCATION:{CalendarLines.Text(of.Venue)}");
                }
            }

            file.Add($"SUMMARY:{CalendarLines.Text(summary)}");
            file.Add($"URL:{address}");
            file.Add("TRANSP:TRANSPARENT");
            file.Add("END:VEVENT");
        }
    }
}
