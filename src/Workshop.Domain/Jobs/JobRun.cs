namespace Workshop.Domain.Jobs;

public enum JobState
{
    Queued,
    Running,
    Succeeded,

    /// <summary>The answer was no, or something broke; <see cref="JobRun.Message"/> says what.</summary>
    Failed,

    Cancelled,

    /// <summary>The server stopped in the middle and this kind of job is not taken up again by itself.</summary>
    Interrupted,
}

/// <summary>One piece of long work. The row is the truth; the scheduler only wakes it.</summary>
public sealed class JobRun
{
    public const int MaxMessageLength = 2000;

    private JobRun()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid? EventId { get; private init; }

    public string Kind { get; private init; } = "";

    /// <summary>JSON, read by the job of this kind.</summary>
    public string Arguments { get; private init; } = "{}";

    public JobState State { get; private set; }

    /// <summary>What is being done now, or how it ended: a sentence for people.</summary>
    public string Message { get; private set; } = "";

    public int Done { get; private set; }

    /// <summary>Zero while the amount of work is not known.</summary>
    public int Total { get; private set; }

    public Guid? RequestedBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Last sign of life while running.</summary>
    public DateTimeOffset? HeartbeatAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public bool CancelRequested { get; private set; }

    /// <summary>JSON, written by the job of this kind.</summary>
    public string? Result { get; private set; }

    /// <summary>The stored file that the job made, if it makes one.</summary>
    public string? ResultSha256 { get; private set; }

    /// <summary>Times it was started; more than one when the server stopped in between.</summary>
    public int Attempts { get; private set; }

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled or JobState.Interrupted;

    public static JobRun Request(string kind, string arguments, Guid? eventId, Guid? requestedBy, DateTimeOffset now) =>
        new() { Kind = kind, Arguments = arguments, EventId = eventId, RequestedBy = requestedBy, CreatedAt = now, Message = "Waiting to start." };

    public void Start(DateTimeOffset now)
    {
        State = JobState.Running;
        StartedAt ??= now;
        HeartbeatAt = now;
        Attempts++;
    }

    public void Report(int done, int total, string message, DateTimeOffset now)
    {
        Done = done;
        Total = total;
        Message = Shorten(message);
        HeartbeatAt = now;
    }

    public void Succeed(string message, string? result, string? resultSha256, DateTimeOffset now)
    {
        Finish(JobState.Succeeded, message, now);
        Done = Total;
        Result = result;
        ResultSha256 = resultSha256;
    }

    public void Fail(string message, DateTimeOffset now) => Finish(JobState.Failed, message, now);

    public void Cancel(DateTimeOffset now) => Finish(JobState.Cancelled, "Cancelled.", now);

    public void Interrupt(DateTimeOffset now) => Finish(JobState.Interrupted, "The server stopped while this was under way. Start it again.", now);

    /// <summary>Back in the queue after the server stopped in the middle.</summary>
    public void Requeue()
    {
        State = JobState.Queued;
        Message = "Waiting to be taken up again after a restart.";
    }

    /// <summary>A run that has not started is cancelled at once; one under way when it next looks.</summary>
    public void RequestCancel(DateTimeOffset now)
    {
        CancelRequested = true;
        if (State == JobState.Queued)
        {
            Cancel(now);
        }
    }

    private void Finish(JobState state, string message, DateTimeOffset now)
    {
        State = state;
        Message = Shorten(message);
        FinishedAt = now;
        HeartbeatAt = now;
    }

    private static string Shorten(string message) => CutText.WithMark(message, MaxMessageLength);
}
