using System.Text.Json;

namespace Workshop.Web.Platform.Jobs;

/// <summary>
/// Long work behind a <c>JobRun</c> row. Takes ids, loads, calls a use case; can run twice or die half-way without harm. Resolved from a fresh scope for each run.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Returns how it ended. Throwing <see cref="JobRefusedException"/> ends the run as failed with its sentence; any other exception as a bug.</summary>
    Task<JobResult> RunAsync(JobContext context, CancellationToken cancel);
}

/// <param name="Message">A sentence for the one who asked: "57 submissions assigned to 20 reviewers."</param>
/// <param name="ResultJson">What the next page needs, or null.</param>
/// <param name="Sha256">The stored file that the job made, or null.</param>
public sealed record JobResult(string Message, string? ResultJson = null, string? Sha256 = null);

/// <summary>What a job may know of its run. Progress is written through its own database context, at most a few times a second.</summary>
public sealed class JobContext(Guid runId, Guid? eventId, Guid? requestedBy, string arguments, Func<int, int, string, Task> report)
{
    public Guid RunId => runId;

    public Guid? EventId => eventId;

    public Guid? RequestedBy => requestedBy;

    public T Arguments<T>() => JsonSerializer.Deserialize<T>(arguments) ?? throw new JsonException("The arguments of the job are empty.");

    /// <summary>Not inside a transaction: on SQLite it would wait for the job, and the job for it.</summary>
    /// <param name="total">Zero while the amount of work is not known.</param>
    public Task ReportAsync(int done, int total, string message) => report(done, total, message);
}

/// <summary>The answer of a job is no: shown to people as the run's message, not logged as a bug.</summary>
public sealed class JobRefusedException(string message) : Exception(message);
