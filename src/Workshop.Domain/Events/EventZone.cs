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

    public static EventZone AnywhereOnEarth { get; } = new(AnywhereOnEarthId, TimeZoneInfo.FindSystemTimeZoneById(AnywhereOnEarthId));

    public static EventZone Utc { get; } = new("Etc/UTC", TimeZoneInfo.Utc);

    /// <summary>The IANA name, "Europe/Copenhagen".</summary>
    public string Id { get; }

    public bool IsAnywhereOnEarth => Id == AnywhereOnEarthId;

    /// <summary>"AoE" for Anywhere on Earth, the IANA name with spaces for underscores otherwise.</summary>
    public string DisplayName => IsAnywhereOnEarth ? "AoE" : Id.Replace('_', ' ');

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
    /// The instant at which clocks in this zone show <paramref name="wallClock"/>. Refused with "time.skipped" when clocks jump over it, and with
    /// "time.repeated" when it happens twice and <paramref name="repeated"/> does not say which one is meant.
    /// </summary>
    public Outcome<DateTimeOffset> ToInstant(DateTime wallClock, RepeatedHour? repeated = null)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(local))
        {
            return new Refusal("time.skipped", $"{local:yyyy-MM-dd HH:mm} does not exist in {DisplayName}: clocks are set forward then. Choose a time before or after it.");
        }

        if (!_zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
        }

        // The first of the two readings is the one still on summer time, which is further ahead of UTC.
        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        return repeated switch
        {
            RepeatedHour.First => new DateTimeOffset(local, offsets.Max()).ToUniversalTime(),
            RepeatedHour.Second => new DateTimeOffset(local, offsets.Min()).ToUniversalTime(),
            _ => new Refusal("time.repeated", $"{local:yyyy-MM-dd HH:mm} happens twice in {DisplayName}: clocks are set back then. Say whether you mean the first or the second."),
        };
    }

    public bool Equals(EventZone? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    public override string ToString() => DisplayName;
}
