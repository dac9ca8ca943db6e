using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Feeds;

/// <summary>The news of all events of this installation.</summary>
[AllowAnonymous]
public sealed class SiteFeedModel(WorkshopDb db, EventNews news, SiteAddress site) : PageModel
{
    private const int MostEvents = 50;
    private const int MostEntries = 100;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var events = await db.Events.AsNoTracking().OrderByDescending(e => e.StartsOn).ThenBy(e => e.Slug).Take(MostEvents).ToListAsync(cancel);
        var entries = await news.LoadAsync(events, cancel);

        // Without an event there is no day to name it by; then it is empty and nobody can be subscribed yet.
        var since = events.Count == 0 ? DateTimeOffset.UnixEpoch : events.Min(e => e.CreatedAt);
        return this.Feed(new AtomFeed($"tag:{new Uri(site.Base).Host},2026:workshop/events", "Workshops", "", site.Link("/feed.atom"), site.Link("/"), since, [.. entries.Take(MostEntries)]));
    }
}
