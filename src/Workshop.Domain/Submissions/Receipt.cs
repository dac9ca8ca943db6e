namespace Workshop.Domain.Submissions;

/// <summary>What proves a submission: these bytes were received by this server at this instant.</summary>
/// <param name="Version">0 for a submission without a PDF, whose type needs none; hash and size are then null.</param>
/// <param name="ReceivedAt">Server time of arrival, UTC.</param>
public sealed record Receipt(
    Guid SubmissionId,
    int Number,
    string Title,
    IReadOnlyList<string> Authors,
    int Version,
    string? Sha256,
    long? Size,
    int? Pages,
    DateTimeOffset ReceivedAt);
