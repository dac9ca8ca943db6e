using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workshop.Domain.Pdf;

/// <summary>Who must not be recognized in a blind submission: this submission's own authors, and how they named their file.</summary>
/// <param name="Authors">As typed; names, addresses and affiliations may be empty.</param>
/// <param name="FileName">As it came with the upload; null when it is not known.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SubmissionIdentity(IReadOnlyList<AuthorIdentity> Authors, string? FileName = null)
{
    /// <summary>64 lower-case hexadecimal digits: the same for the same authors in the same order with the same file name, and, but for accidents, for no others.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

/// <param name="Name">"Núria Öz" or "Öz, Núria".</param>
/// <param name="Email">Null or empty when it is not known.</param>
/// <param name="Affiliation">One or several, separated by semicolons; null or empty when it is not known.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AuthorIdentity(string Name, string? Email = null, string? Affiliation = null);
