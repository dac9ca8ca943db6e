using System.IO.Compression;
using System.Text;

namespace Workshop.Web.Features.Shared;

/// <summary>A ZIP that grows in a file which is gone when it is closed: all papers of an event, or of a desk, are too much for memory.</summary>
internal sealed class TemporaryZip(ZipArchive zip, DateTimeOffset at)
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="at">What every entry says of its time; the same input then gives the same bytes.</param>
    /// <returns>The ZIP, from its beginning.</returns>
    public static async Task<Stream> MakeAsync(DateTimeOffset at, Func<TemporaryZip, Task> fill)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Options());
        try
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                await fill(new TemporaryZip(zip, at < Earliest ? Earliest : at));
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return file;
    }

    /// <summary>A PDF is compressed already.</summary>
    public void AddPdf(string path, byte[] content) => Add(path, content, CompressionLevel.NoCompression);

    public void Add(string path, byte[] content) => Add(path, content, CompressionLevel.Optimal);

    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    private void Add(string path, byte[] content, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = at.ToUniversalTime();
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
