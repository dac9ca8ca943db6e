using Workshop.Domain.Events;

namespace Workshop.Domain.Reviewing;

/// <summary>Hours of the day in which nobody is written to by themselves, on the clock of the person who would be. They may reach across midnight; two equal hours mean none. Anywhere on Earth has none:
/// its night is nobody's.</summary>
/// <param name="From">Full hour, 0 to 23: the first quiet instant.</param>
/// <param name="To">Full hour, 0 to 23: the first instant that is not quiet any more.</param>
public readonly record struct QuietHours(int From, int To)
{
    public static QuietHours Usual { get; } = new(21, 8);

    public bool Contains(DateTimeOffset at, EventZone zone)
    {
        if (zone.IsAnywhereOnEarth)
        {
            return false;
        }

        var hour = zone.At(at).Hour;
        return From <= To ? From <= hour && hour < To : From <= hour || hour < To;
    }

    /// <summary>The first instant from <paramref name="at"/> on that is not quiet: that instant itself when it is not. When clocks jump over the end, the first instant after the jump.</summary>
    public DateTimeOffset FirstFree(DateTimeOffset at, EventZone zone)
    {
        if (!Contains(at, zone))
        {
            return at;
        }

        var local = zone.At(at);
        var end = local.Date.AddHours(To);
        return WallClock.AtOrAfter(end > local.DateTime ? end : end.AddDays(1), zone, at);
    }

    /// <summary><paramref name="at"/> itself when it is not quiet; else an hour before the quiet hours around it begin, so that whoever looks now and then is in time.</summary>
    public DateTimeOffset LastFree(DateTimeOffset at, EventZone zone)
    {
        if (!Contains(at, zone))
        {
            return at;
        }

        var local = zone.At(at);
        var begin = local.Date.AddHours(From);
        return WallClock.AtOrAfter((begin <= local.DateTime ? begin : begin.AddDays(-1)).AddHours(-1), zone, DateTimeOffset.MinValue);
    }
}

/// <summary>Times on the clocks of a zone, made instants where a rule may not be refused.</summary>
internal static class WallClock
{
    /// <summary>The instant at which clocks show <paramref name="local"/>; of two, the first that is not before <paramref name="floor"/>; of none, the first instant after the jump.</summary>
    public static DateTimeOffset AtOrAfter(DateTime local, EventZone zone, DateTimeOffset floor)
    {
        // A gap is an hour as a rule and a day at most; quarters of an hour are as fine as any zone has used since 1970.
        for (var wall = local; ; wall = wall.AddMinutes(15))
        {
            if (zone.ToInstant(wall, RepeatedHour.First).Value is var first && first != default)
            {
                return first >= floor ? first : zone.ToInstant(wall, RepeatedHour.Second).Value is var second && second >= floor ? second : floor;
            }
        }
    }
}
