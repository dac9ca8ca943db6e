using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Reviews;

/// <summary>Remembers which zone a reviewer's browser names, with whatever they have just saved: in their night they get no reminders.</summary>
public sealed class KeepReaderZone(WorkshopDb db)
{
    /// <param name="zoneId">Null or unknown changes nothing.</param>
    public async Task RunAsync(Viewer viewer, Guid eventId, string? zoneId, CancellationToken cancel)
    {
        if (!EventZone.Find(zoneId).Succeeded)
        {
            return;
        }

        var mine = viewer.ReviewerIds.ToArray();
        await db.Reviewers.Where(reviewer => reviewer.EventId == eventId && mine.Contains(reviewer.Id) && reviewer.ZoneId != zoneId)
            .ExecuteUpdateAsync(set => set.SetProperty(reviewer => reviewer.ZoneId, zoneId), cancel);
    }
}
