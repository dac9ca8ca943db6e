using Workshop.Domain.Audit;
using Workshop.Domain.People;
using Workshop.Web.Platform.Jobs;

namespace Workshop.Web.Features.Submissions;

/// <summary>Queues the job that checks all PDFs of an event again, after its rules have changed.</summary>
public sealed class RequestRecheck(TimeProvider time, JobRequests jobs)
{
    /// <returns>The run; the one that has not begun yet when there is one. One under way may have begun under other rules.</returns>
    public Task<Guid> RunAsync(Viewer organizer, Guid eventId, CancellationToken cancel) => jobs.OnceAsync(
        new JobRequest(RecheckSubmissionsJob.Kind, eventId, organizer.PersonId),
        sharesRunning: false,
        AuditEntry.Of("submissions.recheck", "Asked for a check of all PDFs by the rules as they are now.", organizer.PersonId, eventId, time.GetUtcNow()),
        cancel);
}
