using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Archive;

[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
public sealed class CopyModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, CopyEvent copy, TimeProvider time) : PageModel
{
    /// <summary>More than any settings have.</summary>
    private const int MostDates = 500;

    [BindProperty]
    public CopyForm Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public DateOnly? FirstDay { get; set; }

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<SelectListItem> OtherOrganizers { get; private set; } = [];

    public int ReviewerCount { get; private set; }

    public int SessionCount { get; private set; }

    /// <summary>By how much everything moves, a sentence.</summary>
    public string Moved { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        FirstDay = FirstDay is { Year: >= 2000 and <= 2200 } day ? day : NextEvent.UsualFirstDay(Event.StartsOn, DateOnly.FromDateTime(Event.Zone.At(time.GetUtcNow()).DateTime));
        await LoadAsync(cancel);
        await FillAsync(FirstDay.Value, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid || Input.Dates.Count > MostDates)
        {
            await LoadAsync(cancel);
            return this.Invalid();
        }

        var dates = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        for (var i = 0; i < Input.Dates.Count; i++)
        {
            var read = Input.Dates[i].At.Read(Input.Event.TimesZone ?? EventZone.Utc, string.Create(CultureInfo.InvariantCulture, $"Dates[{i}].At"));
            refusals.AddRange(read.Refusals);
            dates[Input.Dates[i].Key ?? ""] = read.Value;
        }

        if (refusals.Count > 0)
        {
            await LoadAsync(cancel);
            return this.Refuse(refusals);
        }

        var choices = new CopyChoices(Input.Slug, Input.Organizers, Input.Reviewers, Input.Programme, dates);
        var outcome = await copy.RunAsync(await viewer.GetAsync(), Event.Id, Input.Event.ToSettings(), choices, cancel);
        if (!outcome.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash("The event is created with the settings of the last one. Look through its call before it opens.");
        return LocalRedirect($"/e/{outcome.Value}/organize");
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (eventId, me) = (Event.Id, (await viewer.GetAsync()).ConfirmedEmails);
        OtherOrganizers = [.. (await db.Organizers.Where(organizer => organizer.EventId == eventId && !me.Contains(organizer.NormalizedEmail))
            .OrderBy(organizer => organizer.AddedAt).ThenBy(organizer => organizer.NormalizedEmail)
            .Select(organizer => new { organizer.Email, organizer.NormalizedEmail })
            .ToListAsync(cancel)).Select(organizer => new SelectListItem(organizer.Email, organizer.NormalizedEmail))];
        ReviewerCount = await db.Reviewers.CountAsync(reviewer => reviewer.EventId == eventId && reviewer.State == ReviewerState.Accepted, cancel);
        SessionCount = await db.Sessions.CountAsync(session => session.EventId == eventId, cancel);
        if (FirstDay is { } firstDay)
        {
            var next = NextEvent.From(Event.StartsOn, firstDay);
            Moved = string.Create(CultureInfo.InvariantCulture, $"Deadlines move by {next.WeekDays / 7} weeks and keep their weekdays and times of day{(next.Days == next.WeekDays ? "" : $"; the event itself moves by {next.Days} days, to another weekday")}. Every date can be changed below.");
        }
    }

    private async Task FillAsync(DateOnly firstDay, CancellationToken cancel)
    {
        var next = NextEvent.From(Event.StartsOn, firstDay);
        var zone = Event.DeadlineZone;
        TimeEntry Moves(DateTimeOffset? at) => TimeEntry.Of(at is { } was ? next.Deadline(was, zone) : null, zone);

        var form = EventForm.From(Event);
        form.Name = NextEvent.NameAfter(Event.Name, Event.StartsOn.Year, firstDay.Year);
        form.StartsOn = firstDay;
        form.EndsOn = form.EndsOn is { } last ? last.AddDays(next.Days) : null;
        form.SubmissionsOpen = Moves(Event.SubmissionsOpen);
        form.SubmissionsClose = Moves(Event.SubmissionsClose);
        form.AbstractsDue = Moves(Event.AbstractsDue);
        form.ReviewsDue = Moves(Event.ReviewsDue);
        Input.Event = form;
        Input.Organizers = [.. OtherOrganizers.Select(organizer => organizer.Value)];
        Input.Dates = [.. (await copy.ReadDatesAsync(Event, firstDay, cancel)).Select(date => new DateForm { Key = date.Key, Label = date.Label, At = TimeEntry.Of(date.Becomes, zone) })];
    }

    public sealed class CopyForm
    {
        public EventForm Event { get; set; } = new();

        public string? Slug { get; set; }

        public List<string> Organizers { get; set; } = [];

        public bool Reviewers { get; set; }

        public bool Programme { get; set; } = true;

        public List<DateForm> Dates { get; set; } = [];
    }

    public sealed class DateForm
    {
        public string? Key { get; set; }

        public string? Label { get; set; }

        public TimeEntry At { get; set; } = TimeEntry.Empty;
    }
}
