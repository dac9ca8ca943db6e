using System.Security.Cryptography;
using System.Text.Json;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Data.People;
using Workshop.Domain.Audit;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Archive;

/// <param name="PersonalData">False: names and texts are replaced.</param>
public sealed record ArchiveArguments(bool PersonalData);

/// <param name="Bytes">Of the ZIP file.</param>
public sealed record ArchiveResult(long Bytes, string Sha256);

/// <summary>
/// Packs what one organizer may see of their event. The file lies in the data directory for a day and not in the database, which would be as large again with it. What the run says of itself is the
/// same whatever is in the archive: other organizers can read it.
/// </summary>
public sealed class ArchiveEventJob(WorkshopDb db, ExportEvent export, ArchiveStore store, TimeProvider time) : IBackgroundJob
{
    public const string Kind = ArchiveTables.OwnPrefix + "event";

    public async Task<JobResult> RunAsync(JobContext context, CancellationToken cancel)
    {
        var organizer = await db.LoadViewerAsync(context.RequestedBy ?? throw new JobRefusedException("Nobody asked for this."), cancel);
        var eventId = context.EventId ?? throw new JobRefusedException("An archive is of one event.");
        if (!organizer.Organizes(eventId))
        {
            throw new JobRefusedException("Only organizers of the event can take it along.");
        }

        store.RemoveExpired();
        var file = store.PathOf(context.RunId);
        var beside = file + ".partial";
        try
        {
            await using (var output = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                var packed = await export.RunAsync(new ArchiveOrder(eventId, organizer, context.Arguments<ArchiveArguments>().PersonalData, context.ReportAsync), output, cancel);
                if (!packed.Succeeded)
                {
                    throw new JobRefusedException(packed.Refusal!.Message);
                }
            }

            File.Move(beside, file, overwrite: true);
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime); // what the expiry goes by, on the same clock
        }
        finally
        {
            File.Delete(beside);
        }

        await using var written = File.OpenRead(file);
        var result = new ArchiveResult(written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)));
        db.ChangeTracker.Clear();
        db.Add(AuditEntry.Of($"{ArchiveTables.OwnPrefix}made", "Packed an archive of the event as they may see it.", organizer.RequiredPersonId, eventId, time.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return new JobResult("The archive is ready.", JsonSerializer.Serialize(result));
    }
}
