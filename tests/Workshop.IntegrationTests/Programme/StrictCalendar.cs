using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Reads iCalendar with a parser that is not ours, after checking what that one forgives: RFC 5545's lines, octets, and required properties.</summary>
internal static partial class StrictCalendar
{
    public static IReadOnlyList<CalendarEvent> Read(byte[] file) => Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file));

    public static IReadOnlyList<CalendarEvent> Read(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var physical = text[..^2].Split("\r\n");
        Assert.All(physical, line =>
        {
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
        });
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal)[..^2].Split("\r\n");
        Assert.All(lines, line => Assert.Matches(ContentLine(), line));
        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Equal("END:VCALENDAR", lines[^1]);
        Assert.Equal("VERSION:2.0", Assert.Single(lines, line => line.StartsWith("VERSION:", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("PRODID:", StringComparison.Ordinal));
        Assert.Equal("METHOD:PUBLISH", Assert.Single(lines, line => line.StartsWith("METHOD:", StringComparison.Ordinal)));
        var uids = new HashSet<string>(StringComparer.Ordinal);
        List<string>? component = null;
        foreach (var line in lines)
        {
            if (line == "BEGIN:VEVENT")
            {
                Assert.Null(component);
                component = [];
            }
            else if (line == "END:VEVENT")
            {
                // RFC 5546, section 3.2.1: what an event that is published has exactly once. We say always when it ends, and how often it changed.
                foreach (var name in (string[])["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"])
                {
                    Assert.Single(component!, property => property.StartsWith($"{name}:", StringComparison.Ordinal));
                }

                Assert.All(component!.GroupBy(property => property.Split(':', ';')[0]), group => Assert.Single(group));
                Assert.True(At(component!, "DTEND") > At(component!, "DTSTART"));
                Assert.True(uids.Add(component!.Single(property => property.StartsWith("UID:", StringComparison.Ordinal))), "A UID stands twice.");
                component = null;
            }
            else
            {
                component?.Add(line);
            }
        }

        var calendar = Ical.Net.Calendar.Load(text);
        Assert.NotNull(calendar);
        Assert.Equal(uids.Count, calendar.Events.Count);
        return [.. calendar.Events];
    }

    private static DateTime At(List<string> component, string name) =>
        DateTime.ParseExact(component.Single(property => property.StartsWith($"{name}:", StringComparison.Ordinal)).Split(':')[1], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Z][A-Z0-9-]*(;[A-Z-]+=[^:;]+)*:[^\x00-\x08\x0A-\x1F\x7F]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentLine();
}
