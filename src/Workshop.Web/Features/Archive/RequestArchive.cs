using System.Text.Json;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Archive;

/// <summary>Asks for an archive. One that this organizer has asked for and that is not finished serves; another organizer's never does, because they may see other things.</summary>
public sealed class RequestArchive(JobRequests jobs)
{
    /// <returns>The run to watch.</returns>
    public Task<Guid> RunAsync(Viewer organizer, Guid eventId, bool personalData, CancellationToken cancel) => jobs.OnceAsync(
        new JobRequest(ArchiveEventJob.Kind, eventId, organizer.RequiredPersonId, JsonSerializer.Serialize(new ArchiveArguments(personalData))) { SharesOnlyTheSame = true }, sharesRunning: true, audit: null, cancel);
}
