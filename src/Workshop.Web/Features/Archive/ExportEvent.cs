using System.Buffers;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Archive;
using Workshop.Data.Submissions;
using Workshop.Domain;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Archive;

/// <param name="Organizer">Whose archive it is; null for everything, which only the command line asks for.</param>
/// <param name="Report">Done, of how many, and with what; never how much there is of anything.</param>
public sealed record ArchiveOrder(Guid EventId, Viewer? Organizer, bool PersonalData, Func<int, int, string, Task> Report);

/// <summary>
/// Writes one event into one ZIP: rows in the order of their keys, read one at a time; files one at a time; nothing of it depends on when or on which database it is done. All of it is one look
/// at the database, so that nothing is half in.
/// </summary>
public sealed class ExportEvent(WorkshopDb db, TimeProvider time)
{
    private const int AtOnce = 300;

    /// <summary>The first that a ZIP can say. A real one would make two archives of the same event differ.</summary>
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Refused when there is no such event, or when the organizer does not organize it.</summary>
    public async Task<Outcome<ArchiveManifest>> RunAsync(ArchiveOrder order, Stream output, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var look = await db.BeginLookAsync(cancel);
        var e = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == order.EventId, cancel);
        if (e is null || (order.Organizer is { } asker && !asker.Organizes(e.Id)))
        {
            return new Refusal("archive.event-unknown", "There is no such event.");
        }

        var scope = order.Organizer is null ? ArchiveScope.Everything : ArchiveScope.Organizer;
        var managed = order.Organizer is { } organizer ? await db.LoadManagedIdsAsync(organizer, e.Id, time.GetUtcNow(), cancel) : null;
        var plan = ArchivePlan.Of(db);
        var standIns = order.PersonalData ? null : new StandIns(await OwnersAsync(cancel));
        var selection = new ArchiveSelection(plan, managed, standIns);

        var parts = new List<ArchivedPart>();
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var own = plan.Parts.Where(part => part.Where.Length > 0).ToList();
        var files = new FileNames(standIns is not null);
        for (var i = 0; i < own.Count; i++)
        {
            await order.Report(i, own.Count + 1, $"Packing {own[i].Name}");
            parts.AddRange(await WriteEventRowsAsync(zip, own[i], selection, files, e.Id, cancel));
        }

        await order.Report(own.Count, own.Count + 1, "Packing files");
        parts.AddRange(await WritePeopleAsync(zip, plan, selection, cancel));
        var (stored, fileRows) = await WriteFilesAsync(zip, plan[ArchiveTables.Files], selection, files, cancel);
        parts.AddRange(await WriteRowsAsync(zip, plan[ArchiveTables.Files], fileRows, cancel));

        var manifest = new ArchiveManifest(
            ArchiveManifest.FormatName, ArchiveManifest.CurrentFormat, ArchiveManifest.ThisProduct, plan.Migration, scope, order.PersonalData,
            new ArchivedEvent(e.Id, e.Slug, e.Name, e.StartsOn, e.EndsOn),
            [.. parts.OrderBy(part => part.Path, StringComparer.Ordinal)], stored, ArchiveWords.LeftOut(scope, order.PersonalData));
        await WriteTextAsync(zip, ArchiveManifest.ReadMePath, ArchiveWords.ReadMe(manifest), cancel);
        await WriteTextAsync(zip, ArchiveManifest.Path, JsonSerializer.Serialize(manifest, ArchiveManifest.Json) + "\n", cancel);
        return manifest;
    }

    /// <summary>Who has confirmed which address, so that a person's addresses get one number.</summary>
    private async Task<Dictionary<string, Guid>> OwnersAsync(CancellationToken cancel) =>
        await db.PersonEmails.Where(email => email.ConfirmedAt != null).ToDictionaryAsync(email => email.NormalizedAddress, email => email.PersonId, StringComparer.Ordinal, cancel);

    private async Task<IReadOnlyList<ArchivedPart>> WriteEventRowsAsync(ZipArchive zip, ArchivePart part, ArchiveSelection selection, FileNames files, Guid eventId, CancellationToken cancel)
    {
        selection.Begin(part);
        if (!selection.Takes(part))
        {
            return [];
        }

        PartWriter? writer = null;
        try
        {
            await foreach (var row in db.ReadRowsAsync(part, eventId, cancel))
            {
                if (!selection.Keep(part, row))
                {
                    continue;
                }

                files.Rename(part, row);
                writer ??= new PartWriter(zip, part, _line);
                await writer.WriteAsync(row, cancel);
            }

            return writer is null ? [] : [writer.Finish()];
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private async Task<IReadOnlyList<ArchivedPart>> WritePeopleAsync(ZipArchive zip, ArchivePlan plan, ArchiveSelection selection, CancellationToken cancel)
    {
        var (people, emails) = (plan[ArchiveTables.People], plan[ArchiveTables.PersonEmails]);
        selection.Begin(people);
        selection.Begin(emails);
        var (kept, addresses) = (new List<object?[]>(), new List<object?[]>());
        foreach (var ids in selection.Persons.OrderBy(id => id.ToString("D"), StringComparer.Ordinal).Chunk(AtOnce).ToList())
        {
            var found = await db.ReadRowsAsync(people, "Id", [.. ids.Cast<object>()], cancel);
            kept.AddRange(found.Where(row => selection.Keep(people, row)));
            if (found.Count > 0)
            {
                var theirs = await db.ReadRowsAsync(emails, "PersonId", [.. found.Select(row => row[0]!)], cancel);
                foreach (var one in theirs.GroupBy(row => row[emails.IndexOf("PersonId")]))
                {
                    addresses.AddRange(selection.KeepAddresses(emails, [.. one]));
                }
            }
        }

        return [.. await WriteRowsAsync(zip, people, kept, cancel), .. await WriteRowsAsync(zip, emails, addresses, cancel)];
    }

    private async Task<IReadOnlyList<ArchivedPart>> WriteRowsAsync(ZipArchive zip, ArchivePart part, List<object?[]> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        using var writer = new PartWriter(zip, part, _line);
        foreach (var row in rows)
        {
            await writer.WriteAsync(row, cancel);
        }

        return [writer.Finish()];
    }

    /// <summary>Under the names that they have in the archive, in their order; and the rows that say when each was stored.</summary>
    private async Task<(List<ArchivedFile> Files, List<object?[]> Rows)> WriteFilesAsync(ZipArchive zip, ArchivePart part, ArchiveSelection selection, FileNames names, CancellationToken cancel)
    {
        var (stored, rows) = (new List<ArchivedFile>(), new List<object?[]>());
        await using var command = db.NewCommand("SELECT \"Content\" FROM \"Files\" WHERE \"Sha256\" = @hash");
        command.Add("@hash", "");
        foreach (var hash in selection.Files)
        {
            if ((await db.ReadRowsAsync(part, "Sha256", [hash], cancel)) is not [var row])
            {
                continue; // A receipt speaks of it, and nothing has kept it.
            }

            var content = names.ContentOf(hash) ?? await ReadContentAsync(command, hash, cancel);
            var name = names.NameOf(hash);
            row[part.IndexOf("Sha256")] = name;
            row[part.IndexOf("Size")] = (long)content.Length;
            await using (var entry = await NewEntry(zip, ArchiveManifest.FilesFolder + name, CompressionLevel.NoCompression).OpenAsync(cancel))
            {
                await entry.WriteAsync(content, cancel);
            }

            stored.Add(new ArchivedFile(name, content.Length));
            rows.Add(row);
        }

        return ([.. stored.OrderBy(file => file.Sha256, StringComparer.Ordinal)], [.. rows.OrderBy(row => (string)row[part.IndexOf("Sha256")]!, StringComparer.Ordinal)]);
    }

    private static async Task<byte[]> ReadContentAsync(DbCommand command, string hash, CancellationToken cancel)
    {
        command.Parameters[0].Value = hash;
        return (byte[])(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task WriteTextAsync(ZipArchive zip, string path, string text, CancellationToken cancel)
    {
        await using var entry = await NewEntry(zip, path, CompressionLevel.Optimal).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
    }

    private static ZipArchiveEntry NewEntry(ZipArchive zip, string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = NoDate;
        return entry;
    }

    /// <summary>One table on its way into the archive.</summary>
    private sealed class PartWriter : IDisposable
    {
        private readonly ArchivePart _part;
        private readonly ArrayBufferWriter<byte> _line;
        private readonly Utf8JsonWriter _json;
        private readonly Stream _entry;
        private readonly HashingStream _hashing;
        private long _rows;

        public PartWriter(ZipArchive zip, ArchivePart part, ArrayBufferWriter<byte> line)
        {
            (_part, _line) = (part, line);
            _json = new Utf8JsonWriter(line, OneLine);
            _entry = NewEntry(zip, part.Path, CompressionLevel.Optimal).Open();
            _hashing = new HashingStream(_entry);
        }

        public async Task WriteAsync(object?[] row, CancellationToken cancel)
        {
            _line.ResetWrittenCount();
            _json.Reset();
            _json.WriteStartObject();
            for (var place = 0; place < row.Length; place++)
            {
                _json.WritePropertyName(_part.Columns[place].Name);
                ArchiveValue.Write(_json, row[place]);
            }

            _json.WriteEndObject();
            await _json.FlushAsync(cancel);
            _line.Write("\n"u8);
            await _hashing.WriteAsync(_line.WrittenMemory, cancel);
            _rows++;
        }

        public ArchivedPart Finish() => new(_part.Path, _rows, _hashing.Length, _hashing.Sha256());

        public void Dispose()
        {
            _json.Dispose();
            _hashing.Dispose();
            _entry.Dispose();
        }
    }

    /// <summary>Without personal data a file's content is a stand-in, and its hash is the stand-in's.</summary>
    private sealed class FileNames(bool areHidden)
    {
        private readonly Dictionary<string, (string Name, byte[] Content)> _standIns = new(StringComparer.Ordinal);

        public void Rename(ArchivePart part, object?[] row)
        {
            foreach (var place in areHidden ? part.FileHashes : [])
            {
                if (row[place] is string { Length: 64 } hash)
                {
                    if (!_standIns.TryGetValue(hash, out var standIn))
                    {
                        var size = part.IndexOf("Size") is >= 0 and var sized && row[sized] is long bytes ? bytes : 0;
                        var content = StandIns.FileContent(_standIns.Count + 1, size);
                        _standIns[hash] = standIn = (Convert.ToHexStringLower(SHA256.HashData(content)), content);
                    }

                    row[place] = standIn.Name;
                }
            }
        }

        public string NameOf(string hash) => _standIns.TryGetValue(hash, out var standIn) ? standIn.Name : hash;

        public byte[]? ContentOf(string hash) => _standIns.TryGetValue(hash, out var standIn) ? standIn.Content : null;
    }
}
