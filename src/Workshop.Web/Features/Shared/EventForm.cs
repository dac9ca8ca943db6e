using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// <see cref="EventSettings"/> as a form, bound as one property and shown by <c>_EventForm</c> (what an event cannot do without) and <c>_EventFormDetails</c>
/// (the rest, whose defaults serve most events). Times are wall-clock times in one zone that the organizer chooses: Anywhere on Earth or the event's own.
/// </summary>
public sealed class EventForm
{
    [Required(ErrorMessage = "Give the event a name.")]
    public string Name { get; set; } = "";

    public DateOnly? StartsOn { get; set; }

    /// <summary>Empty means one day.</summary>
    public DateOnly? EndsOn { get; set; }

    public string? Venue { get; set; }

    /// <summary>IANA name.</summary>
    public string? Zone { get; set; }

    public TimesGivenIn TimesIn { get; set; } = TimesGivenIn.AnywhereOnEarth;

    public TimeEntry SubmissionsOpen { get; set; } = TimeEntry.Empty;

    public TimeEntry SubmissionsClose { get; set; } = TimeEntry.Empty;

    /// <summary>Empty: there is one deadline only.</summary>
    public TimeEntry AbstractsDue { get; set; } = TimeEntry.Empty;

    public Freeze TitleFreeze { get; set; }

    public Freeze AuthorsFreeze { get; set; }

    public bool RemindsDrafts { get; set; } = true;

    public TimeEntry ReviewsDue { get; set; } = TimeEntry.Empty;

    public int? PageLimit { get; set; } = 2;

    public string? Topics { get; set; }

    public string? CallText { get; set; }

    public string? ContactEmail { get; set; }

    public int? GraceMinutes { get; set; } = 0;

    public int? MaxUploadMegabytes { get; set; } = 10;

    public bool DoubleBlind { get; set; } = true;

    public int? ReviewsPerSubmission { get; set; } = 3;

    public int? MaxLoad { get; set; } = 6;

    public static IReadOnlyList<SelectListItem> ZoneChoices { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id.Contains('/', StringComparison.Ordinal) && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal)))
            .Select(zone => zone.Id)
            .Append(EventZone.Utc.Id)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(id => new SelectListItem(EventZone.Stored(id).DisplayName, id))];

    public static IReadOnlyList<SelectListItem> TimesInChoices { get; } =
    [
        new("Anywhere on Earth (AoE, UTC−12): the day is over when it is over everywhere", nameof(TimesGivenIn.AnywhereOnEarth)),
        new("The event’s own time zone", nameof(TimesGivenIn.EventZone)),
    ];

    public static IReadOnlyList<SelectListItem> FreezeChoices { get; } =
    [
        new("As long as they can change anything", nameof(Freeze.Never)),
        new("Until the abstract deadline", nameof(Freeze.AbstractDeadline)),
        new("Until the submission deadline, even with an extension", nameof(Freeze.SubmissionDeadline)),
    ];

    /// <summary>Whether the part of the form that most events leave alone must be open.</summary>
    public bool UsesAbstractDeadline => !AbstractsDue.IsEmpty || TitleFreeze != Freeze.Never || AuthorsFreeze != Freeze.Never;

    /// <summary>Null while no zone is chosen that exists.</summary>
    public EventZone? TimesZone => TimesIn == TimesGivenIn.AnywhereOnEarth ? EventZone.AnywhereOnEarth : EventZone.Find(Zone).Value;

    /// <summary>Defaults for an event that does not exist yet: call open from today, deadline in six weeks, event in four months.</summary>
    /// <param name="zoneId">The zone of whoever sets it up, if known.</param>
    public static EventForm New(DateTimeOffset now, string? zoneId)
    {
        var today = EventZone.AnywhereOnEarth.At(now).Date;
        return new EventForm
        {
            Zone = EventZone.Find(zoneId).Value?.Id ?? EventZone.Utc.Id,
            SubmissionsOpen = TimeEntry.At(today),
            SubmissionsClose = TimeEntry.At(today.AddDays(42).AddHours(23).AddMinutes(59)),
            ReviewsDue = TimeEntry.At(today.AddDays(70).AddHours(23).AddMinutes(59)),
            StartsOn = DateOnly.FromDateTime(today.AddDays(120)),
        };
    }

    public static EventForm From(WorkshopEvent saved)
    {
        var zone = saved.DeadlineZone;
        return new EventForm
        {
            Name = saved.Name,
            StartsOn = saved.StartsOn,
            EndsOn = saved.EndsOn == saved.StartsOn ? null : saved.EndsOn,
            Venue = saved.Venue,
            Zone = saved.ZoneId,
            TimesIn = zone.IsAnywhereOnEarth ? TimesGivenIn.AnywhereOnEarth : TimesGivenIn.EventZone,
            SubmissionsOpen = TimeEntry.Of(saved.SubmissionsOpen, zone),
            SubmissionsClose = TimeEntry.Of(saved.SubmissionsClose, zone),
            AbstractsDue = TimeEntry.Of(saved.AbstractsDue, zone),
            TitleFreeze = saved.TitleFreeze,
            AuthorsFreeze = saved.AuthorsFreeze,
            RemindsDrafts = saved.RemindsDrafts,
            ReviewsDue = TimeEntry.Of(saved.ReviewsDue, zone),
            PageLimit = saved.PageLimit,
            Topics = string.Join('\n', TopicList.Write(saved.Topics)),
            CallText = saved.CallText,
            ContactEmail = saved.ContactEmail,
            GraceMinutes = saved.GraceMinutes,
            MaxUploadMegabytes = saved.MaxUploadMegabytes,
            DoubleBlind = saved.DoubleBlind,
            ReviewsPerSubmission = saved.ReviewsPerSubmission,
            MaxLoad = saved.MaxLoad,
        };
    }

    /// <summary>Refused with every reason at once, by field of this form.</summary>
    public Outcome<EventSettings> ToSettings()
    {
        var refusals = new List<Refusal>();
        if (StartsOn is null)
        {
            refusals.Add(new Refusal("event.start-missing", "Choose the day on which the event starts.", nameof(StartsOn)));
        }

        var zone = EventZone.Find(Zone);
        if (zone.Refusal is { } unknown)
        {
            refusals.Add(unknown with { Field = nameof(Zone) });
        }

        var timesIn = TimesZone ?? EventZone.Utc;
        var opens = Instant(SubmissionsOpen, nameof(SubmissionsOpen), "Choose when the call opens.");
        var closes = Instant(SubmissionsClose, nameof(SubmissionsClose), "Choose the submission deadline.");
        var abstracts = Instant(AbstractsDue, nameof(AbstractsDue), null);
        var due = Instant(ReviewsDue, nameof(ReviewsDue), null);
        if (!string.IsNullOrWhiteSpace(ContactEmail) && EmailAddress.Parse(ContactEmail, nameof(ContactEmail)).Refusal is { } malformed)
        {
            refusals.Add(malformed);
        }

        var settings = new EventSettings(
            Name ?? "",
            StartsOn ?? default,
            EndsOn ?? StartsOn ?? default,
            Venue ?? "",
            zone.Value ?? EventZone.Utc,
            timesIn,
            opens ?? default,
            closes ?? due?.AddTicks(-1) ?? DateTimeOffset.MaxValue,
            GraceMinutes ?? 0,
            due,
            PageLimit ?? 0,
            MaxUploadMegabytes ?? 0,
            DoubleBlind,
            ReviewsPerSubmission ?? 0,
            MaxLoad ?? 0,
            CallText ?? "",
            ContactEmail,
            [.. (Topics ?? "").Split('\n').Select(topic => topic.Trim()).Where(topic => topic.Length > 0)])
        {
            AbstractsDue = abstracts,
            TitleFreeze = TitleFreeze,
            AuthorsFreeze = AuthorsFreeze,
            RemindsDrafts = RemindsDrafts,
        };
        // A field that could not be read at all is complained about once.
        refusals.AddRange(settings.Check().Where(refusal => !refusals.Exists(known => known.Field == refusal.Field)));
        return refusals.Count == 0 ? settings : Outcome.No<EventSettings>(refusals);

        DateTimeOffset? Instant(TimeEntry entry, string field, string? whenMissing)
        {
            var instant = entry.Read(timesIn, field, whenMissing);
            refusals.AddRange(instant.Refusals);
            return instant.Value;
        }
    }
}

public enum TimesGivenIn
{
    AnywhereOnEarth,
    EventZone,
}
