using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>A held import, read.</summary>
/// <param name="Authors">The second file; null when there is none.</param>
public sealed record OpenImport(ImportTable Table, ImportTable? Authors, string Format, ImportChoices Choices)
{
    /// <summary>What the rows say by the choices. Long work for a large file, and needs no database: read it before a transaction begins.</summary>
    public IReadOnlyList<ImportedRow> ReadRows() => ImportReading.Read(Table, Authors, Choices);

    public static string Write(ImportChoices choices) => JsonSerializer.Serialize(choices, Json);

    public static OpenImport Of(HeldImport held)
    {
        var file = ImportFile.Read(held.Content, "File").Value ?? throw new InvalidOperationException("A file is held only when it can be read.");
        var authors = held.AuthorsContent is { } content ? ImportFile.Read(content, "AuthorsFile").Value : null;
        return new OpenImport(file.Table, authors?.Table, file.Format, JsonSerializer.Deserialize<ImportChoices>(held.Choices, Json)!);
    }

    internal static JsonSerializerOptions Json { get; } = new() { Converters = { new JsonStringEnumConverter() } };
}

public static class HeldImports
{
    /// <summary>What this organizer has uploaded to this event and may still use or read.</summary>
    public static IQueryable<HeldImport> HeldBy(this DbSet<HeldImport> imports, Viewer organizer, Guid eventId, DateTimeOffset now)
    {
        var me = organizer.RequiredPersonId;
        return imports.Where(held => held.PersonId == me && held.EventId == eventId && held.EndsAt > now);
    }

    /// <summary>Works the import out against what the event has now. The same number of queries for 1 row and for 2,000.</summary>
    /// <param name="rows">See <see cref="OpenImport.ReadRows"/>.</param>
    /// <param name="before">The submissions that earlier imports made, with their content.</param>
    public static async Task<ImportPlan> PlanImportAsync(
        this WorkshopDb db, Viewer organizer, WorkshopEvent of, IReadOnlyList<ImportedRow> rows, ImportChoices choices, IReadOnlyList<Submission> before, DateTimeOffset now, CancellationToken cancel)
    {
        var numbers = await db.Submissions.Where(s => s.EventId == of.Id).Select(s => s.Number).ToListAsync(cancel);
        var managed = await db.Submissions.VisibleTo(organizer, SubmissionPart.Management, now).Where(s => s.EventId == of.Id && s.ExternalId != null).Select(s => s.Id).ToListAsync(cancel);
        var managedIds = managed.ToHashSet();
        var known = before.ToDictionary(
            s => s.ExternalId!,
            s => new ImportedBefore(s.Id, s.Number, s.Content, s.State, s.SubmittedAt, s.Revision != s.ImportedRevision, managedIds.Contains(s.Id)),
            StringComparer.Ordinal);
        var form = await db.LoadCallFormAsync(of.Id, cancel);
        return ImportPlan.Make(rows, known, of.Topics, form.Types, numbers, choices);
    }

    public static IQueryable<Submission> ImportedInto(this IQueryable<Submission> submissions, Guid eventId) =>
        submissions.Where(s => s.EventId == eventId && s.ExternalId != null).WithContent();
}
