using Workshop.Web.Platform.Jobs;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Archive;

/// <summary>Where finished archives wait for whoever asked: a folder of the data directory, readable by nobody else, for a day. Nodes that share their keys share it, too.</summary>
public sealed class ArchiveStore(DataDirectory directory, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const UnixFileMode OnlyOurs = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string PathOf(Guid run) => Path.Combine(Folder(), $"{run:n}.zip");

    public static bool IsExpired(DateTimeOffset finishedAt, DateTimeOffset now) => now - finishedAt >= Kept;

    /// <summary>By the file system's own times: what a crash left goes as well.</summary>
    public int RemoveExpired()
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(Folder()).Where(file => IsExpired(File.GetLastWriteTimeUtc(file), time.GetUtcNow())).ToList())
        {
            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private string Folder()
    {
        var folder = Path.Combine(directory.Root, "archives");
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder).FullName : Directory.CreateDirectory(folder, OnlyOurs).FullName;
    }
}

/// <summary>Archives hold what people wrote: none of them lies around for longer than it was promised.</summary>
public sealed partial class ExpiredArchives(ArchiveStore store, ILogger<ExpiredArchives> logger) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancel)
    {
        if (store.RemoveExpired() is > 0 and var removed)
        {
            LogRemoved(removed);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Removed {Archives} archives that had expired.")]
    private partial void LogRemoved(int archives);
}
