using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Settings;

/// <summary>A wall-clock time in the zone in which the event announces its deadlines, as organizers type it.</summary>
internal static class TypedInstant
{
    public static IReadOnlyList<SelectListItem> Readings { get; } =
        [new("The first one, before clocks are set back", nameof(RepeatedHour.First)), new("The second one, after clocks are set back", nameof(RepeatedHour.Second))];

    /// <summary>Null when nothing was typed, or when it is refused: then the reason is added.</summary>
    public static DateTimeOffset? Read(WorkshopEvent of, DateTime? wallClock, RepeatedHour? which, string field, List<Refusal> refusals)
    {
        if (wallClock is not { } time)
        {
            return null;
        }

        if (time.Year is < 2000 or > 2200)
        {
            refusals.Add(new Refusal("event.time-far", "Check the year.", field));
            return null;
        }

        var instant = of.DeadlineZone.ToInstant(time, which);
        if (instant.Refusal is { } refusal)
        {
            refusals.Add(refusal with { Field = field });
            return null;
        }

        return instant.Value;
    }

    public static DateTime? WallClock(WorkshopEvent of, DateTimeOffset? instant) => instant is { } at ? of.DeadlineZone.At(at).DateTime : null;

    public static bool AsksWhich(WorkshopEvent of, DateTime? wallClock) => wallClock is { } time && of.DeadlineZone.ToInstant(time).Refusal?.Code == "time.repeated";

    /// <summary>Which of two it is that is saved; null when it happens once.</summary>
    public static RepeatedHour? WhichOf(WorkshopEvent of, DateTimeOffset? instant)
    {
        var wallClock = WallClock(of, instant);
        return !AsksWhich(of, wallClock) ? null : of.DeadlineZone.ToInstant(wallClock!.Value, RepeatedHour.First).Value == instant ? RepeatedHour.First : RepeatedHour.Second;
    }
}
