namespace Workshop.Domain.People;

/// <summary>
/// An ORCID iD: sixteen digits that name one researcher for life, the last of which is a check digit (ISO/IEC 7064, MOD 11-2, where X stands for 10; see
/// support.orcid.org, "Structure of the ORCID Identifier"). It says what somebody typed and is no proof: nobody gets to see anything because of it.
/// </summary>
public sealed record Orcid
{
    /// <summary>Of what may be typed: the address form with room to spare.</summary>
    public const int MaxTypedLength = 60;

    private const int Digits = 16;

    private static readonly string[] Prefixes = ["https://", "http://", "www.", "orcid.org/", "orcid:", "orcid"];

    private Orcid(string id) => Id = id;

    /// <summary>"0000-0002-1825-0097", the X in upper case: for comparison, storage and people.</summary>
    public string Id { get; }

    public string Link => $"https://orcid.org/{Id}";

    /// <summary>Reads "0000-0002-1825-0097", the same without hyphens or with blanks, and the address https://orcid.org/… with or without its beginning.</summary>
    public static Outcome<Orcid> Parse(string? text, string? field = null)
    {
        var typed = Bare(text ?? "");
        var digits = new string([.. typed.Where(character => character is not ('-' or ' ' or '\u2010' or '\u2011' or '\u2013'))]).ToUpperInvariant();
        if (digits.Length == 0)
        {
            return new Refusal("orcid.missing", "Give an ORCID iD, or leave the field empty.", field);
        }

        if (digits.Length != Digits || !digits[..^1].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(digits[^1]) || digits[^1] == 'X'))
        {
            return new Refusal("orcid.malformed", "An ORCID iD has 16 digits and looks like 0000-0002-1825-0097. Copy it from your page at orcid.org, or leave the field empty.", field);
        }

        return digits[^1] == CheckDigit(digits.AsSpan(0, Digits - 1))
            ? new Orcid($"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}")
            : new Refusal("orcid.check-digit", "A digit of this ORCID iD is wrong. Copy it from your page at orcid.org, or leave the field empty.", field);
    }

    /// <summary>The identifier when there is one, otherwise what was typed, on one line: a draft keeps what is unfinished.</summary>
    public static string Normalize(string text) => Parse(text).Value?.Id ?? Person.Clean(text);

    public override string ToString() => Id;

    /// <summary>ISO/IEC 7064, MOD 11-2.</summary>
    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var total = 0;
        foreach (var digit in digits)
        {
            total = (total + (digit - '0')) * 2 % 11;
        }

        var result = (12 - total) % 11;
        return result == 10 ? 'X' : (char)('0' + result);
    }

    private static string Bare(string text)
    {
        var bare = text.Trim();
        foreach (var prefix in Prefixes)
        {
            if (bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare[prefix.Length..].TrimStart();
            }
        }

        return bare.TrimEnd('/');
    }
}
