using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>
/// When somebody who presents cannot be there, as they or an organizer said. It is about a submission or, for an invited talk, about a slot; it stays when the slot is removed, so that
/// undoing the removal brings it back.
/// </summary>
public sealed class SpeakerAbsence
{
    public const int MaxNoteLength = 300;

    /// <summary>Where the two halves of a day meet.</summary>
    public static readonly TimeOnly Noon = new(13, 0);

    private SpeakerAbsence()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>The id of a submission or of a slot.</summary>
    public Guid About { get; private init; }

    public DateTimeOffset From { get; private init; }

    /// <summary>Not included.</summary>
    public DateTimeOffset To { get; private init; }

    /// <summary>For organizers; may be empty.</summary>
    public string Note { get; private init; } = "";

    /// <summary>Every half-day of an event that somebody can name, in order.</summary>
    public static IReadOnlyList<HalfDay> HalvesOf(WorkshopEvent e) =>
        [.. Enumerable.Range(0, e.EndsOn.DayNumber - e.StartsOn.DayNumber + 1).SelectMany(day => new[] { new HalfDay(e.StartsOn.AddDays(day), false), new HalfDay(e.StartsOn.AddDays(day), true) })];

    /// <summary>One absence for each half-day; refused when the note is too long. Half-days outside the event are left out.</summary>
    public static Outcome<IReadOnlyList<SpeakerAbsence>> Say(WorkshopEvent e, Guid about, IEnumerable<HalfDay> halves, string note)
    {
        if (note.Length > MaxNoteLength)
        {
            return new Refusal("absence.note-too-long", $"Shorten the note to {MaxNoteLength} characters.", "Note");
        }

        var known = HalvesOf(e).ToHashSet();
        return halves.Where(known.Contains).Distinct().OrderBy(half => half.Day).ThenBy(half => half.IsAfternoon).Select(half =>
        {
            var (from, to) = half.In(e.Zone);
            return new SpeakerAbsence { EventId = e.Id, About = about, From = from, To = to, Note = Person.Clean(note) };
        }).ToList();
    }
}

/// <summary>A morning (until 13:00) or an afternoon (from 13:00) of a day, on the clocks of the event.</summary>
public readonly record struct HalfDay(DateOnly Day, bool IsAfternoon)
{
    /// <summary>The end is not included.</summary>
    public (DateTimeOffset From, DateTimeOffset To) In(EventZone zone)
    {
        // Where clocks jump over noon, which has happened at the date line alone, half a day after it began.
        var noon = zone.ToInstant(Day.ToDateTime(SpeakerAbsence.Noon), RepeatedHour.First) is { Succeeded: true } found ? found.Value : zone.StartOfDay(Day).AddHours(12);
        return IsAfternoon ? (noon, zone.StartOfDay(Day.AddDays(1))) : (zone.StartOfDay(Day), noon);
    }

    /// <summary>"2027-06-10 afternoon", as forms send it.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd} {(IsAfternoon ? "afternoon" : "morning")}");

    /// <summary>What <see cref="ToString"/> wrote; null for anything else.</summary>
    public static HalfDay? Parse(string? text) =>
        text?.Split(' ') is [var day, "morning" or "afternoon"] parts && DateOnly.TryParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var found)
            ? new HalfDay(found, parts[1] == "afternoon")
            : null;
}
