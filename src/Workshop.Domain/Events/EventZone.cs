using System.Globalization;

namespace Workshop.Domain.Events;

/// <summary>Which of the two instants is meant when clocks are set back and a wall-clock time happens twice.</summary>
public enum RepeatedHour
{
    First,
    Second,
}

/// <summary>A time zone by its IANA name. "Anywhere on Earth" (AoE) is UTC−12 without daylight saving: a day has ended when it has ended everywhere.</summary>
public sealed record EventZone
{
    private readonly TimeZoneInfo _zone;

    private EventZone(string id, TimeZoneInfo zone)
    {
        Id = id;
        _zone = zone;
    }

    /// <summary>IANA sign convention: Etc/GMT+12 lies twelve hours <em>behind</em> UTC.</summary>
    public const string AnywhereOnEarthId = "Etc/GMT+12";

    /// <summary>The largest offsets that zones have used since 1970, ahead of and behind UTC.</summary>
    private static readonly TimeSpan EastMost = TimeSpan.FromHours(14);

    private static readonly TimeSpan WestMost = TimeSpan.FromHours(-12);

    public static EventZone AnywhereOnEarth { get; } = new(AnywhereOnEarthId, TimeZoneInfo.FindSystemTimeZoneById(AnywhereOnEarthId));

    public static EventZone Utc { get; } = new("Etc/UTC", TimeZoneInfo.Utc);

    /// <summary>The IANA name, "Europe/Copenhagen".</summary>
    public string Id { get; }

    public bool IsAnywhereOnEarth => Id == AnywhereOnEarthId;

    /// <summary>"AoE" for Anywhere on Earth, the IANA name with spaces for underscores otherwise.</summary>
    public string DisplayName => IsAnywhereOnEarth ? "AoE" : Id.Replace('_', ' ');

    /// <summary>As people say it: "AoE", "UTC", "UTC+2", "Copenhagen time".</summary>
    public string TimeName => NameOf(_zone);

    /// <inheritdoc cref="TimeName"/>
    public static string NameOf(TimeZoneInfo zone)
    {
        if (zone.Id == AnywhereOnEarthId)
        {
            return "AoE";
        }

        var slash = zone.Id.LastIndexOf('/');
        if (slash >= 0 && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal))
        {
            return zone.Id[(slash + 1)..].Replace('_', ' ') + " time";
        }

        return zone.SupportsDaylightSavingTime ? zone.Id : OffsetName(zone.BaseUtcOffset);
    }

    /// <summary>"UTC", "UTC+2", "UTC−3:30".</summary>
    public static string OffsetName(TimeSpan offset) => offset == TimeSpan.Zero
        ? "UTC"
        : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}");

    /// <summary>Refused when the system knows no zone of that name, or when it is not an IANA name.</summary>
    public static Outcome<EventZone> Find(string? id)
    {
        if (id is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && (zone.HasIanaId || id.StartsWith("Etc/", StringComparison.Ordinal)))
        {
            return new EventZone(id, zone);
        }

        return new Refusal("zone.unknown", "Choose a time zone from the list, for example Europe/Copenhagen.");
    }

    /// <summary>Like <see cref="Find"/>, for names that were checked when they were stored; UTC when the system has since forgotten the name.</summary>
    public static EventZone Stored(string id) => Find(id).Value ?? Utc;

    /// <summary>Wall-clock time in this zone at an instant, with the offset then in force.</summary>
    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);

    /// <summary>
    /// The instant at which clocks in this zone show <paramref name="wallClock"/>. Refused with "time.skipped" when clocks jump over it, be it half an hour or a
    /// whole day, and with "time.repeated" when it happens twice and <paramref name="repeated"/> does not say which one is meant.
    /// </summary>
    public Outcome<DateTimeOffset> ToInstant(DateTime wallClock, RepeatedHour? repeated = null)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        var instants = InstantsOf(local);
        return (instants.Count, repeated) switch
        {
            (0, _) => new Refusal("time.skipped", $"{local:yyyy-MM-dd HH:mm} does not exist in {DisplayName}: clocks are set forward then. Choose a time before or after it."),
            (1, _) => instants[0],
            (_, RepeatedHour.First) => instants[0],
            (_, RepeatedHour.Second) => instants[^1],
            _ => new Refusal("time.repeated", $"{local:yyyy-MM-dd HH:mm} happens twice in {DisplayName}: clocks are set back then. Say whether you mean the first or the second."),
        };
    }

    /// <summary>The first instant of a day: midnight, or where clocks jump over midnight the first instant after it; of a day that is skipped whole, the first instant of the next one.</summary>
    public DateTimeOffset StartOfDay(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (ToInstant(midnight, RepeatedHour.First) is { Succeeded: true } instant)
        {
            return instant.Value;
        }

        // Clocks only go forward across a gap, so the jump can be found by halving.
        var (before, after) = (new DateTimeOffset(midnight, WestMost).ToUniversalTime().AddDays(-2), new DateTimeOffset(midnight, EastMost).ToUniversalTime().AddDays(2));
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            (before, after) = At(middle).DateTime < midnight ? (middle, after) : (before, middle);
        }

        return after;
    }

    /// <summary>
    /// In order. Tried with every offset that is in force around that time, because <see cref="TimeZoneInfo.IsInvalidTime(DateTime)"/> and
    /// <see cref="TimeZoneInfo.IsAmbiguousTime(DateTime)"/> know of summer time only: a zone that moves to another offset for good (Samoa left out 30 December 2011
    /// when it crossed the date line) is unknown to them.
    /// </summary>
    private List<DateTimeOffset> InstantsOf(DateTime local)
    {
        var utc = new DateTimeOffset(local, TimeSpan.Zero);
        var offsets = new HashSet<TimeSpan>();
        for (var hours = -EastMost.TotalHours - 1; hours <= -WestMost.TotalHours + 1; hours++)
        {
            offsets.Add(_zone.GetUtcOffset(utc.AddHours(hours)));
        }

        return [.. offsets
            .Select(offset => new DateTimeOffset(local, offset))
            .Where(instant => _zone.GetUtcOffset(instant) == instant.Offset)
            .Select(instant => instant.ToUniversalTime())
            .Order()];
    }

    public bool Equals(EventZone? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    public override string ToString() => DisplayName;
}
