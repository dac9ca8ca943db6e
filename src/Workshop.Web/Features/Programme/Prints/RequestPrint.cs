using System.Text.Json;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Programme.Prints;

/// <summary>Asks for a print and remembers how it was wanted. A run of the very same wish of the same organizer that has not begun yet serves for both.</summary>
public sealed class RequestPrint(RememberPrint remember, JobRequests jobs)
{
    /// <returns>The run to watch.</returns>
    public async Task<Outcome<Guid>> RunAsync(Viewer organizer, Guid eventId, PrintWish wish, CancellationToken cancel)
    {
        var remembered = await remember.RunAsync(eventId, wish, cancel);
        return remembered.Succeeded
            ? await jobs.OnceAsync(
                new JobRequest(PrintJob.Kind, eventId, organizer.RequiredPersonId, JsonSerializer.Serialize(wish)) { SharesOnlyTheSame = true }, sharesRunning: false, audit: null, cancel)
            : Outcome.No<Guid>(remembered.Refusals);
    }
}
