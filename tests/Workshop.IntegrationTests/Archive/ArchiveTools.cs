using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Testing;
using Workshop.Web.Features.Archive;

namespace Workshop.IntegrationTests.Archive;

/// <summary>Archives as tests take them apart.</summary>
internal static class ArchiveTools
{
    public static async Task<byte[]> ExportAsync(IServiceProvider services, Guid eventId, Viewer? organizer = null, bool personalData = true)
    {
        await using var scope = services.CreateAsyncScope();
        using var output = new MemoryStream();
        var exported = await scope.ServiceProvider.GetRequiredService<ExportEvent>().RunAsync(new ArchiveOrder(eventId, organizer, personalData, (_, _, _) => Task.CompletedTask), output, CancellationToken.None);
        Assert.True(exported.Succeeded, exported.Refusal?.Message);
        return output.ToArray();
    }

    public static async Task<Outcome<ImportedEvent>> ImportAsync(this WorkshopApp app, byte[] archive, string? slug = null, ArchiveLimits? limits = null)
    {
        using var stream = new MemoryStream(archive);
        return await app.InScopeAsync<ImportEvent, Outcome<ImportedEvent>>(import => import.RunAsync(stream, slug, limits ?? ArchiveLimits.Usual, CancellationToken.None));
    }

    public static Dictionary<string, byte[]> Unpack(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>All of it as one text, for looking whether something is in it.</summary>
    public static string TextOf(byte[] archive) => string.Join('\n', Unpack(archive).Select(entry => entry.Key + "\n" + Encoding.UTF8.GetString(entry.Value)));

    public static List<JsonObject> Rows(this Dictionary<string, byte[]> entries, string table) =>
        entries.TryGetValue($"data/{table}.jsonl", out var content)
            ? [.. Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())]
            : [];

    public static void SetRows(this Dictionary<string, byte[]> entries, string table, IEnumerable<JsonObject> rows) =>
        entries[$"data/{table}.jsonl"] = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => row.ToJsonString() + "\n")));

    /// <summary>Packs it again; with a manifest whose sizes and hashes are right, as somebody would who wants to be believed.</summary>
    public static byte[] Pack(Dictionary<string, byte[]> entries, bool mendManifest = true)
    {
        if (mendManifest)
        {
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(entries["manifest.json"], ArchiveManifest.Json)!;
            manifest = manifest with
            {
                Parts = [.. entries.Where(entry => entry.Key.StartsWith("data/", StringComparison.Ordinal)).Select(entry => new ArchivedPart(entry.Key, entry.Value.Count(letter => letter == '\n'), entry.Value.Length, Hash(entry.Value)))],
                Files = [.. entries.Where(entry => entry.Key.StartsWith("files/", StringComparison.Ordinal)).Select(entry => new ArchivedFile(entry.Key[6..], entry.Value.Length))],
            };
            entries["manifest.json"] = JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveManifest.Json);
        }

        return Zip([.. entries.Select(entry => (entry.Key, entry.Value))]);
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return output.ToArray();
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
