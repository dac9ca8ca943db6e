using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Platform.Jobs;

/// <summary>
/// Removes what was kept for a while only: what somebody typed without a session, and files of imports that were never finished, with the names and addresses in them.
/// Whoever reads these rows asks whether they have expired all the same; this is for what nobody asks for any more.
/// </summary>
public sealed partial class ExpiredRows(WorkshopDb db, TimeProvider time, ILogger<ExpiredRows> logger) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var forms = await db.HeldForms.Where(form => form.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        var imports = await db.HeldImports.Where(import => import.EndsAt <= now).ExecuteDeleteAsync(cancel);
        if (forms + imports > 0)
        {
            LogRemoved(forms, imports);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Forms} held forms and {Imports} held imports that had expired.")]
    private partial void LogRemoved(int forms, int imports);
}
