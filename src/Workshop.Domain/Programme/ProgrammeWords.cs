using System.Globalization;

namespace Workshop.Domain.Programme;

/// <summary>Times and places of the programme in words, the same on pages, in mails and in calendars. Every time is a wall-clock time at the event.</summary>
public static class ProgrammeWords
{
    /// <summary>"09:20".</summary>
    public static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"Thu 10 June".</summary>
    public static string Day(DateTimeOffset at) => at.ToString("ddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>"Thu 10 June, 09:20".</summary>
    public static string DayAndClock(DateTimeOffset at) => $"{Day(at)}, {Clock(at)}";

    /// <summary>"Thu 10 June 2027, 09:20–09:40"; the second day too when it is another.</summary>
    public static string Span(DateTimeOffset starts, DateTimeOffset ends) =>
        $"{starts.ToString("ddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}–{(starts.Date == ends.Date ? Clock(ends) : DayAndClock(ends))}";

    /// <summary>"09:20–09:40".</summary>
    public static string Clocks(DateTimeOffset starts, DateTimeOffset ends) => $"{Clock(starts)}–{Clock(ends)}";

    /// <summary>"in the session “Foundations”, Hall, board P7, chaired by Carla Chair"; parts without an answer are left out.</summary>
    public static string Where(PlacedItem placed)
    {
        string[] parts =
        [
            $"In the session “{placed.Session.Title}”",
            placed.Room,
            placed.Item.Board is { } board ? $"board {board}" : "",
            placed.Session.Chair.Length > 0 ? $"chaired by {placed.Session.Chair}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>"talk" or "poster", as somebody who presents it calls it.</summary>
    public static string Kind(PlacedItem placed) => placed.IsPoster ? "poster" : "talk";
}
