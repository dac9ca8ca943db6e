namespace Workshop.Domain.Submissions;

/// <summary>One uploaded PDF of one submission. Nothing is ever overwritten: a new upload is a new version.</summary>
public sealed class SubmissionVersion
{
    public const int MaxFileNameLength = 200;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; init; }

    /// <summary>1 for the first upload.</summary>
    public required int Number { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes, which is also the key of the stored file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name the author's computer gave, without folders and control characters; never shown to reviewers.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>As Poppler counts; null when no page count could be had.</summary>
    public required int? Pages { get; init; }

    /// <summary>False when a finding blocks: the version is kept, the submission cannot be submitted with it.</summary>
    public required bool IsAcceptable { get; init; }

    /// <summary>One sentence that sums the check up for the author.</summary>
    public required string Verdict { get; init; }

    /// <summary>When the request that carried it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Guid UploadedBy { get; init; }
}
