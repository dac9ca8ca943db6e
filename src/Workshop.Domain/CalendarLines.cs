using System.Globalization;
using System.Text;

namespace Workshop.Domain;

/// <summary>An iCalendar file (RFC 5545), a content line at a time: lines end in CRLF and are folded at 75 octets of UTF-8, never inside a character.</summary>
public sealed class CalendarLines
{
    /// <summary>A line has at most so many octets without its line break (section 3.1).</summary>
    private const int LineOctets = 75;

    private readonly StringBuilder _file = new();

    /// <summary>The space that begins a continued line counts too.</summary>
    /// <param name="content">Name, colon and value; the value is escaped already.</param>
    public void Add(string content)
    {
        var octets = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                _file.Append("\r\n ");
                octets = 1;
            }

            _file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        _file.Append("\r\n");
    }

    public override string ToString() => _file.ToString();

    /// <summary>A value of type TEXT (section 3.3.11).</summary>
    public static string Text(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
