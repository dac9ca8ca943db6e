using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workshop.Domain.Submissions;

public enum SnapshotKind
{
    /// <summary>How a submission stood that was handed in before its history was kept.</summary>
    Beginning,
    Submitted,
    Changed,
    Withdrawn,
    Restored,
}

/// <summary>
/// How a submission stood after one change, for its history: what was typed in one piece, the last PDF, who and why. Written when it is submitted and with every
/// change from then on; drafts have no history. Never changes once it is written.
/// </summary>
public sealed class SubmissionSnapshot
{
    public const int MaxNoteLength = 1000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private SubmissionSnapshot()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; private init; }

    /// <summary>The <see cref="Submission.Revision"/> that it shows; one snapshot each.</summary>
    public int Revision { get; private init; }

    public SnapshotKind Kind { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Null when the system did it, or when nobody knows.</summary>
    public Guid? ById { get; private init; }

    /// <summary>An organizer did it on behalf of the authors, who are not told which one.</summary>
    public bool IsByOrganizer { get; private init; }

    /// <summary>Why, as the organizer or the author put it; empty when nothing was said. Authors read it.</summary>
    public string Note { get; private init; } = "";

    /// <summary>Number of the last PDF at that time; null while there was none.</summary>
    public int? Version { get; private init; }

    /// <summary>The <see cref="SubmissionContent"/> as JSON, whatever that holds by then.</summary>
    public string ContentJson { get; private init; } = "";

    public static SubmissionSnapshot Of(Submission submission, SnapshotKind kind, Guid? byId, bool isByOrganizer, string note, DateTimeOffset at) => new()
    {
        SubmissionId = submission.Id,
        Revision = submission.Revision,
        Kind = kind,
        At = at,
        ById = byId,
        IsByOrganizer = isByOrganizer,
        Note = note,
        Version = submission.Versions.Count == 0 ? null : submission.Versions.Max(version => version.Number),
        ContentJson = Write(submission.Content),
    };

    /// <summary>What was typed then. A member that did not exist yet has its default.</summary>
    public SubmissionContent ReadContent() => JsonSerializer.Deserialize<SubmissionContent>(ContentJson, Json) ?? throw new JsonException("A snapshot without content.");

    internal static string Write<T>(T content) => JsonSerializer.Serialize(content, Json);
}
