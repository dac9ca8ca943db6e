using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme;

/// <summary>One visitor's calendar, for programs that have neither cookie nor account: the secret in the address is the permission to read.</summary>
[AllowAnonymous]
public sealed class SelectionFeedModel(WorkshopDb db, CurrentEvent current, SiteAddress site, TimeProvider time) : PageModel
{
    public WorkshopEvent Event => current.Required;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var marks = await db.ProgrammeSelections.Where(selection => selection.EventId == Event.Id && selection.FeedToken == token)
            .Select(selection => selection.Marks.Select(mark => mark.Key).ToList())
            .SingleOrDefaultAsync(cancel);
        if (marks is null || await db.ReadPublicProgrammeAsync(Event, null, now, cancel) is not { } version)
        {
            return NotFound();
        }

        var calendar = new ProgrammeCalendar(Event.Id, version.Number, version.ReleasedAt, Event.Venue, site.Link($"/e/{Event.Slug}/programme"));
        var wanted = marks.ToHashSet(StringComparer.Ordinal);
        var entries = PlacedItem.AllOf(version.Document).Where(item => wanted.Contains(item.Key)).Select(calendar.Entry);
        return this.Calendar(CalendarText.Write(entries, now, new CalendarFeed($"{Event.Name}: my programme", ProgrammeCalendar.Refresh)), $"{Event.Slug}-mine.ics", false);
    }
}
