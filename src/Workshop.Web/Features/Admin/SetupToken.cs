using System.Security.Cryptography;
using System.Text;

namespace Workshop.Web.Features.Admin;

/// <summary>
/// Proves that whoever sets the installation up can read the server's console. New with each start, printed only while there is no administrator,
/// and worth nothing once there is one.
/// </summary>
public sealed class SetupToken
{
    /// <summary>128 random bits, safe in a URL.</summary>
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool Is(string? token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token?.Trim() ?? ""), Encoding.UTF8.GetBytes(Value));
}
