using Microsoft.Extensions.Options;

namespace Workshop.Web.Platform.Print;

/// <summary>One job prints at a time, since a browser takes hundreds of megabytes, and beside it one preview, which does not wait for a long job.</summary>
public sealed class ChromiumSeats(IOptions<PrintSettings> settings) : IDisposable
{
    public ChromiumSeat Job { get; } = new(settings.Value.KeepBrowser);

    public ChromiumSeat Preview { get; } = new(settings.Value.KeepBrowser);

    public void Dispose()
    {
        Job.Dispose();
        Preview.Dispose();
    }
}
