using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Platform.Jobs;

/// <summary>
/// Removes what was kept for a while only: what somebody typed without a session, files of imports that were never finished, with the names and addresses in them, and what visitors
/// without an account marked in the programme of an event that is long over.
/// Whoever reads these rows asks whether they have expired all the same; this is for what nobody asks for any more.
/// </summary>
public sealed partial class ExpiredRows(WorkshopDb db, TimeProvider time, ILogger<ExpiredRows> logger) : IRecurringJob
{
    private const int DaysAfterEvent = 90;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var forms = await db.HeldForms.Where(form => form.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        var imports = await db.HeldImports.Where(import => import.EndsAt <= now).ExecuteDeleteAsync(cancel);
        var over = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysAfterEvent);
        var selections = await db.ProgrammeSelections.Where(selection => selection.PersonId == null && db.Events.Any(e => e.Id == selection.EventId && e.EndsOn < over)).ExecuteDeleteAsync(cancel);
        if (forms + imports + selections > 0)
        {
            LogRemoved(forms, imports, selections);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Forms} held forms, {Imports} held imports and {Selections} selections of visitors that had expired.")]
    private partial void LogRemoved(int forms, int imports, int selections);
}
