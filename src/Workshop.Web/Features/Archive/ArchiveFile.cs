using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workshop.Data.Archive;
using Workshop.Domain;

namespace Workshop.Web.Features.Archive;

/// <summary>How much an archive may ask of this machine before anybody has looked at it.</summary>
/// <param name="Bytes">Unpacked, all together.</param>
/// <param name="LineBytes">One row.</param>
public sealed record ArchiveLimits(long Bytes, int Entries, int LineBytes)
{
    public static ArchiveLimits Usual { get; } = new(8L * 1024 * 1024 * 1024, 200_000, 128 * 1024 * 1024);

    /// <summary>A manifest of as many files as there may be.</summary>
    public const int ManifestBytes = 64 * 1024 * 1024;
}

/// <summary>
/// An archive whose names, sizes and hashes are what its manifest says. Nothing in it is trusted before that: entries are looked up by the names that an archive can have and are never written
/// to a disk, and no more is unpacked of any of them than the manifest announces.
/// </summary>
internal sealed partial class ArchiveFile : IDisposable
{
    private readonly ZipArchive _zip;

    private ArchiveFile(ZipArchive zip, ArchiveManifest manifest)
    {
        _zip = zip;
        Manifest = manifest;
    }

    public ArchiveManifest Manifest { get; }

    /// <param name="file">Can be read from any place; left open.</param>
    public static async Task<Outcome<ArchiveFile>> OpenAsync(Stream file, ArchivePlan plan, ArchiveLimits limits, CancellationToken cancel)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (WhyNotNames(zip, limits) is { } strange)
            {
                return strange;
            }

            var manifest = await ReadManifestAsync(zip, cancel);
            if (!manifest.Succeeded)
            {
                return manifest.Refusal!;
            }

            if ((WhyNotManifest(manifest.Value, plan, limits) ?? WhyNotEntries(zip, manifest.Value) ?? await WhyNotHashesAsync(zip, manifest.Value, cancel)) is { } wrong)
            {
                return wrong;
            }

            var opened = new ArchiveFile(zip, manifest.Value);
            zip = null;
            return opened;
        }
        catch (InvalidDataException)
        {
            return Wrong(null, null, "This is not a ZIP file, or it is damaged.");
        }
        finally
        {
            zip?.Dispose();
        }
    }

    /// <summary>Null when the archive has no rows of that table.</summary>
    public Stream? OpenPart(ArchivePart part) => Manifest.Parts.Any(known => known.Path == part.Path) ? _zip.GetEntry(part.Path)!.Open() : null;

    public async Task<byte[]> ReadFileAsync(ArchivedFile file, CancellationToken cancel)
    {
        await using var entry = await _zip.GetEntry(ArchiveManifest.FilesFolder + file.Sha256)!.OpenAsync(cancel);
        var content = new byte[file.Bytes];
        await entry.ReadExactlyAsync(content, cancel);
        return content;
    }

    public void Dispose() => _zip.Dispose();

    public static Refusal Wrong(string? path, long? line, string reason) =>
        new("archive.wrong", string.Create(CultureInfo.InvariantCulture, $"{path}{(line is null ? "" : $":{line}")}{(path is null ? "" : ": ")}{reason}"));

    private static Refusal? WhyNotNames(ZipArchive zip, ArchiveLimits limits)
    {
        if (zip.Entries.Count > limits.Entries)
        {
            return Wrong(null, null, string.Create(CultureInfo.InvariantCulture, $"There are {zip.Entries.Count} files in it; an archive has at most {limits.Entries}."));
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            if (!EntryName().IsMatch(entry.FullName))
            {
                return Wrong(Shown(entry.FullName), null, "No part of an archive has such a name.");
            }

            if (!names.Add(entry.FullName))
            {
                return Wrong(entry.FullName, null, "It is there twice.");
            }
        }

        return names.Contains(ArchiveManifest.Path) ? null : Wrong(null, null, $"There is no {ArchiveManifest.Path} in it, so it is not an archive of an event.");
    }

    private static async Task<Outcome<ArchiveManifest>> ReadManifestAsync(ZipArchive zip, CancellationToken cancel)
    {
        var content = await ReadUpToAsync(zip.GetEntry(ArchiveManifest.Path)!, ArchiveLimits.ManifestBytes, cancel);
        if (content is null)
        {
            return Wrong(ArchiveManifest.Path, null, "It is too large.");
        }

        try
        {
            return JsonSerializer.Deserialize<ArchiveManifest>(content, ArchiveManifest.Json) is { } manifest ? manifest : Wrong(ArchiveManifest.Path, null, "It is empty.");
        }
        catch (JsonException wrong)
        {
            return Wrong(ArchiveManifest.Path, wrong.LineNumber + 1, $"{wrong.Path}: That is not what stands here in an archive.");
        }
    }

    private static Refusal? WhyNotManifest(ArchiveManifest manifest, ArchivePlan plan, ArchiveLimits limits)
    {
        if (manifest.Format != ArchiveManifest.FormatName)
        {
            return Wrong(ArchiveManifest.Path, null, "It is not an archive of an event.");
        }

        if (manifest.FormatVersion > ArchiveManifest.CurrentFormat || !plan.KnownMigrations.Contains(manifest.Migration))
        {
            return Wrong(ArchiveManifest.Path, null, $"It was made by a newer Workshop ({manifest.Product}, {manifest.Migration}). Update this one first.");
        }

        if (manifest.Parts.FirstOrDefault(part => !plan.Parts.Any(known => known.Path == part.Path)) is { } unknown)
        {
            return Wrong(Shown(unknown.Path), null, "No table of an event has this name.");
        }

        var names = manifest.Parts.Select(part => part.Path).Concat(manifest.Files.Select(file => file.Sha256)).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            return Wrong(ArchiveManifest.Path, null, "It names something twice.");
        }

        var sizes = manifest.Parts.Select(part => part.Bytes).Concat(manifest.Files.Select(file => file.Bytes)).ToList();
        if (sizes.Exists(size => size is < 0 or > int.MaxValue * 8L) || sizes.Sum() > limits.Bytes || manifest.Files.Any(file => file.Bytes > Array.MaxLength))
        {
            return Wrong(ArchiveManifest.Path, null, string.Create(CultureInfo.InvariantCulture, $"It would unpack to more than {limits.Bytes / (1024 * 1024)} MB, which is more than this installation takes."));
        }

        return null;
    }

    private static Refusal? WhyNotEntries(ZipArchive zip, ArchiveManifest manifest)
    {
        var announced = manifest.Parts.Select(part => part.Path).Concat(manifest.Files.Select(file => ArchiveManifest.FilesFolder + file.Sha256)).ToHashSet(StringComparer.Ordinal);
        var there = zip.Entries.Select(entry => entry.FullName).Where(name => name is not (ArchiveManifest.Path or ArchiveManifest.ReadMePath)).ToHashSet(StringComparer.Ordinal);
        return announced.Except(there).FirstOrDefault() is { } missing ? Wrong(Shown(missing), null, "The manifest names it, and it is not there.")
            : there.Except(announced).FirstOrDefault() is { } extra ? Wrong(Shown(extra), null, "The manifest does not name it.")
            : null;
    }

    private static async Task<Refusal?> WhyNotHashesAsync(ZipArchive zip, ArchiveManifest manifest, CancellationToken cancel)
    {
        var all = manifest.Parts.Select(part => (part.Path, part.Bytes, part.Sha256)).Concat(manifest.Files.Select(file => (Path: ArchiveManifest.FilesFolder + file.Sha256, file.Bytes, file.Sha256)));
        var buffer = new byte[128 * 1024];
        foreach (var (path, bytes, sha256) in all)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var entry = await zip.GetEntry(path)!.OpenAsync(cancel);
            var read = 0L;
            while (read <= bytes && await entry.ReadAsync(buffer, cancel) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
                read += count;
            }

            if (read != bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
            {
                return Wrong(path, null, "It is not what the manifest says: size or SHA-256 differ. The file was changed or damaged on its way.");
            }
        }

        return null;
    }

    private static async Task<byte[]?> ReadUpToAsync(ZipArchiveEntry entry, int most, CancellationToken cancel)
    {
        await using var stream = await entry.OpenAsync(cancel);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (content.Length + count > most)
            {
                return null;
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    /// <summary>Fit for a terminal.</summary>
    internal static string Shown(string name, int most = 100) => CutText.WithMark(new string([.. name.Select(character => char.IsControl(character) ? '?' : character)]), most);

    [GeneratedRegex(@"\A(manifest\.json|README\.txt|data/[A-Za-z]{1,60}\.jsonl|files/[0-9a-f]{64})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EntryName();
}
