using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>Keeps an uploaded file for its organizer until it is imported, with a proposal of what its columns are.</summary>
public sealed class HoldImport(WorkshopDb db, TimeProvider time)
{
    /// <returns>The id of the held import.</returns>
    public async Task<Outcome<Guid>> RunAsync(Viewer organizer, Guid eventId, Upload? upload, Upload? authorsUpload, CancellationToken cancel)
    {
        if (upload is null)
        {
            return new Refusal("import.file-missing", "Choose the file that the other system exported.", "File");
        }

        var refusals = new List<Refusal>();
        var (content, file) = await ReadAsync(upload, "File", refusals, cancel);
        var (authorsContent, authors) = authorsUpload is null ? (null, null) : await ReadAsync(authorsUpload, "AuthorsFile", refusals, cancel);
        if (refusals.Count > 0)
        {
            return Outcome.No<Guid>(refusals);
        }

        var now = time.GetUtcNow();
        var zone = await db.Events.Where(e => e.Id == eventId).Select(e => e.ZoneId).SingleAsync(cancel);
        var choices = ImportDetection.Propose(file!.Table, authors?.Table, zone);
        var held = HeldImport.Hold(eventId, organizer.RequiredPersonId, upload.FileName, content!, authorsContent, OpenImport.Write(choices), now);
        db.Add(held);
        await db.SaveChangesAsync(cancel);
        return held.Id;
    }

    /// <summary>A file that is far too large is never read into memory.</summary>
    private static async Task<(byte[]? Content, ReadImportFile? File)> ReadAsync(Upload upload, string field, List<Refusal> refusals, CancellationToken cancel)
    {
        if (upload.Size > ImportFile.MaxBytes)
        {
            refusals.Add(ImportFile.TooLarge(field));
            return (null, null);
        }

        var content = await upload.ReadAsync(cancel);
        var read = ImportFile.Read(content, field);
        refusals.AddRange(read.Refusals);
        return (content, read.Value);
    }
}
