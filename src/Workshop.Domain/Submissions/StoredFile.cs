using System.Security.Cryptography;

namespace Workshop.Domain.Submissions;

/// <summary>Bytes that somebody uploaded or a job made, addressed by what they are. Never changes once it is written.</summary>
public sealed class StoredFile
{
    private StoredFile()
    {
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public static StoredFile Of(byte[] content, DateTimeOffset now) =>
        new() { Sha256 = HashOf(content), Content = content, Size = content.LongLength, StoredAt = now };

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
