namespace Workshop.Domain.Matching;

/// <summary>The first words of a stored PDF, read once for matching. Empty when the file has no text that can be read.</summary>
public sealed class DocumentText
{
    /// <summary>Of the file.</summary>
    public required string Sha256 { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}
