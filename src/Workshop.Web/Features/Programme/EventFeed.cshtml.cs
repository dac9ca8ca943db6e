using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>One calendar for the event, or for one of its rooms, that calendar programs subscribe to. What left the programme lately is cancelled in it, without a word on what it was.</summary>
[AllowAnonymous]
public sealed class EventFeedModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    /// <summary>How long a calendar may have missed a version and still learn what went.</summary>
    private static readonly TimeSpan CancelledFor = TimeSpan.FromDays(60);

    public WorkshopEvent Event => current.Required;

    /// <param name="room">Null for all rooms.</param>
    public async Task<IActionResult> OnGetAsync(string? room, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await db.ReadPublicProgrammeAsync(Event, null, now, cancel) is not { } version)
        {
            return NotFound();
        }

        var earlier = await db.ReadRecentProgrammesAsync(Event.Id, now - CancelledFor, cancel);
        if (room is not null && !earlier.Concat([version.Document]).SelectMany(document => document.Sessions).Any(session => string.Equals(session.Room, room, StringComparison.OrdinalIgnoreCase)))
        {
            return NotFound();
        }

        var calendar = new ProgrammeCalendar(Event.Id, version.Number, version.ReleasedAt, Event.Venue, site.Link($"/e/{Event.Slug}/programme"));
        var name = room is null ? Event.Name : $"{Event.Name}, {room}";
        return this.Calendar(CalendarText.Write(calendar.Entries(version.Document, room, earlier), now, new CalendarFeed(name, ProgrammeCalendar.Refresh)), $"{Event.Slug}-programme.ics", true);
    }
}
