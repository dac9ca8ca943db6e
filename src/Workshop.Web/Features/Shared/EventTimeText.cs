using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// An instant in words: the event's zone first, then Anywhere on Earth and the reader's own zone, "Wed 15 Oct 2025, 23:59 AoE (Thu 16 Oct, 13:59 your time)".
/// Nothing is said twice: a zone is left out when it is the event's, and a date when it is the same day.
/// </summary>
/// <param name="Main">The event's zone, "Thu 16 Oct 2025, 13:59 Copenhagen time".</param>
/// <param name="Aoe">"01:59 AoE", with its date when that differs; null when the event itself keeps AoE.</param>
/// <param name="Reader">"07:59 your time" likewise; null when the reader's zone is unknown or shows the same clock as the event.</param>
/// <param name="ReaderSharesZone">The reader's clock reads the same as the event's.</param>
public sealed record EventTimeText(string Main, string? Aoe, string? Reader, bool ReaderSharesZone)
{
    /// <summary>Anywhere on Earth is UTC−12; the sign of the IANA name is the POSIX one, reversed.</summary>
    public const string AoeId = "Etc/GMT+12";

    private static readonly TimeZoneInfo AoeZone = TimeZoneInfo.FindSystemTimeZoneById(AoeId);

    /// <summary>Says <paramref name="at"/> in the event's zone and, when it is not null, in the reader's.</summary>
    public static EventTimeText Create(DateTimeOffset at, TimeZoneInfo zone, TimeZoneInfo? reader)
    {
        var main = TimeZoneInfo.ConvertTime(at, zone);
        var aoe = zone.Id == AoeId ? null : Beside(main, TimeZoneInfo.ConvertTime(at, AoeZone), "AoE");
        if (reader is null)
        {
            return new(Main: $"{DateAndTime(main)} {NameAt(main, zone)}", aoe, null, false);
        }

        var own = TimeZoneInfo.ConvertTime(at, reader);
        var same = own.Offset == main.Offset;
        return new($"{DateAndTime(main)} {NameAt(main, zone)}", aoe, same ? null : Beside(main, own, "your time"), same);
    }

    /// <summary>The parenthesis with its leading space, or the empty string when there is nothing to add.</summary>
    public string Others => (Aoe, Reader) switch
    {
        (null, null) => "",
        (string one, null) => $" ({one})",
        (null, string one) => $" ({one})",
        (string one, string two) => $" ({one}; {two})",
    };

    public override string ToString() => $"{Main}{(ReaderSharesZone ? ", your time" : "")}{Others}";

    /// <summary>What was understood of a time that somebody typed: in that zone, in AoE, and in the reader's own or else in UTC.</summary>
    public static string InThreeZones(DateTimeOffset at, EventZone zone, HttpRequest request)
    {
        var reader = ReaderZone.Of(request);
        var text = Create(at, TimeZoneInfo.FindSystemTimeZoneById(zone.Id), reader ?? TimeZoneInfo.Utc).ToString();
        return reader is null ? text.Replace("your time", "UTC", StringComparison.Ordinal) : text;
    }

    /// <inheritdoc cref="EventZone.NameOf"/>
    public static string NameOf(TimeZoneInfo zone) => EventZone.NameOf(zone);

    private static string NameAt(DateTimeOffset local, TimeZoneInfo zone) =>
        // In the hour that is lived twice the clock alone does not say which of the two is meant.
        zone.IsAmbiguousTime(local.DateTime) ? $"{NameOf(zone)}, {EventZone.OffsetName(local.Offset)}" : NameOf(zone);

    private static string DateAndTime(DateTimeOffset local) => local.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private static string Beside(DateTimeOffset main, DateTimeOffset other, string name)
    {
        var form = other.Date == main.Date ? "HH:mm" : other.Year == main.Year ? "ddd d MMM, HH:mm" : "ddd d MMM yyyy, HH:mm";
        return $"{other.ToString(form, CultureInfo.InvariantCulture)} {name}";
    }
}
