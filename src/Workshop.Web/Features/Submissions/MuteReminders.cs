using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Submissions;

/// <summary>The owner of a draft wants no reminders for it, or wants them again.</summary>
public sealed class MuteReminders(WorkshopDb db)
{
    /// <returns>False when the viewer owns no such draft.</returns>
    public async Task<bool> RunAsync(Viewer owner, Guid eventId, Guid submissionId, bool muted, CancellationToken cancel)
    {
        var me = owner.RequiredPersonId;

        // One column, whatever else is being saved: a form that is open elsewhere, or its autosave, is not disturbed.
        var changed = await db.Submissions
            .Where(s => s.Id == submissionId && s.EventId == eventId && s.OwnerId == me && s.SubmittedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.RemindersMuted, muted), cancel);
        return changed == 1;
    }
}
