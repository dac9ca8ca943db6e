using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Data.Events;
using Workshop.Domain;
using Workshop.Domain.Audit;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;

namespace Workshop.Web.Features.Archive;

/// <param name="Slug">The event's address here.</param>
/// <param name="KnownPeople">Those who were here already.</param>
public sealed record ImportedEvent(Guid EventId, string Name, string Slug, long Rows, int Files, int KnownPeople, int NewPeople);

/// <summary>
/// Brings an event back from an archive: all of it or nothing. Ids stay, so that the same event cannot come twice. Nothing that arrives can wait to be sent, and the event's mail is paused until
/// somebody lets it go on.
/// </summary>
public sealed class ImportEvent(WorkshopDb db, TimeProvider time)
{
    private const int AtOnce = 300;

    private readonly Dictionary<string, HashSet<string>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _strangers = new(StringComparer.Ordinal);

    /// <param name="slug">Null for the one that it had, or the next that is free.</param>
    public async Task<Outcome<ImportedEvent>> RunAsync(Stream file, string? slug, ArchiveLimits limits, CancellationToken cancel)
    {
        if (slug is not null && (!WorkshopEvent.IsSlug(slug) || slug.Length > WorkshopEvent.MaxSlugLength))
        {
            return new Refusal("archive.slug", $"“{slug}” cannot stand in an address. Use lower-case letters, digits and hyphens, at most {WorkshopEvent.MaxSlugLength}.");
        }

        _keys.Clear();
        _strangers.Clear();
        var plan = ArchivePlan.Of(db);
        var opened = await ArchiveFile.OpenAsync(file, plan, limits, cancel);
        if (!opened.Succeeded)
        {
            return opened.Refusal!;
        }

        using var archive = opened.Value;
        await db.Database.OpenConnectionAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var outcome = await ImportAsync(archive, plan, slug, limits, cancel);
        if (outcome.Succeeded)
        {
            await transaction.CommitAsync(cancel);
        }

        return outcome;
    }

    private async Task<Outcome<ImportedEvent>> ImportAsync(ArchiveFile archive, ArchivePlan plan, string? wanted, ArchiveLimits limits, CancellationToken cancel)
    {
        var manifest = archive.Manifest;
        if (await db.Events.Where(e => e.Id == manifest.Event.Id).Select(e => e.Slug).SingleOrDefaultAsync(cancel) is { } already)
        {
            return new Refusal("archive.already-here", $"This event is here already, at /e/{already}. An event can be in one installation once.");
        }

        var slug = await FreeSlugAsync(wanted, manifest.Event.Slug, cancel);
        if (!slug.Succeeded)
        {
            return slug.Refusal!;
        }

        var people = await ArchivePeople.ReadAsync(db, archive, plan, limits, cancel);
        if (!people.Succeeded)
        {
            return people.Refusal!;
        }

        _keys[ArchiveTables.People] = people.Value.Known;
        var refusal = await InsertPeopleAsync(plan, people.Value, cancel) ?? await InsertFilesAsync(archive, plan[ArchiveTables.Files], limits, cancel);
        var rows = 0L;
        foreach (var part in plan.Parts.Where(part => part.Where.Length > 0))
        {
            if (refusal is null)
            {
                _keys[part.Name] = new HashSet<string>(StringComparer.Ordinal);
                (refusal, var count) = await InsertPartAsync(archive, part, people.Value, slug.Value, limits, cancel);
                rows += count;
            }
        }

        refusal ??= _keys[ArchiveTables.Events].Count == 1 ? null : ArchiveFile.Wrong("data/Events.jsonl", null, "An archive has one event.");
        refusal ??= await WhyNotStrangersAsync(cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        db.Add(MailPause.Of(manifest.Event.Id, Guid.Empty, now));
        db.Add(AuditEntry.Of($"{ArchiveTables.OwnPrefix}imported", "The event came from an archive. Its mail is paused until somebody lets it go on.", null, manifest.Event.Id, now));
        await db.SaveChangesAsync(cancel);
        return new ImportedEvent(manifest.Event.Id, manifest.Event.Name, slug.Value, rows, manifest.Files.Count, people.Value.Matched, people.Value.NewPeople.Count);
    }

    private async Task<Outcome<string>> FreeSlugAsync(string? wanted, string own, CancellationToken cancel)
    {
        if (!WorkshopEvent.IsSlug(wanted ?? own) || own.Length > WorkshopEvent.MaxSlugLength + 10)
        {
            return ArchiveFile.Wrong(ArchiveManifest.Path, null, "The event's address is none.");
        }

        if (wanted is not null)
        {
            return await db.Events.AnyAsync(e => e.Slug == wanted, cancel) ? new Refusal("archive.slug-taken", $"Another event has the address /e/{wanted}. Choose another one.") : wanted;
        }

        return await db.FreeSlugAsync(own, cancel);
    }

    private async Task<Refusal?> InsertPeopleAsync(ArchivePlan plan, ArchivePeople people, CancellationToken cancel)
    {
        foreach (var (part, columns, rows) in ((ArchivePart, IReadOnlyList<int>, List<(long, object?[])>)[])[
            (plan[ArchiveTables.People], people.PeopleColumns, people.NewPeople),
            (plan[ArchiveTables.PersonEmails], people.AddressColumns, people.NewAddresses)])
        {
            await using var insert = db.InsertInto(part, columns, part.Name == ArchiveTables.People ? ("IsAdministrator", "FALSE") : null);
            foreach (var (line, row) in rows)
            {
                if (await InsertAsync(insert, part, columns, row, line, cancel) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    /// <summary>One at a time. What this installation has already is the same: it has the same hash.</summary>
    private async Task<Refusal?> InsertFilesAsync(ArchiveFile archive, ArchivePart part, ArchiveLimits limits, CancellationToken cancel)
    {
        var files = archive.Manifest.Files.ToDictionary(file => file.Sha256, StringComparer.Ordinal);
        _keys[ArchiveTables.Files] = [];
        await using var stream = archive.OpenPart(part);
        if (stream is not null)
        {
            var reader = new RowReader(part, stream, limits.LineBytes);
            while (await reader.ReadAsync(cancel))
            {
                var hash = (string)reader.Row[part.IndexOf("Sha256")]!;
                if (!files.TryGetValue(hash, out var file) || reader.Row[part.IndexOf("Size")] is not long size || size != file.Bytes || !_keys[ArchiveTables.Files].Add(hash))
                {
                    return reader.Refuse("There is no such file, or its size is another one.");
                }

                if (await db.Files.AnyAsync(known => known.Sha256 == hash, cancel))
                {
                    continue;
                }

                await using var insert = db.InsertInto(part, reader.Columns, ("Content", "@content"));
                insert.Add("@content", await archive.ReadFileAsync(file, cancel));
                if (await InsertAsync(insert, part, reader.Columns, reader.Row, reader.Line, cancel) is { } refusal)
                {
                    return refusal;
                }
            }

            if (reader.Wrong is not null)
            {
                return reader.Wrong;
            }
        }

        return files.Keys.FirstOrDefault(hash => !_keys[ArchiveTables.Files].Contains(hash)) is { } nameless ? ArchiveFile.Wrong(part.Path, null, $"There is no row for {nameless}.") : null;
    }

    private async Task<(Refusal? Refusal, long Rows)> InsertPartAsync(ArchiveFile archive, ArchivePart part, ArchivePeople people, string slug, ArchiveLimits limits, CancellationToken cancel)
    {
        await using var stream = archive.OpenPart(part);
        if (stream is null)
        {
            return (null, 0);
        }

        var reader = new RowReader(part, stream, limits.LineBytes);
        DbCommand? insert = null;
        var later = new List<(ArchiveReference Reference, object?[] Row, object?[] Values, long Line)>();
        try
        {
            while (await reader.ReadAsync(cancel))
            {
                var row = reader.Row;
                if (WhyNotRow(archive.Manifest.Event.Id, part, row) is { } reason)
                {
                    return (reader.Refuse(reason), 0);
                }

                _keys[part.Name].Add(ArchiveValue.KeyOf(part.Key, row));
                Translate(part, row, people, slug);
                foreach (var reference in part.References.Where(reference => reference.IsDeferred && reference.Columns.Any(place => row[place] is not null)))
                {
                    later.Add((reference, row, [.. reference.Columns.Select(place => row[place])], reader.Line));
                    foreach (var place in reference.Columns)
                    {
                        row[place] = null;
                    }
                }

                insert ??= db.InsertInto(part, reader.Columns);
                if (await InsertAsync(insert, part, reader.Columns, row, reader.Line, cancel) is { } refusal)
                {
                    return (refusal, 0);
                }
            }
        }
        finally
        {
            if (insert is not null)
            {
                await insert.DisposeAsync();
            }
        }

        return (reader.Wrong ?? await ReferToOwnAsync(part, later, cancel), reader.Line);
    }

    /// <summary>Rows that refer to rows of their own table, once those are there.</summary>
    private async Task<Refusal?> ReferToOwnAsync(ArchivePart part, List<(ArchiveReference Reference, object?[] Row, object?[] Values, long Line)> later, CancellationToken cancel)
    {
        foreach (var (reference, row, values, line) in later)
        {
            if (!_keys[part.Name].Contains(string.Join('|', values.Select(ArchiveValue.KeyText))))
            {
                return ArchiveFile.Wrong(part.Path, line, "It refers to a row that is not in the archive.");
            }

            var set = reference.Columns.Select((place, number) => $"\"{part.Columns[place].Name}\" = @v{number}");
            var key = part.Key.Select((place, number) => $"\"{part.Columns[place].Name}\" = @k{number}");
            await using var update = db.NewCommand($"UPDATE \"{part.Name}\" SET {string.Join(", ", set)} WHERE {string.Join(" AND ", key)}");
            for (var number = 0; number < values.Length; number++)
            {
                update.Add($"@v{number}", ArchiveValue.ForDatabase(values[number]));
            }

            for (var number = 0; number < part.Key.Count; number++)
            {
                update.Add($"@k{number}", ArchiveValue.ForDatabase(row[part.Key[number]]));
            }

            await update.ExecuteNonQueryAsync(cancel);
        }

        return null;
    }

    /// <summary>What no honest archive has: rows of other events, references out of the archive, things that wait to happen.</summary>
    private string? WhyNotRow(Guid eventId, ArchivePart part, object?[] row)
    {
        if ((part.Name == ArchiveTables.Events && (Guid)row[part.Key[0]]! != eventId) || (part.EventColumn is { } place && row[place] as Guid? != eventId))
        {
            return "This row belongs to another event.";
        }

        foreach (var reference in part.References.Where(reference => !reference.IsDeferred && reference.Columns.All(column => row[column] is not null)))
        {
            if (!_keys.TryGetValue(reference.Principal, out var known) || !known.Contains(ArchiveValue.KeyOf(reference.Columns, row)))
            {
                return $"{string.Join(", ", reference.Columns.Select(column => part.Columns[column].Name))} refers to a row of {reference.Principal} that is not in the archive.";
            }
        }

        foreach (var (column, principal) in part.Mentions)
        {
            Meet(principal, row[column]);
        }

        foreach (var column in part.FileHashes)
        {
            Meet(ArchiveTables.Files, row[column]);
        }

        foreach (var hash in ArchivePictures.In(part, row))
        {
            Meet(ArchiveTables.Files, hash);
        }

        if (StandIns.IsWaiting(part, row))
        {
            return "Something in it waits to be sent or done; in an archive nothing does.";
        }

        if (part.Name == "OutgoingMails" && ((string)row[part.IndexOf("Kind")]!).StartsWith(MailKinds.AccountPrefix, StringComparison.Ordinal))
        {
            return "A mail about an account belongs to no event.";
        }

        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] is string text && !part.Columns[column].IsEnum && ArchiveColumns.Of(part.Name, part.Columns[column].Name) is ColumnContent.Address && text.Any(char.IsControl))
            {
                return $"{part.Columns[column].Name} is no address.";
            }
        }

        return null;
    }

    /// <summary>What is only spoken of may be gone, but must not be a row of somebody else's event.</summary>
    private void Meet(string table, object? key)
    {
        if (key is not null && ArchiveValue.KeyText(key) is { Length: > 0 } text && (!_keys.TryGetValue(table, out var known) || !known.Contains(text)))
        {
            if (!_strangers.TryGetValue(table, out var strangers))
            {
                _strangers[table] = strangers = new HashSet<string>(StringComparer.Ordinal);
            }

            strangers.Add(text);
        }
    }

    private async Task<Refusal?> WhyNotStrangersAsync(CancellationToken cancel)
    {
        foreach (var (table, met) in _strangers)
        {
            foreach (var chunk in met.Except(_keys.GetValueOrDefault(table, [])).Chunk(AtOnce))
            {
                var isHere = table == ArchiveTables.Files
                    ? await db.Files.AnyAsync(file => chunk.Contains(file.Sha256), cancel)
                    : await IsHereAsync(table, [.. chunk.Select(Guid.Parse)], cancel);
                if (isHere)
                {
                    return ArchiveFile.Wrong($"data/{table}.jsonl", null, "The archive speaks of something that is not in it, and that belongs to another event of this installation.");
                }
            }
        }

        return null;
    }

    private async Task<bool> IsHereAsync(string table, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        await using var command = db.NewCommand($"SELECT COUNT(*) FROM \"{table}\" WHERE \"Id\" IN ({string.Join(", ", ids.Select((_, number) => $"@v{number}"))})");
        for (var number = 0; number < ids.Count; number++)
        {
            command.Add($"@v{number}", ids[number]);
        }

        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) > 0;
    }

    /// <summary>Ids of people as they are here; the event's address as it is here.</summary>
    private static void Translate(ArchivePart part, object?[] row, ArchivePeople people, string slug)
    {
        foreach (var place in part.Persons)
        {
            row[place] = row[place] is Guid id ? people.Here(id) : row[place];
        }

        for (var place = 0; place < row.Length; place++)
        {
            row[place] = row[place] is string text ? people.Here(text) : row[place];
        }

        if (part.Name == ArchiveTables.Events)
        {
            row[part.IndexOf("Slug")] = slug;
        }
    }

    private static async Task<Refusal?> InsertAsync(DbCommand insert, ArchivePart part, IReadOnlyList<int> columns, object?[] row, long line, CancellationToken cancel)
    {
        for (var number = 0; number < columns.Count; number++)
        {
            insert.Parameters[number].Value = ArchiveValue.ForDatabase(row[columns[number]]);
        }

        try
        {
            await insert.ExecuteNonQueryAsync(cancel);
            return null;
        }
        catch (DbException refused)
        {
            return ArchiveFile.Wrong(part.Path, line, $"The database does not take this row: {refused.Message.Split('\n')[0]}");
        }
    }
}
