namespace Workshop.Domain.Matching;

/// <summary>One term of a text: the word as it stood (lower case, without accents) and its stem, by which texts are compared.</summary>
public readonly record struct Token(string Word, string Stem);

/// <summary>
/// The terms of a text, in its order, repeats included: LaTeX read away, compatibility decomposition (NFKD), lower case, runs of
/// letters and digits of any script, no stop words, Porter stems. A single letter or digit is no term. Deterministic, free of culture.
/// </summary>
public sealed class Tokens
{
    private readonly Dictionary<string, Token?> _known = new(StringComparer.Ordinal);

    /// <summary>The terms of one text. Read many texts through one instance instead: it remembers the stems it has worked out.</summary>
    public static IReadOnlyList<Token> Of(string text) => new Tokens().Read(text);

    public IReadOnlyList<Token> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<Token>();
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new WordReader(text);
        while (words.Next(out var word))
        {
            if (!known.TryGetValue(word, out var token))
            {
                var spelt = word.ToString();
                token = StopWords.Contains(spelt) ? null : new Token(spelt, PorterStem.Of(spelt));
                _known.Add(spelt, token);
            }

            if (token is { } term)
            {
                tokens.Add(term);
            }
        }

        return tokens;
    }
}
