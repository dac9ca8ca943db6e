using System.Security.Cryptography;
using Workshop.Domain;

namespace Workshop.Web.Features.Verify;

/// <summary>Whether a file, or a hash that somebody pasted, is the one of a receipt. Reads and forgets.</summary>
public sealed class CompareFile
{
    /// <summary>As large as a submission may be at all, and the form around it.</summary>
    public const int LargestRequest = 128 * 1024 * 1024;

    /// <param name="open">Null when no file was chosen. A file goes before a hash.</param>
    public async Task<Outcome<bool>> RunAsync(string sha256, Func<Stream>? open, string? hash, CancellationToken cancel)
    {
        if (open is not null)
        {
            await using var stream = open();
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel)) == sha256;
        }

        var typed = string.Concat((hash ?? "").Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();
        if (typed.Length == 0)
        {
            return new Refusal("verify.nothing", "Choose a file, or paste its SHA-256.", "Upload");
        }

        return typed.Length == 64 && typed.All(char.IsAsciiHexDigit) ? typed == sha256 : new Refusal("verify.hash-malformed", "A SHA-256 has 64 hexadecimal digits.", "Hash");
    }
}
