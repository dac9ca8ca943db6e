using System.Globalization;

namespace Workshop.Web.Features.Shared;

/// <summary>A length of time in one unit that a person would use; rounded down, so that "2 days left" never promises more than there is.</summary>
public static class DurationText
{
    /// <summary>"3 days", "5 hours", "1 minute", "40 seconds"; negative lengths read like positive ones.</summary>
    public static string Of(TimeSpan length)
    {
        length = length.Duration();
        return length switch
        {
            // Under two days hours matter: "47 hours" says more than "1 day".
            { TotalHours: >= 48 } => Count((int)length.TotalDays, "day"),
            { TotalMinutes: >= 120 } => Count((int)length.TotalHours, "hour"),
            { TotalSeconds: >= 120 } => Count((int)length.TotalMinutes, "minute"),
            _ => Count((int)length.TotalSeconds, "second"),
        };
    }

    /// <summary>"in 3 days", "3 days ago", "now" within the second.</summary>
    public static string Until(DateTimeOffset at, DateTimeOffset now) => (at - now) switch
    {
        { TotalSeconds: >= 1 } left => $"in {Of(left)}",
        { TotalSeconds: <= -1 } gone => $"{Of(gone)} ago",
        _ => "now",
    };

    private static string Count(int n, string unit) => string.Create(CultureInfo.InvariantCulture, $"{n} {unit}{(n == 1 ? "" : "s")}");
}
