namespace Workshop.Domain.People;

/// <summary>What a password must be: long. No rule about kinds of characters, which make passwords harder to remember and no harder to guess (NIST SP 800-63B, 5.1.1).</summary>
public static class PasswordRule
{
    public const int MinLength = 10;

    /// <summary>Hashing is work; nobody may order more of it than this.</summary>
    public const int MaxLength = 200;

    public const int MinDifferentCharacters = 4;

    /// <summary>Why <paramref name="password"/> may not be used, or null when it may.</summary>
    /// <param name="field">The form field that the sentence belongs under.</param>
    public static Refusal? WhyNot(string? password, string field) => password switch
    {
        null or "" => new Refusal("password.missing", "Choose a password.", field),
        { Length: < MinLength } => new Refusal("password.too-short", $"Choose a password of at least {MinLength} characters. A few words in a row are easy to remember.", field),
        { Length: > MaxLength } => new Refusal("password.too-long", $"Choose a password of at most {MaxLength} characters.", field),
        _ when password.Distinct().Count() < MinDifferentCharacters => new Refusal("password.too-simple", "Use more than a few different characters. A few words in a row are easy to remember.", field),
        _ => null,
    };
}
