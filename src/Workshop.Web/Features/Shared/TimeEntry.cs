using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Workshop.Domain;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// An instant as an organizer types it: a wall-clock time in a zone that the form knows, and, when clocks are set back and that time happens twice, which of the two is
/// meant. Bound from <c>Input.Until</c> and <c>Input.Until.Which</c>, shown by <c>&lt;time-field&gt;</c>, read by <see cref="Read"/>. Every form that takes an instant uses it.
/// </summary>
/// <param name="Text">As the browser sent it; empty when nothing was typed.</param>
[ModelBinder(typeof(TimeEntryBinder))]
public sealed record TimeEntry(string Text, RepeatedHour? Which = null)
{
    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    public static TimeEntry Empty { get; } = new("");

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    /// <summary>Null when nothing was typed, or nothing that can be read.</summary>
    public DateTime? WallClock =>
        DateTime.TryParseExact(Text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>With seconds only when there are any.</summary>
    public static TimeEntry At(DateTime wallClock, RepeatedHour? which = null) =>
        new(wallClock.ToString(wallClock.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), which);

    /// <summary>What must be typed in that zone to mean the instant; <see cref="Empty"/> for null.</summary>
    public static TimeEntry Of(DateTimeOffset? instant, EventZone zone)
    {
        if (instant is not { } at)
        {
            return Empty;
        }

        var wallClock = zone.At(at).DateTime;
        var which = zone.ToInstant(wallClock).Succeeded ? (RepeatedHour?)null : zone.ToInstant(wallClock, RepeatedHour.First).Value == at ? RepeatedHour.First : RepeatedHour.Second;
        return At(wallClock, which);
    }

    /// <summary>
    /// Null when nothing was typed. Refused under <paramref name="field"/> when it cannot be read, when clocks jump over it, and with "time.repeated" when it happens
    /// twice and nobody said which one is meant; <c>&lt;time-field&gt;</c> then asks.
    /// </summary>
    /// <param name="whenMissing">The sentence for a field that must be filled in; null when it may stay empty.</param>
    public Outcome<DateTimeOffset?> Read(EventZone zone, string field, string? whenMissing = null)
    {
        if (IsEmpty)
        {
            return whenMissing is null ? (DateTimeOffset?)null : new Refusal("time.missing", whenMissing, field);
        }

        if (WallClock is not { } time)
        {
            return new Refusal("time.unreadable", "Give a day and a time like 2027-03-01 23:59.", field);
        }

        if (time.Year is < 2000 or > 2200)
        {
            return new Refusal("time.far", "Check the year.", field);
        }

        var instant = zone.ToInstant(time, Which);
        return instant.Refusal is { } refusal ? refusal with { Field = field } : (DateTimeOffset?)instant.Value;
    }

    /// <summary>Whether the time happens twice in that zone, so that the form must ask.</summary>
    public bool IsRepeatedIn(EventZone? zone) => WallClock is { } time && zone?.ToInstant(time).Refusal?.Code == "time.repeated";

    public override string ToString() => Which is null ? Text.Replace('T', ' ') : $"{Text.Replace('T', ' ')} ({(Which == RepeatedHour.First ? "the first" : "the second")})";
}

internal sealed class TimeEntryBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var text = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        var which = bindingContext.ValueProvider.GetValue($"{bindingContext.ModelName}.{nameof(TimeEntry.Which)}");
        if (text != ValueProviderResult.None)
        {
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, text);
            var chosen = Enum.TryParse<RepeatedHour>(which.FirstValue, out var repeated) && Enum.IsDefined(repeated) ? (RepeatedHour?)repeated : null;
            bindingContext.Result = ModelBindingResult.Success(new TimeEntry(text.FirstValue ?? "", chosen));
        }

        return Task.CompletedTask;
    }
}
