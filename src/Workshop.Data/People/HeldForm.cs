using System.Security.Cryptography;
using System.Text;

namespace Workshop.Data.People;

/// <summary>
/// What somebody typed into a form and sent after their session had ended. It is given back once, to the same person in the same browser, after signing in; nothing is
/// done with it. Whoever holds the row alone cannot claim it: the browser has the other half of the key.
/// </summary>
public sealed class HeldForm
{
    public const int MaxPathLength = 500;

    /// <summary>Of <see cref="Fields"/>, in characters.</summary>
    public const int MaxLength = 200_000;

    /// <summary>The oldest makes room: a person cannot fill the database.</summary>
    public const int MaxOfOnePerson = 5;

    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Who typed it, as the form itself proves.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of what the browser keeps in a cookie.</summary>
    public required string KeyHash { get; init; }

    /// <summary>The page with the form, local, with its query.</summary>
    public required string Path { get; init; }

    /// <summary>Names and values in JSON; no files, no passwords.</summary>
    public required string Fields { get; init; }

    /// <summary>A file was chosen, which cannot be held.</summary>
    public required bool HadFile { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
