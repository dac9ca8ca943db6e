using System.Security.Cryptography;
using System.Text;

namespace Workshop.Data.People;

/// <summary>
/// Wrong passwords for one address within the last while, whether or not anybody has that address: what is counted for everyone tells nobody anything.
/// </summary>
public sealed class SignInAttempts
{
    public required string AddressHash { get; init; }

    public int Failures { get; init; }

    /// <summary>From this instant on the count is forgotten.</summary>
    public DateTimeOffset ForgetAt { get; init; }

    /// <summary>Not the address itself: people type passwords into the wrong field.</summary>
    public static string HashOf(string normalizedAddress) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedAddress)));
}
