using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>How days, times and people are said on paper.</summary>
internal static class ProgrammeText
{
    public static string Time(DateTimeOffset at) => at.ToString("H:mm", CultureInfo.InvariantCulture);

    public static string Times(ProgrammeSession session) => $"{Time(session.Starts)}–{Time(session.Ends)}";

    public static string Day(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string DayWithoutYear(DateTimeOffset at) => at.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    public static DateOnly DayOf(ProgrammeSession session) => DateOnly.FromDateTime(session.Starts.DateTime);

    /// <summary>"2 December 2025", "2–4 December 2025", "30 November – 2 December 2025", "31 December 2025 – 2 January 2026".</summary>
    public static string Days(DateOnly first, DateOnly last) => first == last ? Day(first) : EventDays.Say(first, last);

    /// <summary>"Room 1 · Chair: Ada Lovelace"; empty when neither is known.</summary>
    public static string RoomAndChair(ProgrammeSession session) =>
        string.Join(" · ", new[] { session.Room, session.Chair.Length == 0 ? "" : $"Chair: {session.Chair}" }.Where(part => part.Length > 0));

    /// <summary>What stands in the margin beside an item: its time, or its board.</summary>
    public static string Mark(ProgrammeItem item) =>
        item.Board ?? (item.Starts is { } starts ? Time(starts) : "");
}
