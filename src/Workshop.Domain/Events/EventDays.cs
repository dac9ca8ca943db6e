using System.Globalization;
using Workshop.Domain.Mail;

namespace Workshop.Domain.Events;

/// <summary>The days of an event in words.</summary>
public static class EventDays
{
    /// <summary>"10 June 2027", "10–12 June 2027", "30 June – 2 July 2027", "31 December 2027 – 2 January 2028".</summary>
    public static string Say(DateOnly first, DateOnly last)
    {
        string In(DateOnly day, string form) => day.ToString(form, CultureInfo.InvariantCulture);
        return first == last ? In(last, "d MMMM yyyy")
            : first.Year != last.Year ? $"{In(first, "d MMMM yyyy")} – {In(last, "d MMMM yyyy")}"
            : first.Month != last.Month ? $"{In(first, "d MMMM")} – {In(last, "d MMMM yyyy")}"
            : $"{first.Day.ToString(CultureInfo.InvariantCulture)}–{In(last, "d MMMM yyyy")}";
    }

    /// <summary>"10 June 2027, Old Observatory, Copenhagen" in one line.</summary>
    public static string SayWithVenue(WorkshopEvent e) => MailText.Line(string.Join(", ", new[] { Say(e.StartsOn, e.EndsOn), e.Venue }.Where(part => part.Length > 0)));

    /// <summary>A deadline as it is announced, in one zone: "Fri 12 Mar 2027, 23:59 AoE".</summary>
    public static string SayDeadline(DateTimeOffset at, EventZone zone) => $"{zone.At(at).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {zone.TimeName}";
}
