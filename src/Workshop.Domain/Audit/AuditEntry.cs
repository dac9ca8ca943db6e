namespace Workshop.Domain.Audit;

/// <summary>Who did what to which thing when. Entries about a submission are hidden from organizers who must keep away from it.</summary>
public sealed class AuditEntry
{
    public const int MaxDetailLength = 1000;

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Null for what concerns the installation or an account.</summary>
    public Guid? EventId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the system did it.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>Dotted and stable: "submission.withdrawn".</summary>
    public required string Action { get; init; }

    /// <summary>The submission that it is about, if any.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>A sentence for organizers.</summary>
    public required string Detail { get; init; }

    public static AuditEntry Of(string action, string detail, Guid? actorId, Guid? eventId, DateTimeOffset now, Guid? submissionId = null) => new()
    {
        Action = action,
        Detail = CutText.WithMark(detail, MaxDetailLength),
        ActorId = actorId,
        EventId = eventId,
        At = now,
        SubmissionId = submissionId,
    };
}
