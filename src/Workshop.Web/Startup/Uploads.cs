using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Workshop.Web.Startup;

public static class Uploads
{
    /// <summary>
    /// A body may stand still for half a minute at its beginning, as it does on a train, and must come with 240 bytes a second on average after that: far below the 9 KB/s of a
    /// line that needs 15 minutes for 8 MB, and too much for somebody who only holds connections. How long an upload may take in all says the window of the call.
    /// </summary>
    public static void AddUploads(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(30)));
}
