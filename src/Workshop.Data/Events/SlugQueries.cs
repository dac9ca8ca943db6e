using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;

namespace Workshop.Data.Events;

public static class SlugQueries
{
    /// <summary>The slug, or the next one with a number behind it. The unique index has the last word; this only avoids those that are known to be taken.</summary>
    public static async Task<string> FreeSlugAsync(this WorkshopDb db, string slug, CancellationToken cancel)
    {
        var stem = slug[..Math.Min(slug.Length, WorkshopEvent.MaxSlugLength)].TrimEnd('-');
        var taken = await db.Events.Where(e => e.Slug.StartsWith(stem)).Select(e => e.Slug).ToListAsync(cancel);
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        }

        return free;
    }
}
