using System.Security.Cryptography;

namespace Workshop.Domain.Submissions;

/// <summary>
/// The code on a receipt: 100 random bits as twenty signs of D. Crockford's base 32, which has no I, L, O and U, printed in four groups of five. Whoever types one
/// may leave the dashes out, use small letters, and take O for 0, I or l for 1.
/// </summary>
public static class ReceiptCode
{
    public const int Length = 20;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Without dashes, as it is kept.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>"7K3QF-9M2XA-…", as it is shown and stands in addresses.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(5).Select(group => new string(group)));

    /// <summary>What was typed as it would be kept; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 100)
        {
            return null;
        }

        var code = new string([.. typed.Where(character => !char.IsWhiteSpace(character) && character is not ('-' or '–' or '‑' or '.')).Select(Sign)]);
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    private static char Sign(char typed) => char.ToUpperInvariant(typed) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var sign => sign,
    };
}
