using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Programme;

/// <summary>Asks for the printed programme; a run that has not begun yet serves for both.</summary>
public sealed class RequestPrint(JobRequests jobs)
{
    /// <returns>The run to watch.</returns>
    public Task<Guid> RunAsync(Viewer organizer, Guid eventId, CancellationToken cancel) =>
        jobs.OnceAsync(new JobRequest(PrintProgrammeJob.Kind, eventId, organizer.RequiredPersonId), sharesRunning: false, audit: null, cancel);
}
