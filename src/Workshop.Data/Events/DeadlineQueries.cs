using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Events;

public static class DeadlineQueries
{
    /// <summary>The submission window of an event as it is for this viewer: with the extensions granted to any address that they have confirmed.</summary>
    public static async Task<SubmissionWindow> LoadWindowAsync(this WorkshopDb db, WorkshopEvent of, Viewer viewer, CancellationToken cancel)
    {
        var confirmed = viewer.ConfirmedEmails.ToArray();
        var extensions = await db.DeadlineExtensions
            .Where(extension => extension.EventId == of.Id && confirmed.Contains(extension.NormalizedEmail))
            .Select(extension => extension.Until)
            .ToListAsync(cancel);
        return of.Timeline.Submissions.Extended(extensions);
    }
}
